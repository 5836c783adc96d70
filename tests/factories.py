"""A small world for tests: an invented war between two invented sides, so that nothing here reads as a fact."""

from datetime import UTC, date, datetime
from itertools import count

from django.contrib.auth.models import Group

from tracker.models.article import Article, Snapshot, text_hash
from tracker.models.condition import Condition, ConditionKind
from tracker.models.conflict import Conflict, Participation, Side
from tracker.models.editor import Editor
from tracker.models.party import Party, PartyKind
from tracker.models.person import Person, Role
from tracker.models.proposal import Proposal
from tracker.models.record import Directness
from tracker.models.stance import Stance
from tracker.models.suggestion import Suggestion, suggestion_fingerprint
from tracker.models.term import Term, TermGroup
from tracker.review.draft import CitationDraft, ConditionDraft
from tracker.review.record import record_condition

_numbers = count(1)
DAY = date(2030, 5, 4)

SENTENCE = "Northland rejects any monitoring of the truce, its government says."
TEXT = f"""Talks on the river truce resume

Synthetic text for tests; every name in it is invented.

{SENTENCE} The Marsh Front demands the withdrawal of Northland's army behind the river Ell.
Such a condition was put to Northland before. No sane person would agree to such a condition, its envoy told reporters.
"""


def make_editor(group: str = "editor", name: str = "") -> Editor:
    """A member of one of the groups; `desk_name` is published."""
    name = name or f"desk-{next(_numbers)}"
    editor = Editor.objects.create_user(username=name, password="a long enough passphrase", desk_name=name.title())
    editor.is_staff = True
    editor.save()
    editor.groups.add(Group.objects.get(name=group))
    return Editor.objects.get(pk=editor.pk)


def make_term(slug: str = "monitoring", group: str = "compliance") -> Term:
    """A row of the codebook."""
    heading, _ = TermGroup.objects.get_or_create(
        slug=group, defaults={"label": group.title(), "position": TermGroup.objects.count()}
    )
    return Term.objects.get_or_create(
        slug=slug,
        defaults={"label": slug.replace("-", " ").title(), "group": heading, "definition": "-", "position": 1},
    )[0]


def make_party(name: str = "Northland", kind: str = PartyKind.STATE) -> Party:
    """A party by name."""
    return Party.objects.get_or_create(slug=name.lower().replace(" ", "-"), defaults={"name": name, "kind": kind})[0]


def make_conflict(name: str = "River war") -> Conflict:
    """The invented war, with both its sides."""
    conflict, is_new = Conflict.objects.get_or_create(slug=name.lower().replace(" ", "-"), defaults={"name": name})
    if is_new:
        for position, (party, side) in enumerate((("Northland", Side.A), ("Marsh Front", Side.B))):
            Participation.objects.create(conflict=conflict, party=make_party(party), side=side, position=position)
    return conflict


def make_proposal(name: str = "River truce", conflict: Conflict | None = None) -> Proposal:
    """A text on the table."""
    return Proposal.objects.get_or_create(
        slug=name.lower().replace(" ", "-"),
        defaults={"name": name, "short_name": name[:12], "conflict": conflict or make_conflict()},
    )[0]


def make_person(name: str = "Ada Orlov", party: Party | None = None, office: str = "spokeswoman") -> Role:
    """Somebody invented, in an office."""
    person, _ = Person.objects.get_or_create(slug=name.lower().replace(" ", "-"), defaults={"name": name})
    return Role.objects.get_or_create(person=person, party=party or make_party(), office=office)[0]


def make_snapshot(text: str = TEXT, **fields: object) -> Snapshot:
    """A frozen text with its article."""
    number = next(_numbers)
    fields = {"title": f"Synthetic article {number}", "outlet": "Test Wire", "published_on": DAY, **fields}
    added_by = Editor.objects.first() or make_editor("contributor")
    moment = datetime(2030, 5, 4, 12, tzinfo=UTC)
    article = Article.objects.create(added_by=added_by, added_at=moment, **fields)
    return Snapshot.objects.create(
        article=article, text=text, text_sha256=text_hash(text), origin="pasted", taken_at=moment
    )


def cite(snapshot: Snapshot, quote: str = SENTENCE, role: str = "evidence") -> CitationDraft:
    """A sentence of a snapshot, ready to be cited."""
    start = snapshot.text.index(quote)
    return CitationDraft(snapshot, start, start + len(quote), quote, role)


def make_draft(snapshot: Snapshot | None = None, **fields: object) -> ConditionDraft:
    """Northland rejects monitoring in the river truce, unless told otherwise."""
    snapshot = snapshot or make_snapshot()
    defaults: dict[str, object] = {
        "kind": ConditionKind.POSITION,
        "conflict": make_conflict(),
        "proposal": make_proposal(),
        "term": make_term(),
        "party": make_party(),
        "stance": Stance.REJECTS,
        "directness": Directness.ON_RECORD,
        "stated_on": DAY,
        "citations": (cite(snapshot),),
    }
    if fields.get("kind") == ConditionKind.PROVISION:
        defaults.update(party=None, stance="")
    return ConditionDraft(**{**defaults, **fields})  # type: ignore[arg-type]


def make_condition(editor: Editor | None = None, **fields: object) -> Condition:
    """A published condition, through the verb."""
    outcome = record_condition(make_draft(**fields), editor=editor or make_editor(), again=True)
    if not isinstance(outcome.record, Condition):
        raise ValueError(outcome.message)
    return outcome.record


def make_suggestion(snapshot: Snapshot | None = None, quote: str = SENTENCE, **fields: object) -> Suggestion:
    """What the importer would queue for Northland's refusal of monitoring."""
    snapshot = snapshot or make_snapshot()
    start = snapshot.text.index(quote)
    defaults: dict[str, object] = {
        "kind": "position",
        "conflict": make_conflict(),
        "proposal": make_proposal(),
        "term": make_term(),
        "party": make_party(),
        "stance": Stance.REJECTS,
        "directness": Directness.ON_RECORD,
        "stated_on": DAY,
        "score": 0.9,
        "rule": "test",
        "tier": "suggested",
        "made_at": datetime(2030, 5, 4, 12, tzinfo=UTC),
    }
    values = {**defaults, **fields}
    fingerprint = suggestion_fingerprint(
        snapshot_id=snapshot.pk,
        start=start,
        end=start + len(quote),
        kind=str(values["kind"]),
        term=values["term"].slug,  # type: ignore[attr-defined]
        party=str(values["party"]),
        stance=str(values["stance"]),
        actors=(),
        value=str(values.get("value", "")),
        proposal=str(values["proposal"]),
    )
    return Suggestion.objects.create(
        snapshot=snapshot,
        start=start,
        end=start + len(quote),
        quote_sha256=text_hash(quote),
        fingerprint=fingerprint,
        **values,
    )
