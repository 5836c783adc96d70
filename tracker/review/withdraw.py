"""The verb *withdraw*: a record is retired with a reason, and nothing takes its place."""

from tracker.models.change import Verb
from tracker.models.condition import Condition
from tracker.models.editor import Editor
from tracker.review.fields import field_values, kind_of
from tracker.review.ledger import open_ledger
from tracker.review.outcome import Outcome, already, done, refused
from tracker.review.permission import publishing_refused
from tracker.review.publication import Published, retire
from tracker.review.queue import match_waiting


def withdraw(record: Published, *, editor: Editor, reason: str) -> Outcome:
    """Retires a record; its address goes on to answer, and says why."""
    if refusal := publishing_refused(editor):
        return refusal
    if not reason.strip():
        return refused("Say why: readers see the reason of a withdrawal.", record)
    with open_ledger(editor) as ledger:
        record.refresh_from_db()
        if not record.is_live:
            return already(f"Number {record.pk} is retired already: {record.retired_reason}", record)
        before = field_values(record)
        retire(ledger, record, reason=reason)
        change = ledger.write(Verb.WITHDRAW, record, reason=reason, before=before, after=field_values(record))
        if isinstance(record, Condition):
            match_waiting(record)
        return done(f"Withdrawn: {kind_of(record)} {record.pk}.", record, change)
