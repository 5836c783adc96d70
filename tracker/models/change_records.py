"""What changes speak of, loaded for a whole list of them in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from django.db.models import Model, Prefetch, QuerySet

from tracker.models.article import Snapshot
from tracker.models.change import Change, RecordKind
from tracker.models.citation import Citation
from tracker.models.condition import Condition
from tracker.models.conflict import Conflict, Participation
from tracker.models.involvement import Involvement
from tracker.models.party import Party, PartyName
from tracker.models.person import Person, Role
from tracker.models.proposal import Proposal
from tracker.models.status import StatusChange
from tracker.models.term import Term, TermGroup

type Published = Condition | StatusChange | Involvement

# Reference tables, each with what its name in words needs.
_REFERENCES: dict[RecordKind, QuerySet[Model]] = {
    RecordKind.CONFLICT: Conflict.objects.all(),
    RecordKind.PARTICIPATION: Participation.objects.select_related("party", "conflict"),
    RecordKind.PARTY: Party.objects.all(),
    RecordKind.PARTY_NAME: PartyName.objects.select_related("party"),
    RecordKind.PERSON: Person.objects.all(),
    RecordKind.ROLE: Role.objects.select_related("person", "party"),
    RecordKind.TERM_GROUP: TermGroup.objects.all(),
    RecordKind.TERM: Term.objects.all(),
    RecordKind.PROPOSAL: Proposal.objects.all(),
}

# Which table the ids in a `before` or `after` point into, by field name; the reference tables share these names.
REFERENCE_FIELDS: Mapping[str, RecordKind] = MappingProxyType(
    {
        "conflict": RecordKind.CONFLICT,
        "linked_to": RecordKind.CONFLICT,
        "party": RecordKind.PARTY,
        "part_of": RecordKind.PARTY,
        "person": RecordKind.PERSON,
        "group": RecordKind.TERM_GROUP,
        "featured_terms": RecordKind.TERM,
        "based_on": RecordKind.PROPOSAL,
    }
)


@dataclass(frozen=True, slots=True)
class ChangeRecords:
    """The rows that some changes name, by id; what is missing was never loaded or does not exist."""

    conditions: Mapping[int, Condition] = field(default_factory=dict)
    status_changes: Mapping[int, StatusChange] = field(default_factory=dict)
    involvements: Mapping[int, Involvement] = field(default_factory=dict)
    citations: Mapping[int, Citation] = field(default_factory=dict)
    snapshots: Mapping[int, Snapshot] = field(default_factory=dict)
    references: Mapping[tuple[str, int], Model] = field(default_factory=dict)
    undone: Mapping[int, Change] = field(default_factory=dict)

    def published(self, kind: str, pk: int | None) -> Published | None:
        """A condition, status change or involvement."""
        if pk is None:
            return None
        match kind:
            case RecordKind.CONDITION:
                return self.conditions.get(pk)
            case RecordKind.STATUS_CHANGE:
                return self.status_changes.get(pk)
            case RecordKind.INVOLVEMENT:
                return self.involvements.get(pk)
        return None

    def reference(self, kind: str, pk: object) -> Model | None:
        """A conflict, party, person, term, proposal or what belongs to one."""
        return self.references.get((kind, pk)) if isinstance(pk, int) else None

    def record(self, change: Change) -> Published | None:
        """The published record a change concerns; for a withheld quote, the one the quote supports."""
        if change.record_kind == RecordKind.CITATION:
            citation = self.citations.get(change.record_id)
            return self.record_of(citation) if citation else None
        return self.published(change.record_kind, change.record_id)

    def record_of(self, citation: Citation) -> Published | None:
        """The record a loaded citation supports."""
        return (
            self.published(RecordKind.CONDITION, citation.condition_id)
            or self.published(RecordKind.STATUS_CHANGE, citation.status_change_id)
            or self.published(RecordKind.INVOLVEMENT, citation.involvement_id)
        )

    def quotes(self, change: Change) -> list[Citation]:
        """The sentences a change rests on: attached, detached or withheld by it, else those its record had by then."""
        if change.record_kind == RecordKind.CITATION:
            return [found for found in (self.citations.get(change.record_id),) if found]
        undone = self.undone.get(change.undoes_id) if change.undoes_id else None
        if attached := attached_ids(change) or (attached_ids(undone) if undone else []):
            return [self.citations[pk] for pk in attached if pk in self.citations]
        record = self.record(change)
        if record is None:
            return []
        rows = list(record.citations.all())
        return [row for row in rows if row.recorded_at <= change.made_at] or rows


def load_change_records(changes: Iterable[Change]) -> ChangeRecords:
    """Loads everything that words about these changes need, in at most two dozen queries however many they are."""
    changes = list(changes)
    undone = Change.objects.in_bulk([change.undoes_id for change in changes if change.undoes_id])
    wanted = _wanted_ids([*changes, *undone.values()])
    citations = _citations().in_bulk(wanted[RecordKind.CITATION])
    for citation in citations.values():
        wanted[RecordKind.CONDITION].update(_present(citation.condition_id))
        wanted[RecordKind.STATUS_CHANGE].update(_present(citation.status_change_id))
        wanted[RecordKind.INVOLVEMENT].update(_present(citation.involvement_id))
    return ChangeRecords(
        conditions=_conditions().in_bulk(wanted[RecordKind.CONDITION]),
        status_changes=_status_changes().in_bulk(wanted[RecordKind.STATUS_CHANGE]),
        involvements=_involvements().in_bulk(wanted[RecordKind.INVOLVEMENT]),
        citations=citations,
        snapshots=Snapshot.objects.select_related("article").defer("text").in_bulk(wanted[RecordKind.SNAPSHOT]),
        references={
            (kind, pk): row for kind, rows in _REFERENCES.items() for pk, row in rows.in_bulk(wanted[kind]).items()
        },
        undone=undone,
    )


def attached_ids(change: Change) -> list[int]:
    """The citations that an *attach* added, first the evidence; empty for every other verb."""
    if change.verb != "attach":
        return []
    several = change.after.get("citations")
    return list(several) if several else _present(change.after.get("citation"))


def _wanted_ids(changes: Iterable[Change]) -> dict[str, set[int]]:
    """Ids by record kind: the records of the changes, those replaced, and those named in values."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        wanted[change.record_kind].update(_present(change.record_id, change.previous_id))
        wanted[RecordKind.CITATION].update(attached_ids(change))
        if change.record_kind in _REFERENCES:
            for values in (change.before, change.after):
                for name, kind in REFERENCE_FIELDS.items():
                    found = values.get(name)
                    wanted[kind].update(_present(*(found if isinstance(found, list) else [found])))
    return wanted


def _present(*ids: object) -> list[int]:
    return [each for each in ids if isinstance(each, int)]


def _citations() -> QuerySet[Citation]:
    # A snapshot's text may be a megabyte, and no public page shows it.
    return Citation.objects.select_related("snapshot__article").defer("snapshot__text")


def _conditions() -> QuerySet[Condition]:
    others = Condition.objects.select_related("term", "party", "proposal", "conflict")
    return Condition.objects.select_related(
        "conflict", "proposal", "term", "party", "person", "role__party", "answers__party", "answers__term"
    ).prefetch_related("actors", Prefetch("depends_on", others), Prefetch("citations", _citations()))


def _status_changes() -> QuerySet[StatusChange]:
    return StatusChange.objects.select_related("proposal", "said_by", "person", "role__party").prefetch_related(
        Prefetch("citations", _citations())
    )


def _involvements() -> QuerySet[Involvement]:
    return Involvement.objects.select_related("proposal", "party").prefetch_related(Prefetch("citations", _citations()))
