"""The page on which a published condition or status change is corrected: we were wrong."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tracker.admin.access import PUBLISH, editor_of, needs
from tracker.admin.answer import tell
from tracker.admin.forms import ConditionForm, StatusForm
from tracker.admin.initial import initial_of_condition, initial_of_status
from tracker.admin.passage import CONTEXT, NOW, Span, mark_passage
from tracker.admin.posted import words_of
from tracker.admin.sentence import find_sentence
from tracker.admin.target import correctable_or_404, screen_of
from tracker.models.citation import Citation, CitationRole
from tracker.models.condition import Condition
from tracker.models.status import StatusChange
from tracker.review.draft import CitationDraft
from tracker.review.outcome import Answer, Outcome, refused
from tracker.review.supersede import correct


@require_http_methods(["GET", "POST"])
@needs(PUBLISH)
def correction_page(request: HttpRequest, kind: str, record_id: int) -> HttpResponse:
    """The entry as a form, beside its sentences; posted, the old entry is retired with the reason."""
    record = correctable_or_404(kind, record_id)
    citations = list(record.citations.live().filter(withheld_at=None).select_related("snapshot__article"))
    form = _form_of(record, request)
    outcome = None
    if request.method == "POST" and form.is_valid():
        outcome = _correct(request, record, form, citations)
        if outcome.answer in {Answer.DONE, Answer.ALREADY}:
            tell(request, outcome)
            return HttpResponseRedirect(screen_of(outcome.record or record))
    return render(request, "desk/correction.html", _context(request, record, form, citations, outcome))


def _correct(
    request: HttpRequest, record: Condition | StatusChange, form: ConditionForm | StatusForm, citations: list[Citation]
) -> Outcome:
    drafts = _drafts(citations, request.POST.get("quote", ""))
    if isinstance(drafts, str):
        return refused(drafts, record)
    reason = words_of(request.POST, "reason")
    return correct(record, form.draft(drafts), editor=editor_of(request), reason=reason)


def _drafts(citations: list[Citation], quote: str) -> tuple[CitationDraft, ...] | str:
    """The sentences that the entry had, or the one pasted in their place; words when that cannot be told."""
    if not quote.strip():
        return tuple(
            CitationDraft(each.snapshot, each.start, each.end, each.quote, CitationRole(each.role))
            for each in citations
        )
    found = find_sentence(quote, {each.snapshot.pk: each.snapshot for each in citations}.values())
    if not found:
        return "The sentence is not in the texts this entry rests on: attach it as another source first."
    if len(found) > 1:
        return f"The sentence stands there {len(found)} times: paste more of it."
    return (found[0].citation(),)


def _form_of(record: Condition | StatusChange, request: HttpRequest) -> ConditionForm | StatusForm:
    data = request.POST if request.method == "POST" else None
    if isinstance(record, Condition):
        return ConditionForm(data, initial=initial_of_condition(record))
    return StatusForm(data, initial=initial_of_status(record))


def _context(
    request: HttpRequest,
    record: Condition | StatusChange,
    form: ConditionForm | StatusForm,
    citations: list[Citation],
    outcome: Outcome | None,
) -> dict[str, object]:
    snapshot = citations[0].snapshot if citations else None
    marks = {CitationRole.EVIDENCE: NOW, CitationRole.CONTEXT: CONTEXT}
    spans = [
        Span(each.start, each.end, marks[CitationRole(each.role)])
        for each in citations
        if snapshot and each.snapshot_id == snapshot.pk
    ]
    return {
        "title": f"Correct number {record.pk}",
        "record": record,
        "form": form,
        "is_condition": isinstance(record, Condition),
        "snapshot": snapshot,
        "passage": mark_passage(snapshot.text, spans) if snapshot else [],
        "outcome": outcome,
        "reason": request.POST.get("reason", ""),
        "quote": request.POST.get("quote", ""),
        "screen": screen_of(record),
        "section": "review",
    }
