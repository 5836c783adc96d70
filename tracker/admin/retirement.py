"""The verbs *withdraw* and *withhold* as buttons of a record's screen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from tracker.admin.access import PUBLISH, WITHHOLD, editor_of, needs
from tracker.admin.answer import tell
from tracker.admin.posted import words_of
from tracker.admin.target import published_or_404, screen_of, text_or_404
from tracker.review.withdraw import withdraw
from tracker.review.withhold import withhold


@require_POST
@needs(PUBLISH)
def withdraw_record(request: HttpRequest, kind: str, record_id: int) -> HttpResponse:
    """Retires a record for the reason posted."""
    record = published_or_404(kind, record_id)
    tell(request, withdraw(record, editor=editor_of(request), reason=words_of(request.POST, "reason")))
    return HttpResponseRedirect(screen_of(record))


@require_POST
@needs(WITHHOLD)
def withhold_text(request: HttpRequest, kind: str, record_id: int) -> HttpResponse:
    """Empties a text or quote for the reason posted; it has no undo, so a box is ticked first."""
    text = text_or_404(kind, record_id)
    if request.POST.get("is_sure"):
        tell(request, withhold(text, editor=editor_of(request), reason=words_of(request.POST, "reason")))
    else:
        messages.error(request, "Nothing was withheld: tick the box that says it cannot be brought back.")
    return HttpResponseRedirect(screen_of(text))
