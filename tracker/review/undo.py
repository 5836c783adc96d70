"""The verb *undo*: the inverse of an act, with a Change of its own; refused when a later act rests on it (rule 2)."""

from collections.abc import Callable
from typing import cast

from django.db.models import Q, QuerySet

from tracker.models.change import Change, RecordKind, Verb
from tracker.models.citation import Citation, CitationRole
from tracker.models.condition import Condition
from tracker.models.editor import Editor
from tracker.review.draft import checked
from tracker.review.edit import EDITABLE, restore
from tracker.review.fields import FieldValues, field_values, model_of
from tracker.review.ledger import Ledger, open_ledger
from tracker.review.outcome import Outcome, already, done, refused
from tracker.review.permission import editing_refused, publishing_refused
from tracker.review.publication import Published, reinstate, retire
from tracker.review.queue import match_waiting, reopen


def undo(change: Change, *, editor: Editor, reason: str = "") -> Outcome:
    """Takes back one act by its inverse verb. Done twice it does nothing; refusals name what stands in the way."""
    is_reference = model_of(change.record_kind) in EDITABLE
    if refusal := editing_refused(editor) if is_reference else publishing_refused(editor):
        return refusal
    with open_ledger(editor) as ledger:
        change = Change.objects.get(pk=change.pk)
        if earlier := change.undone_by.first():
            return already(f"Change {change.pk} was undone by {earlier.desk_name} already.", None)
        inverse = _inverse_of(change)
        if inverse is None:
            return refused(_FINAL[Verb(change.verb)])
        return inverse(ledger, change, reason or f"Undo of change {change.pk}.")


def can_be_undone(change: Change) -> bool:
    """True for an act that has an inverse; whether something stands in its way, `undo` itself says."""
    return _inverse_of(change) is not None


def undoable_changes() -> QuerySet[Change]:
    """Acts for which `can_be_undone` and that nobody has undone, newest first."""
    is_decision = Q(record_kind=RecordKind.SUGGESTION) & ~Q(verb=Verb.UNDO)
    return Change.objects.filter(Q(verb__in=tuple(_INVERSES)) | is_decision, undone_by=None)


def _take_back(ledger: Ledger, change: Change, reason: str) -> Outcome:
    """accept, record and supersede → withdraw, and the suggestion waits again."""
    record = _record_of(change)
    if refusal := _resting_on(change, record):
        return refusal
    before = field_values(record)
    retire(ledger, record, reason=reason)
    suggestion = reopen(change)
    written = ledger.write(Verb.UNDO, record, undoes=change, reason=reason, before=before, after=field_values(record))
    _match(record)
    ending = " The suggestion waits again." if suggestion else ""
    return done(f"Undone: number {record.pk} is withdrawn.{ending}", record, written)


def _detach(ledger: Ledger, change: Change, reason: str) -> Outcome:
    """attach → retire the citations it added."""
    record = _record_of(change)
    ids = cast(list[int], change.after["citations"])
    added = list(Citation.objects.filter(pk__in=ids, retired_at=None))
    if not record.is_live or len(added) != len(ids):
        return refused(f"Number {record.pk} or its new source is retired already, so there is nothing to undo.", record)
    others = record.citations.live().filter(role=CitationRole.EVIDENCE).exclude(pk__in=ids)
    if not others.exists():
        return refused("It is the last sentence that supports the entry: withdraw the entry instead.", record)
    Citation.objects.filter(pk__in=ids).update(retired_at=ledger.moment, retired_reason=reason)
    reopen(change)
    written = ledger.write(Verb.UNDO, record, undoes=change, reason=reason, before=change.after)
    return done(f"Undone: the source is no longer attached to number {record.pk}.", record, written)


def _uncorrect(ledger: Ledger, change: Change, reason: str) -> Outcome:
    """correct → withdraw the new record and record a fresh copy of the old one."""
    record = _record_of(change)
    if refusal := _resting_on(change, record):
        return refusal
    old = type(record).objects.get(pk=checked(change.previous_id))
    before = field_values(record)
    retire(ledger, record, reason=reason)
    return _reinstated(ledger, change, old, reason, before=before)


def _unwithdraw(ledger: Ledger, change: Change, reason: str) -> Outcome:
    """withdraw → record a fresh copy."""
    return _reinstated(ledger, change, _record_of(change), reason, before={})


