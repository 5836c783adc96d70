"""The one way to write a Change: under the ledger lock, chained to the one before."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from tracker.models.change import GENESIS_HASH, Change, ChangeGroup, ChangeSubject, RecordKind, Verb
from tracker.models.editor import Editor
from tracker.review.fields import FieldValues, kind_of
from tracker.review.subjects import subjects_of

# Any constant of ours; it names the ledger among PostgreSQL's advisory locks ("ceasefire" in hexadecimal speech).
_LOCK_KEY = 0xCEA5EF12E


@dataclass(slots=True)
class Ledger:
    """An open ledger: whoever holds it is the only writer until the transaction ends."""

    editor: Editor
    moment: datetime
    group: ChangeGroup | None

    def write(
        self,
        verb: Verb,
        record: Model,
        *,
        previous: Model | None = None,
        undoes: Change | None = None,
        reason: str = "",
        before: FieldValues | None = None,
        after: FieldValues | None = None,
        about: Iterable[Model] = (),
    ) -> Change:
        """Appends one change about `record`; `about` names further records whose followers should hear of it."""
        last = Change.objects.order_by("-id").values("id", "hash").first()
        change = Change(
            id=last["id"] + 1 if last else 1,
            group=self.group,
            verb=verb,
            record_kind=kind_of(record),
            record_id=record.pk,
            previous_id=previous.pk if previous else None,
            undoes=undoes,
            editor=self.editor,
            desk_name=self.editor.desk_name,
            made_at=self.moment,
            reason=reason,
            before=before or {},
            after=after or {},
            previous_hash=last["hash"] if last else GENESIS_HASH,
        )
        change.hash = change.computed_hash()
        change.save(force_insert=True)
        if change.record_kind != RecordKind.SUGGESTION:
            subjects = {pair for each in (record, previous, *about) if each is not None for pair in subjects_of(each)}
            ChangeSubject.objects.bulk_create(
                [ChangeSubject(change=change, kind=kind, slug=slug) for kind, slug in sorted(subjects)]
            )
        return change


@contextmanager
def open_ledger(editor: Editor, group: ChangeGroup | None = None) -> Iterator[Ledger]:
    """One transaction that holds the ledger alone; rows read inside are as the last writer left them.

    On PostgreSQL an advisory lock keeps others out until commit; on SQLite BEGIN IMMEDIATE does.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK_KEY])
        last = Change.objects.order_by("-id").values_list("made_at", flat=True).first()
        now = timezone.now()
        yield Ledger(editor, max(now, last) if last else now, group)  # a clock set back must not reorder the ledger
