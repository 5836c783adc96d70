"""The entries of the seeds: each named act becomes a verb of the review room."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import product
from typing import cast

from django.db.models import Model

from tracker.models.article import Snapshot
from tracker.models.change import Change, ChangeGroup, Verb
from tracker.models.citation import CitationRole
from tracker.models.condition import Condition, ConditionKind
from tracker.models.conflict import Conflict
from tracker.models.editor import Editor
from tracker.models.involvement import Part
from tracker.models.party import Party
from tracker.models.person import Person, Role
from tracker.models.proposal import Proposal
from tracker.models.record import Directness
from tracker.models.status import Status
from tracker.models.term import Term
from tracker.review.attach import attach
from tracker.review.draft import CitationDraft, ConditionDraft, Draft, InvolvementDraft, StatusDraft
from tracker.review.fields import kind_of
from tracker.review.outcome import Answer, Outcome
from tracker.review.publication import Published
from tracker.review.record import record_condition, record_involvement, record_status, twin_of
from tracker.review.supersede import correct, newer_word, supersede
from tracker.review.withdraw import withdraw
from tracker.transfer.created_rows import find_created
from tracker.transfer.seed_files import Row, SeedFault

_PLAIN = (
    "stance", "is_included", "value", "unit", "summary", "qualifier", "attribution", "is_red_line",
    "speaks_for_party", "tense", "stated_precision",
)  # fmt: skip
_NAMING = ("supersedes", "corrects", "withdraws", "to", "answers")  # columns that name an entry before


@dataclass(frozen=True, slots=True)
class SeededText:
    """A sample article's snapshot, and its text as the file has it, which stays when the snapshot's is withheld."""

    snapshot: Snapshot
    text: str


@dataclass(slots=True)
class EntryLoader:
    """Performs each act once: what was ever recorded is not recorded again, whatever editors did with it since.

    `texts` go by the key of their article. A new act that rests on what was withheld, taken out or replaced since is
    left out, and its key noted in `skipped`.
    """

    editor: Editor
    texts: dict[str, SeededText]
    records: dict[str, Published] = field(default_factory=dict)
    added: Counter[str] = field(default_factory=Counter)
    skipped: list[str] = field(default_factory=list)

    def load(self, rows: Iterable[Row], group: ChangeGroup | None) -> None:
        """Acts in the order given. Raises `SeedFault`, naming the entry."""
        acts: dict[str, Callable[[Row, ChangeGroup | None], Outcome | Published | None]] = {
            "condition": self._record_condition,
            "status": self._record_status,
            "involvement": self._record_involvement,
            "supersede": self._supersede,
            "correct": self._correct,
            "withdraw": self._withdraw,
            "attach": self._attach,
        }
        for row in rows:
            act = row.get("act", "condition")
            if act not in acts:
                raise SeedFault(f"Entry {row['key']}: there is no act {act}.")
            result = None if self._rests_on_skipped(row) else acts[act](row, group)
            if result is None:
                self.skipped.append(row["key"])
                continue
            record = result.record if isinstance(result, Outcome) else result
            if isinstance(result, Outcome) and result.answer != Answer.DONE:
                raise SeedFault(f"Entry {row['key']}: {result.message}")
            if isinstance(result, Outcome):
                self.added[f"{act} entries"] += 1
            self.records[row["key"]] = cast(Published, record)  # verbs answer with the record they made

    def _rests_on_skipped(self, row: Row) -> bool:
        named = [row.get(name) for name in _NAMING]
        return not {*named, *row.get("depends_on", ())}.isdisjoint(self.skipped)

    def _record_condition(self, row: Row, group: ChangeGroup | None) -> Outcome | Published | None:
        if row.get("supersedes"):
            return self._supersede(row, group)
        first, *_ = drafts = self._condition_drafts(row)
        return _perform(drafts, lambda: record_condition(first, editor=self.editor, group=group, again=True))

    def _record_status(self, row: Row, group: ChangeGroup | None) -> Outcome | Published | None:
        draft = StatusDraft(
            proposal=find(Proposal, row["proposal"]),
            status=Status(row["status"]),
            effective_on=row["effective_on"],
            effective_precision=row.get("effective_precision", "day"),
            said_by=find(Party, row["said_by"]) if row.get("said_by") else None,
            person=find(Person, row["person"]) if row.get("person") else None,
            attribution=row.get("attribution", ""),
            directness=row.get("directness", Directness.MEDIA_INFERENCE),
            stated_on=row["stated_on"],
            stated_precision=row.get("stated_precision", "day"),
            citations=self._citations(row),
        )
        return _perform([draft], lambda: record_status(draft, editor=self.editor, group=group))

    def _record_involvement(self, row: Row, group: ChangeGroup | None) -> Outcome | Published | None:
        draft = InvolvementDraft(
            proposal=find(Proposal, row["proposal"]),
            party=find(Party, row["party"]),
            part=Part(row["role"]),
            citations=self._citations(row),
        )
        return _perform([draft], lambda: record_involvement(draft, editor=self.editor, group=group))

    def _supersede(self, row: Row, group: ChangeGroup | None) -> Outcome | Published | None:
        first, *_ = drafts = self._condition_drafts(row)
        old = self._condition(row["supersedes"])
        newer = newer_word(old)
        is_replaced = newer is not None and newer not in self.records.values()
        return _perform(
            drafts,
            lambda: supersede(old, first, editor=self.editor, group=group),
            is_barred=not old.is_live or is_replaced,
        )

    def _correct(self, row: Row, _group: ChangeGroup | None) -> Outcome | Published | None:
        first, *_ = drafts = self._condition_drafts(row)
        old = self._condition(row["corrects"])
        return _perform(
            drafts,
            lambda: correct(old, first, editor=self.editor, reason=row["reason"]),
            is_barred=not old.is_live,
        )

    def _withdraw(self, row: Row, _group: ChangeGroup | None) -> Outcome | Published:
        record = self._known(row["withdraws"])
        generations = [each.pk for each in _generations(record)]
        acts = Change.objects.filter(verb=Verb.WITHDRAW, record_kind=kind_of(record), record_id__in=generations)
        if not record.is_live or acts.exists():
            return record
        return withdraw(record, editor=self.editor, reason=row["reason"])

    def _attach(self, row: Row, _group: ChangeGroup | None) -> Outcome | Published | None:
        record, citations = self._known(row["to"]), self._citations(row)
        first = citations[0]
        for each in _generations(record):
            if each.citations.filter(snapshot=first.snapshot, start=first.start, end=first.end).exists():
                return record
        if not record.is_live or any(map(_is_withheld, citations)):
            return None
        return attach(record, citations, editor=self.editor, reason=row.get("reason", ""))

    def _condition_drafts(self, row: Row) -> list[ConditionDraft]:
        """The entry with the live record of each entry that it names, then with every earlier one in its place.

        It may have been recorded before that one was withdrawn and reinstated.
        """
        person = find(Person, row["person"]) if row.get("person") else None
        draft = ConditionDraft(
            kind=ConditionKind(row["kind"]),
            conflict=find(Conflict, row["conflict"]),
            proposal=find(Proposal, row["proposal"]) if row.get("proposal") else None,
            term=find(Term, row["term"]),
            party=find(Party, row["party"]) if row.get("party") else None,
            actors=tuple(find(Party, slug) for slug in row.get("actors", ())),
            amount=Decimal(str(row["amount"])) if "amount" in row else None,
            person=person,
            role=_role(person, row.get("office")),
            directness=row.get("directness", Directness.MEDIA_INFERENCE),
            stated_on=row["stated_on"],
            citations=self._citations(row),
            **{name: row[name] for name in _PLAIN if name in row},
        )
        answers = _generations(self._condition(row["answers"])) if row.get("answers") else [None]
        bases = [_generations(self._condition(key)) for key in row.get("depends_on", ())]
        return [replace(draft, answers=answer, depends_on=named) for answer in answers for named in product(*bases)]

    def _citations(self, row: Row) -> tuple[CitationDraft, ...]:
        drafts = []
        for cited in row.get("citations", ()):
            source, quote = self.texts[cited["article"]], cited["quote"]
            if source.text.count(quote) != 1:
                raise SeedFault(f"Entry {row['key']}: the quote does not occur exactly once in {cited['article']}.")
            start = source.text.index(quote)
            role = CitationRole(cited.get("role", "evidence"))
            drafts.append(CitationDraft(source.snapshot, start, start + len(quote), quote, role))
        return tuple(drafts)

    def _known(self, key: str) -> Published:
        try:
            record = self.records[key]
        except KeyError as cause:
            raise SeedFault(f"No entry {key} stands before the one that names it.") from cause
        record.refresh_from_db()
        return record

    def _condition(self, key: str) -> Condition:
        record = self._known(key)
        if not isinstance(record, Condition):
            raise SeedFault(f"Entry {key} is not a condition.")
        return record


def find[Table: Model](model: type[Table], slug: str) -> Table:
    """The reference row with that slug. Raises `SeedFault`."""
    row = model._default_manager.filter(slug=slug).first()
    if row is None:
        raise SeedFault(f"There is no {model._meta.verbose_name} {slug}.")
    return row


def _perform(
    drafts: Sequence[Draft], act: Callable[[], Outcome], *, is_barred: bool = False
) -> Outcome | Published | None:
    """The entry if it was ever recorded, else what the act gives; None when it is barred or its sentence withheld."""
    twin = next((twin for draft in drafts if (twin := twin_of(draft))), None)
    if twin is not None:
        return twin
    return None if is_barred or any(map(_is_withheld, drafts[0].citations)) else act()


def _is_withheld(cited: CitationDraft) -> bool:
    near = cited.snapshot.citations.filter(start__lt=cited.end, end__gt=cited.start)
    return cited.snapshot.withheld_at is not None or near.exclude(withheld_at=None).exists()


def _generations[Record: Published](record: Record) -> list[Record]:
    """The record, then every other of the same entry: what it reinstates, or what reinstates it."""
    same = type(record)._default_manager.filter(fingerprint=record.fingerprint)
    return [record, *same.exclude(pk=record.pk).order_by("pk")]


def _role(person: Person | None, office: str | None) -> Role | None:
    if person is None or not office:
        return None
    role = find_created(Role, {"person": person, "office": office})
    if role is None:
        raise SeedFault(f"{person} holds no office {office}.")
    return role