def _reinstated(ledger: Ledger, change: Change, old: Published, reason: str, *, before: FieldValues) -> Outcome:
    if not old.citations.live().filter(role=CitationRole.EVIDENCE, withheld_at=None).exists():
        return refused("Its sentence is withheld, so it cannot be recorded again.", old)
    rival = _rival_of(old)
    if rival is not None:
        return refused(f"Number {rival.pk} has taken its place since: withdraw that first.", rival)
    copy = reinstate(ledger, old)
    suggestion = reopen(change)
    written = ledger.write(
        Verb.UNDO,
        copy,
        previous=old,
        undoes=change,
        reason=reason,
        before=before,
        after=field_values(copy),
        about=[_record_of(change)],
    )
    _match(copy)
    ending = " The suggestion waits again." if suggestion else ""
    return done(f"Undone: number {old.pk} is recorded again as number {copy.pk}.{ending}", copy, written)


def _rival_of(old: Published) -> Condition | None:
    """A live condition that has meanwhile superseded what `old` superseded."""
    if not isinstance(old, Condition) or old.supersedes_id is None:
        return None
    return Condition.objects.published().filter(supersedes_id=old.supersedes_id).exclude(pk=old.pk).first()


def _reopen(ledger: Ledger, change: Change, reason: str) -> Outcome:
    """A decision that published nothing → the suggestion waits again."""
    suggestion = reopen(change)
    if suggestion is None:
        return refused("The suggestion was decided again since.")
    written = ledger.write(Verb.UNDO, suggestion, undoes=change, reason=reason)
    return done("Undone: the suggestion waits again.", suggestion, written)


def _unedit(ledger: Ledger, change: Change, reason: str) -> Outcome:
    """edit → the old values, unless they were edited again since."""
    row = model_of(change.record_kind)._default_manager.get(pk=change.record_id)
    now = field_values(row)
    if moved := [name for name, value in change.after.items() if now.get(name) != value]:
        return refused(f"It was edited again since ({', '.join(moved)}): undo that first.", row)
    if problem := restore(row, change.before):
        return refused(f"It cannot be put back. {problem}", row)
    written = ledger.write(Verb.UNDO, row, undoes=change, reason=reason, before=change.after, after=change.before)
    return done(f"Undone: {row} is as it was.", row, written)


type _Inverse = Callable[[Ledger, Change, str], Outcome]
_INVERSES: dict[Verb, _Inverse] = {
    Verb.ACCEPT: _take_back,
    Verb.RECORD: _take_back,
    Verb.SUPERSEDE: _take_back,
    Verb.ATTACH: _detach,
    Verb.CORRECT: _uncorrect,
    Verb.WITHDRAW: _unwithdraw,
    Verb.EDIT: _unedit,
}
_FINAL = {
    Verb.UNDO: "An undo is not undone: do the act itself again.",
    Verb.WITHHOLD: "What is withheld is gone and cannot be brought back.",
    Verb.CREATE: "What was created is not deleted: deactivate it instead.",
}


def _inverse_of(change: Change) -> _Inverse | None:
    """What takes a change back; a decision, by whatever verb, is taken back by opening the suggestion again."""
    if change.record_kind == RecordKind.SUGGESTION and change.verb != Verb.UNDO:
        return _reopen
    return _INVERSES.get(Verb(change.verb))


def _record_of(change: Change) -> Published:
    return cast(Published, model_of(change.record_kind)._default_manager.get(pk=change.record_id))


def _resting_on(change: Change, record: Published) -> Outcome | None:
    """What later acts stand on a record, in words; None when it can be taken back."""
    if not record.is_live:
        return refused(f"Number {record.pk} was retired since: {record.retired_reason}", record)
    later = (
        Change.objects.filter(pk__gt=change.pk, record_kind=change.record_kind, undone_by=None)
        .exclude(verb=Verb.UNDO)
        .filter(record_id=record.pk)
        .first()
    )
    if later:
        return refused(f"Change {later.pk} ({later.get_verb_display()}) rests on it: undo that first.", record)
    if isinstance(record, Condition):
        for words, rows in (
            ("supersedes it", record.superseded_by),
            ("answers it", record.answered_by),
            ("depends on it", record.dependents),
        ):
            if user := rows.filter(retired_at=None).first():
                return refused(f"Number {user.pk} {words}: undo or withdraw that first.", user)
    return None


def _match(record: Published) -> None:
    if isinstance(record, Condition):
        match_waiting(record)
