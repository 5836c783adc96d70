"""The verb *edit*: parties, people, terms, conflicts, proposals and participations are created and changed."""

from collections.abc import Mapping

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model

from tracker.models.change import ChangeGroup, Verb
from tracker.models.conflict import Conflict, Participation
from tracker.models.editor import Editor
from tracker.models.party import Party, PartyName
from tracker.models.person import Person, Role
from tracker.models.proposal import Proposal
from tracker.models.term import Term, TermGroup
from tracker.review.fields import FieldValues, changed_values, field_values, is_many, kind_of
from tracker.review.ledger import Ledger, open_ledger
from tracker.review.outcome import Outcome, already, done, refused
from tracker.review.permission import editing_refused

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
) -> Outcome:
    """Creates (`pk` None) or changes one reference row; `values` maps field names to Python values.

    Foreign keys take instances, many-to-many fields lists of them. A slug is set once; nothing is ever deleted.
    """
    if refusal := editing_refused(editor):
        return refusal
    if model not in EDITABLE:
        return refused(f"A {model._meta.verbose_name} changes only through its own verbs.")
    with open_ledger(editor, group) as ledger:
        row = model._default_manager.get(pk=pk) if pk else model()
        before = field_values(row) if pk else {}
        if problem := _fill(row, values, is_new=pk is None):
            return refused(problem, row if pk else None)
        _save(row, values)
        return _written(ledger, row, before, reason)


def restore(row: Model, values: FieldValues) -> None:
    """Puts fields back to what the ledger says they were; for undo."""
    for name, value in values.items():
        if is_many(type(row), name):
            getattr(row, name).set(value)
        else:
            field = next(field for field in row._meta.concrete_fields if field.name == name)
            setattr(row, field.attname, field.to_python(value))
    row.save()


def _fill(row: Model, values: Mapping[str, object], *, is_new: bool) -> str | None:
    """Sets plain fields and checks them; returns what is wrong in words, or None."""
    for name, value in values.items():
        try:
            many = is_many(type(row), name)
        except FieldDoesNotExist:
            return f"A {row._meta.verbose_name} has no field {name}."
        if name == "slug" and not is_new and value != getattr(row, name):
            return "A slug is part of published addresses: it is set once."
        if not many:
            setattr(row, name, value)
    try:
        row.full_clean()
    except ValidationError as error:
        return " ".join(error.messages)
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
