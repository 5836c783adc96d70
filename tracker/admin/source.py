"""The page on which another sentence is attached to a published record."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tracker.admin.access import PUBLISH, editor_of, needs
from tracker.admin.answer import tell
from tracker.admin.posted import words_of
from tracker.admin.sentence import LONGEST_SENTENCE, Occurrence, choose, find_sentence, snapshots_with
from tracker.admin.target import published_or_404, screen_of
from tracker.review.attach import attach


@require_http_methods(["GET", "POST"])
@needs(PUBLISH)
def source_page(request: HttpRequest, kind: str, record_id: int) -> HttpResponse:
    """Asks for the exact sentence and finds the texts it stands in; posted with one of them, it is attached."""
    record = published_or_404(kind, record_id)
    quote = words_of(request.POST or request.GET, "quote", LONGEST_SENTENCE)
    found = find_sentence(quote, snapshots_with(quote)) if quote else []
    if request.method == "POST" and (chosen := choose(found, words_of(request.POST, "place"))):
        tell(
            request,
            attach(record, (chosen.citation(),), editor=editor_of(request), reason=words_of(request.POST, "reason")),
        )
        return HttpResponseRedirect(screen_of(record))
    return render(request, "desk/source.html", _context(request, record, quote, found))


def _context(request: HttpRequest, record: object, quote: str, found: list[Occurrence]) -> dict[str, object]:
    return {
        "title": "Another source",
        "record": record,
        "quote": quote,
        "found": found,
        "must_choose": request.method == "POST" and len(found) > 1,
        "longest": LONGEST_SENTENCE,
        "section": "review",
    }
