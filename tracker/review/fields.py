"""A record as the ledger writes it down: ids, field values and hashes of texts, never quotes or addresses (rule 10)."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db.models import ManyToManyField, Model

from tracker.models.article import Snapshot
from tracker.models.change import RecordKind, canonical_instant
from tracker.models.citation import Citation
from tracker.models.condition import Condition
from tracker.models.conflict import Conflict, Participation
from tracker.models.involvement import Involvement
from tracker.models.party import Party, PartyName
from tracker.models.person import Person, Role
from tracker.models.proposal import Proposal
from tracker.models.status import StatusChange
from tracker.models.suggestion import Suggestion
from tracker.models.term import Term, TermGroup

type FieldValue = str | int | bool | list[FieldValue] | dict[str, FieldValue] | None
type FieldValues = dict[str, FieldValue]

_KINDS: dict[type[Model], RecordKind] = {
    Condition: RecordKind.CONDITION,
    StatusChange: RecordKind.STATUS_CHANGE,
    Involvement: RecordKind.INVOLVEMENT,
    Citation: RecordKind.CITATION,
    Snapshot: RecordKind.SNAPSHOT,
    Suggestion: RecordKind.SUGGESTION,
    Conflict: RecordKind.CONFLICT,
    Participation: RecordKind.PARTICIPATION,
    Party: RecordKind.PARTY,
    PartyName: RecordKind.PARTY_NAME,
    Person: RecordKind.PERSON,
    Role: RecordKind.ROLE,
    TermGroup: RecordKind.TERM_GROUP,
    Term: RecordKind.TERM,
    Proposal: RecordKind.PROPOSAL,
}
_MODELS = {kind: model for model, kind in _KINDS.items()}
# Their hashes stand for them; a name in use is called `text` too, and is written down.
_TEXTS: dict[type[Model], frozenset[str]] = {
    Snapshot: frozenset({"text"}),
    Citation: frozenset({"quote", "prefix", "suffix"}),
}


def kind_of(record: Model) -> RecordKind:
    """The ledger's word for a record's table."""
    return _KINDS[type(record)]


def model_of(kind: str) -> type[Model]:
    """The table that a ledger word stands for."""
    return _MODELS[RecordKind(kind)]


def field_values(record: Model) -> FieldValues:
    """Every field of a saved record except texts; foreign keys as ids, many-to-many as sorted ids."""
    values: FieldValues = {
        field.name: plain(field.value_from_object(record))
        for field in record._meta.concrete_fields
        if field.name not in _TEXTS.get(type(record), frozenset())
    }
    for many in record._meta.many_to_many:
        values[many.name] = sorted(getattr(record, many.name).values_list("pk", flat=True))
    if isinstance(record, Condition | StatusChange | Involvement):
        values["citations"] = [_citation_values(citation) for citation in record.citations.order_by("pk")]
    return values


def changed_values(model: type[Model], before: Mapping[str, FieldValue], after: Mapping[str, FieldValue]) -> list[str]:
    """Names of the fields that differ, in the model's order."""
    names = [field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)]
    return [name for name in names if before.get(name) != after.get(name)]


def is_many(model: type[Model], name: str) -> bool:
    """True for a many-to-many field."""
    return isinstance(model._meta.get_field(name), ManyToManyField)


def plain(value: object) -> FieldValue:
    """A Python value as JSON can hold it, the same on every database."""
    if isinstance(value, datetime):
        return canonical_instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if value is None or isinstance(value, bool | int | str):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    raise TypeError(f"The ledger cannot hold a {type(value).__name__}.")


def _citation_values(citation: Citation) -> FieldValues:
    return {
        "id": citation.pk,
        "snapshot": citation.snapshot_id,
        "start": citation.start,
        "end": citation.end,
        "quote_sha256": citation.quote_sha256,
        "role": citation.role,
    }
