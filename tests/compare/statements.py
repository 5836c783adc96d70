"""Records beside conditions, made through their verbs."""

from datetime import date

from tests.factories import cite, make_editor, make_party, make_proposal, make_snapshot
from tracker.models.involvement import Involvement
from tracker.models.status import Status, StatusChange
from tracker.review.draft import InvolvementDraft, StatusDraft
from tracker.review.record import record_involvement, record_status

DAY = date(2030, 5, 4)


def make_status(status: str = "in-force", **fields: object) -> StatusChange:
    defaults = {"effective_on": DAY, "stated_on": DAY, "directness": "on-record", "citations": (cite(make_snapshot()),)}
    draft = StatusDraft(proposal=make_proposal(), status=Status(status), **{**defaults, **fields})
    record = record_status(draft, editor=make_editor()).record
    assert isinstance(record, StatusChange)
    return record


def make_involvement() -> Involvement:
    draft = InvolvementDraft(
        proposal=make_proposal(), party=make_party("Lakeside"), part="host", citations=(cite(make_snapshot()),)
    )
    record = record_involvement(draft, editor=make_editor()).record
    assert isinstance(record, Involvement)
    return record
