"""The verb *record*: an entry made by hand."""

from tracker.models.change import ChangeGroup, Verb
from tracker.models.condition import Condition
from tracker.models.editor import Editor
from tracker.models.involvement import Involvement
from tracker.models.status import StatusChange
from tracker.review.doubt import doubt_about
from tracker.review.draft import ConditionDraft, Draft, InvolvementDraft, StatusDraft
from tracker.review.fields import field_values
from tracker.review.ledger import Ledger, open_ledger
from tracker.review.outcome import Outcome, already, confirm, done, refused
from tracker.review.permission import publishing_refused
from tracker.review.publication import Published, publish
from tracker.review.queue import match_waiting


def record_condition(
    draft: ConditionDraft, *, editor: Editor, reason: str = "", group: ChangeGroup | None = None, again: bool = False
) -> Outcome:
    """Publishes a condition made by hand; asks first when we hold the same or the contrary.

    `again` records it all the same, also what was once retired in the same words.
    """
    return _record(draft, editor=editor, reason=reason, group=group, again=again)


def record_status(
    draft: StatusDraft, *, editor: Editor, reason: str = "", group: ChangeGroup | None = None, again: bool = False
) -> Outcome:
    """Publishes a proposal's change of status."""
    return _record(draft, editor=editor, reason=reason, group=group, again=again)


def record_involvement(
    draft: InvolvementDraft, *, editor: Editor, reason: str = "", group: ChangeGroup | None = None, again: bool = False
) -> Outcome:
    """Publishes a party's part in a proposal."""
    return _record(draft, editor=editor, reason=reason, group=group, again=again)


def twin_of(draft: Draft) -> Published | None:
    """The same claim on the same sentences if it was ever recorded, a live one first."""
    models: dict[type, type[Published]] = {
        ConditionDraft: Condition,
        StatusDraft: StatusChange,
        InvolvementDraft: Involvement,
    }
    twins = models[type(draft)].objects.filter(fingerprint=draft.fingerprint())
    return twins.filter(retired_at=None).first() or twins.first()


def twin_outcome(draft: Draft, *, again: bool) -> Outcome | None:
    """What to answer when the entry was made before; None when it is new."""
    twin = twin_of(draft)
    if twin is None:
        return None
    if twin.is_live:
        return already(f"This is recorded already, as number {twin.pk}.", twin)
    if again:
        return None
    return confirm(
        f"The same entry was retired on {twin.retired_at:%-d %B %Y}: {twin.retired_reason} Record it all the same?",
        twin,
    )


def _record(draft: Draft, *, editor: Editor, reason: str, group: ChangeGroup | None, again: bool) -> Outcome:
    if refusal := publishing_refused(editor):
        return refusal
    if problem := draft.problem():
        return refused(problem)
    with open_ledger(editor, group) as ledger:
        if known := twin_outcome(draft, again=again):
            return known
        if isinstance(draft, ConditionDraft) and not again and (asked := doubt_about(draft)):
            return asked
        record = publish(ledger, draft)
        return _written(ledger, record, reason)


def _written(ledger: Ledger, record: Published, reason: str) -> Outcome:
    change = ledger.write(Verb.RECORD, record, reason=reason, after=field_values(record))
    if isinstance(record, Condition):
        match_waiting(record)
    return done(f"Recorded: {record}.", record, change)
