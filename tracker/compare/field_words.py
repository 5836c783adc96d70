"""What differs between two states of a record, field by field, each value in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Model

from tracker.compare.phrase import day_in_words, speaker_of
from tracker.compare.words import condition_claim, stance_label
from tracker.models.change import Change, RecordKind
from tracker.models.change_records import REFERENCE_FIELDS, ChangeRecords
from tracker.models.condition import Condition
from tracker.models.conflict import Participation
from tracker.models.party import PartyName
from tracker.models.person import Role
from tracker.models.record import Directness
from tracker.models.status import Status, StatusChange

NOTHING = "nothing"

# The row's number says nothing to a reader.
_SILENT = frozenset({"id"})
# What a row is called comes before everything else about it.
_FIRST = frozenset({"name", "text", "label", "office"})
_LABELS = {
    "is_active": "in use",
    "is_case_sensitive": "capitals matter",
    "speaks_for_party": "speaks for the party",
    "starts_on": "from",
    "ends_on": "until",
    "other_names": "other spellings",
    "linked_to": "linked to",
}


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field in words: its label, what it was and what it is; "nothing" where it was or is empty."""

    label: str
    old: str
    new: str


def condition_differences(old: Condition, new: Condition) -> list[FieldDifference]:
    """The fields in which two conditions differ, in the order of the record."""
    return _differences(_condition_fields(old), _condition_fields(new))


def status_differences(old: StatusChange, new: StatusChange) -> list[FieldDifference]:
    """The fields in which two status changes differ."""
    return _differences(_status_fields(old), _status_fields(new))


def edited_fields(change: Change, records: ChangeRecords) -> list[FieldDifference]:
    """The fields of a created or edited row as its change wrote them down, empty ones of a new row left out."""
    fields = []
    # PostgreSQL gives the keys of JSON back in an order of its own.
    for name in sorted({*change.before, *change.after}, key=lambda name: (name not in _FIRST, name)):
        old = _value(name, change.before.get(name), records)
        new = _value(name, change.after.get(name), records)
        if name not in _SILENT and old != new:
            fields.append(FieldDifference(_LABELS.get(name, name.replace("_", " ")), old, new))
    return fields


def label_of(kind: str, pk: int, records: ChangeRecords) -> str:
    """A party, person, office, name, term or proposal in words; empty when it is not loaded."""
    row = records.reference(kind, pk)
    return "" if row is None else _label(row)


def _label(row: Model) -> str:
    match row:
        case PartyName():
            return f"“{row.text}” as a name of {row.party.name}"
        case Role():
            return f"{row.person.name}, {row.office}, {row.party.name}"
        case Participation():
            return f"{row.party.name} in {row.conflict.name}"
    return str(row)


def _differences(old: Iterable[tuple[str, str]], new: Iterable[tuple[str, str]]) -> list[FieldDifference]:
    return [
        FieldDifference(label, before or NOTHING, after or NOTHING)
        for (label, before), (_label_again, after) in zip(old, new, strict=True)
        if before != after
    ]


def _condition_fields(condition: Condition) -> list[tuple[str, str]]:
    return [
        ("kind", condition.get_kind_display()),
        ("party", condition.party.name if condition.party else ""),
        ("conflict", condition.conflict.name),
        ("proposal", condition.proposal.name if condition.proposal else ""),
        ("term", condition.term.label),
        ("stance" if condition.is_position else "text", stance_label(condition)),
        ("summary", condition.summary),
        ("value", condition.value),
        ("amount", " ".join(part for part in (_amount(condition), condition.unit) if part)),
        ("would have to act", ", ".join(sorted(actor.name for actor in condition.actors.all()))),
        ("qualified", condition.qualifier),
        ("if", "; ".join(sorted(condition_claim(other) for other in condition.depends_on.all()))),
        ("answers", f"number {condition.answers_id}" if condition.answers_id else ""),
        ("red line", _yes_or_no(condition.is_red_line)),
        ("speaks for the party", _yes_or_no(condition.speaks_for_party)),
        ("marked contested", _yes_or_no(condition.is_marked_contested)),
        *_statement_fields(condition),
    ]


def _status_fields(change: StatusChange) -> list[tuple[str, str]]:
    return [
        ("proposal", change.proposal.name),
        ("status", str(Status(change.status).label)),
        ("from", day_in_words(change.effective_on, change.effective_precision)),
        ("according to", change.said_by.name if change.said_by else ""),
        *_statement_fields(change),
    ]


def _statement_fields(statement: Condition | StatusChange) -> list[tuple[str, str]]:
    return [
        ("speaker", speaker_of(statement)),
        ("how directly", str(Directness(statement.directness).label)),
        ("said", day_in_words(statement.stated_on, statement.stated_precision)),
    ]


def _amount(condition: Condition) -> str:
    return "" if condition.amount is None else f"{condition.amount.normalize():f}"


def _yes_or_no(flag: bool) -> str:
    return "yes" if flag else "no"


def _value(name: str, value: object, records: ChangeRecords) -> str:
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(value, bool):
        return _yes_or_no(value)
    if isinstance(value, list):
        return ", ".join(_value(name, each, records) for each in value)
    if name in REFERENCE_FIELDS:
        row = records.reference(REFERENCE_FIELDS[name], value)
        return _label(row) if row is not None else f"{RecordKind(REFERENCE_FIELDS[name]).label} {value}"
    return _day_or_text(name, str(value))


def _day_or_text(name: str, text: str) -> str:
    return day_in_words(date.fromisoformat(text)) if name.endswith("_on") else text
