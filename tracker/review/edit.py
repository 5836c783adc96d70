"""The verb *edit*: parties, people, terms, conflicts, proposals and participations are created and changed."""

from collections.abc import Mapping
from datetime import UTC
from typing import cast

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model, QuerySet

from tracker.models.change import Change, ChangeGroup, Verb
from tracker.models.conflict import Conflict, Participation
from tracker.models.editor import Editor
from tracker.models.party import Party, PartyName
from tracker.models.person import Person, Role
from tracker.models.proposal import Proposal
from tracker.models.term import Term, TermGroup
from tracker.review.fields import FieldValue, FieldValues, changed_values, field_values, is_many, kind_of, plain
from tracker.review.ledger import Ledger, open_ledger
from tracker.review.outcome import Outcome, already, done, refused
from tracker.review.permission import editing_refused

# What a row is about: with another party, person or conflict it would be another row.
FIXED_FIELDS: dict[type[Model], tuple[str, ...]] = {
    Participation: ("conflict", "party"),
    PartyName: ("party",),
    Role: ("person", "party"),
}
EDITABLE: tuple[type[Model], ...] = (
    Conflict, Participation, Party, PartyName, Person, Role, Proposal, Term, TermGroup,
)  # fmt: skip


def edit(
    model: type[Model],
    pk: int | None,
    values: Mapping[str, object],
    *,
    editor: Editor,
    reason: str = "",
    group: ChangeGroup | None = None,
    expected: int | None = None,
) -> Outcome:
    """Creates (`pk` None) or changes one reference row; `values` maps field names to Python values.

    Foreign keys take instances, many-to-many fields lists of them. A slug is set once; nothing is ever deleted.
    `expected` is what `newest_change()` gave when the values were typed: where somebody has given one of these fields
    another value since, nothing is saved, and the refusal says who, when and what it is now.
    """
    if refusal := editing_refused(editor):
        return refusal
    if model not in EDITABLE:
        return refused(f"A {model._meta.verbose_name} changes only through its own verbs.")
    with open_ledger(editor, group) as ledger:
        row = model._default_manager.get(pk=pk) if pk else model()
        before = field_values(row) if pk else {}
        if pk and expected is not None and (clash := _clash(row, values, before, expected)):
            return refused(clash, row)
        if problem := _fill(row, values, before):
            return refused(problem, row if pk else None)
        _save(row, values)
        return _written(ledger, row, before, reason)


def newest_change() -> int:
    """The id of the ledger's last change, 0 while there is none; read it before the rows that a form shows."""
    return Change.objects.order_by("-id").values_list("id", flat=True).first() or 0


def values_at(row: Model, last: int) -> FieldValues:
    """What a row held when `last` was the ledger's last change: as it is, with later changes taken back."""
    values = field_values(row)
    for change in _changes_since(row, last):
        values |= change.before
    return values


def restore(row: Model, values: FieldValues) -> str | None:
    """Puts fields back to what the ledger says they were, for undo; returns what stands against it, or None."""
    before = field_values(row)
    many = {name: value for name, value in values.items() if is_many(type(row), name)}
    for name in values.keys() - many.keys():
        field = row._meta.get_field(name)
        setattr(row, field.attname, field.to_python(values[name]))  # type: ignore[union-attr]  # a column of its own
    if problem := _problem(row, before):
        return problem
    _save(row, many)
    return None


def _changes_since(row: Model, last: int) -> QuerySet[Change]:
    """What was done to a row after a change, newest first."""
    return Change.objects.filter(record_kind=kind_of(row), record_id=row.pk, pk__gt=last).order_by("-id")


def _clash(row: Model, values: Mapping[str, object], now: FieldValues, expected: int) -> str | None:
    """Which of these fields others have changed to something else since, in words; None when there are none."""
    changes = list(_changes_since(row, expected))
    told = []
    for name, value in values.items():
        change = next((change for change in changes if name in change.after), None)
        if change is not None and _plain_value(value) != now[name]:
            label = str(row._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # only forward fields
            made_at = change.made_at.astimezone(UTC)
            when = f"{made_at.day} {made_at:%b %Y, %H:%M} UTC"
            told.append(f"{change.desk_name} changed {label} on {when}, and it is now {_in_words(row, name)}")
    if not told:
        return None
    return f"{row} was edited while you had it open: {'; '.join(told)}. Save again to put yours in its place."


def _plain_value(value: object) -> FieldValue:
    """A value given to `edit` as the ledger would hold it."""
    if isinstance(value, Model):
        return cast(int, value.pk)
    if isinstance(value, QuerySet) or (isinstance(value, list | tuple) and value and isinstance(value[0], Model)):
        return sorted(each.pk for each in value)
    return plain(value)


def _in_words(row: Model, name: str) -> str:
    """What a field holds, as an editor would say it."""
    value = getattr(row, name)
    if is_many(type(row), name):
        value = list(value.all())
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    words = getattr(row, f"get_{name}_display", lambda: value)()
    return "empty" if words in (None, "") else f"“{words}”"


def _fill(row: Model, values: Mapping[str, object], before: FieldValues) -> str | None:
    """Sets plain fields and checks them; returns what is wrong in words, or None. A new row has no `before`."""
    for name, value in values.items():
        try:
            many = is_many(type(row), name)
        except FieldDoesNotExist:
            return f"A {row._meta.verbose_name} has no field {name}."
        if name == "slug" and before and value != before[name]:
            return "A slug is part of published addresses: it is set once."
        if not many:
            setattr(row, name, value)
    return _problem(row, before)


def _problem(row: Model, before: FieldValues) -> str | None:
    """Why a row cannot be saved as it stands, in words, or None."""
    if before and (problem := _misplaced(row, before)):
        return problem
    try:
        row.full_clean()
    except ValidationError as error:
        return " ".join(error.messages)
    return None


def _misplaced(row: Model, before: FieldValues) -> str | None:
    """Why a row cannot be turned into one about something else: what was recorded with it would change its meaning."""
    for name in FIXED_FIELDS.get(type(row), ()):
        if getattr(row, f"{name}_id") != before[name]:
            ending = " and make this one inactive" if hasattr(row, "is_active") else ""
            return f"A {row._meta.verbose_name} keeps its {name}: make a new one{ending}."
    if isinstance(row, Proposal) and row.conflict_id != before["conflict"] and row.conditions.exists():
        conflict = Conflict.objects.get(pk=cast(int, before["conflict"]))
        return f"Conditions of this proposal are recorded in the conflict {conflict}, so it stays there."
    return None


def _save(row: Model, values: Mapping[str, object]) -> None:
    row.save()
    for name, value in values.items():
        if is_many(type(row), name):
            getattr(row, name).set(value)


def _written(ledger: Ledger, row: Model, before: FieldValues, reason: str) -> Outcome:
    after = field_values(row)
    changed = changed_values(type(row), before, after)
    if not changed:
        return already("Nothing was different.", row)
    change = ledger.write(
        Verb.EDIT if before else Verb.CREATE,
        row,
        reason=reason,
        before={name: before[name] for name in changed} if before else {},
        after={name: after[name] for name in changed} if before else after,
    )
    return done(f"Saved: {kind_of(row)} {row}.", row, change)
