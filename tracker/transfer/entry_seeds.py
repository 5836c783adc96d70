"""The entries of the seeds: each named act becomes a verb of the review room."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

from django.db.models import Model

from tracker.models.article import Snapshot
from tracker.models.change import ChangeGroup
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
from tracker.review.draft import CitationDraft, ConditionDraft, InvolvementDraft, StatusDraft
from tracker.review.outcome import Answer, Outcome
from tracker.review.publication import Published
from tracker.review.record import record_condition, record_involvement, record_status, twin_of
from tracker.review.supersede import correct, supersede
from tracker.review.withdraw import withdraw
from tracker.transfer.seed_files import Row, SeedFault

_PLAIN = (
    "stance", "is_included", "value", "unit", "summary", "qualifier", "attribution", "is_red_line",
    "speaks_for_party", "tense", "stated_precision",
)  # fmt: skip


@dataclass(slots=True)
class EntryLoader:
    """Performs each act once: what was ever recorded is not recorded again, whatever editors did with it since."""

    editor: Editor
    snapshots: dict[str, Snapshot]
    records: dict[str, Published] = field(default_factory=dict)
    added: Counter[str] = field(default_factory=Counter)

    def load(self, rows: Iterable[Row], group: ChangeGroup | None) -> None:
        """Acts in the order given. Raises `SeedFault`, naming the entry."""
        acts: dict[str, Callable[[Row, ChangeGroup | None], Outcome | Published]] = {
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
            result = acts[act](row, group)
            record = result.record if isinstance(result, Outcome) else result
            if isinstance(result, Outcome) and result.answer != Answer.DONE:
                raise SeedFault(f"Entry {row['key']}: {result.message}")
            if isinstance(result, Outcome):
                self.added[f"{act} entries"] += 1
            self.records[row["key"]] = cast(Published, record)  # verbs answer with the record they made

    def _record_condition(self, row: Row, group: ChangeGroup | None) -> Outcome | Published:
        draft = self._condition_draft(row)
        if row.get("supersedes"):
            old = self._condition(row["supersedes"])
            return twin_of(draft) or supersede(old, draft, editor=self.editor, group=group)
        return twin_of(draft) or record_condition(draft, editor=self.editor, group=group)

    def _record_status(self, row: Row, group: ChangeGroup | None) -> Outcome | Published:
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
        return twin_of(draft) or record_status(draft, editor=self.editor, group=group)

    def _record_involvement(self, row: Row, group: ChangeGroup | None) -> Outcome | Published:
        draft = InvolvementDraft(
            proposal=find(Proposal, row["proposal"]),
            party=find(Party, row["party"]),
            part=Part(row["role"]),
            citations=self._citations(row),
        )
        return twin_of(draft) or record_involvement(draft, editor=self.editor, group=group)

    def _supersede(self, row: Row, _group: ChangeGroup | None) -> Outcome | Published:
        draft = self._condition_draft(row)
        return twin_of(draft) or supersede(self._condition(row["supersedes"]), draft, editor=self.editor)

    def _correct(self, row: Row, _group: ChangeGroup | None) -> Outcome | Published:
        draft = self._condition_draft(row)
        old = self._condition(row["corrects"])
        return twin_of(draft) or correct(old, draft, editor=self.editor, reason=row["reason"])

    def _withdraw(self, row: Row, _group: ChangeGroup | None) -> Outcome | Published:
        record = self._known(row["withdraws"])
        return withdraw(record, editor=self.editor, reason=row["reason"]) if record.is_live else record

    def _attach(self, row: Row, _group: ChangeGroup | None) -> Outcome | Published:
        record, citations = self._known(row["to"]), self._citations(row)
        first = citations[0]
        if record.citations.filter(snapshot=first.snapshot, start=first.start, end=first.end).exists():
            return record
        return attach(record, citations, editor=self.editor, reason=row.get("reason", ""))

    def _condition_draft(self, row: Row) -> ConditionDraft:
        party = find(Party, row["party"]) if row.get("party") else None
        person = find(Person, row["person"]) if row.get("person") else None
        return ConditionDraft(
            kind=ConditionKind(row["kind"]),
            conflict=find(Conflict, row["conflict"]),
            proposal=find(Proposal, row["proposal"]) if row.get("proposal") else None,
            term=find(Term, row["term"]),
            party=party,
            actors=tuple(find(Party, slug) for slug in row.get("actors", ())),
            amount=Decimal(str(row["amount"])) if "amount" in row else None,
            depends_on=tuple(self._condition(key) for key in row.get("depends_on", ())),
            answers=self._condition(row["answers"]) if row.get("answers") else None,
            person=person,
            role=_role(person, row.get("office")),
            directness=row.get("directness", Directness.MEDIA_INFERENCE),
            stated_on=row["stated_on"],
            citations=self._citations(row),
            **{name: row[name] for name in _PLAIN if name in row},
        )

    def _citations(self, row: Row) -> tuple[CitationDraft, ...]:
        drafts = []
        for cited in row.get("citations", ()):
            snapshot = self.snapshots[cited["article"]]
            if snapshot.text.count(cited["quote"]) != 1:
                raise SeedFault(f"Entry {row['key']}: the quote does not occur exactly once in {cited['article']}.")
            start = snapshot.text.index(cited["quote"])
            role = CitationRole(cited.get("role", "evidence"))
            drafts.append(CitationDraft(snapshot, start, start + len(cited["quote"]), cited["quote"], role))
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


def _role(person: Person | None, office: str | None) -> Role | None:
    if person is None or not office:
        return None
    role = person.roles.filter(office=office).first()
    if role is None:
        raise SeedFault(f"{person} holds no office {office}.")
    return role
