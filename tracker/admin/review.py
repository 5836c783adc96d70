"""The review queue and the page on which one suggestion is decided."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tracker.admin.access import PUBLISH, VIEW_DESK, editor_of, needs, refusal_of
from tracker.admin.answer import tell
from tracker.admin.forms import ConditionForm
from tracker.admin.held import load_held
from tracker.admin.initial import initial_of_draft
from tracker.admin.last_act import last_act_of
from tracker.admin.posted import words_of
from tracker.admin.queue import PAGE_SIZE, Queue, QueueFilter, load_queue, query_of, waiting_for, with_quotes
from tracker.admin.review_page import Shown, place_of, review_context
from tracker.admin.verbs import REASONS, Act, Button, misaimed, press, takes_form
from tracker.models.condition import Condition
from tracker.models.suggestion import Match, Suggestion, SuggestionState
from tracker.review.accept import draft_of
from tracker.review.outcome import Answer


@require_GET
@needs(VIEW_DESK)
def queue_page(request: HttpRequest) -> HttpResponse:
    """What waits, contradictions first."""
    filters = QueueFilter(request.GET)
    rows = waiting_for(filters)
    page = Paginator(with_quotes(rows), PAGE_SIZE).get_page(request.GET.get("page"))
    today = timezone.now().date()
    decided = Suggestion.objects.filter(decided_at__date=today).count()
    context = {
        "title": "Review desk",
        "filters": filters,
        "query": query_of(request.GET),
        "page": page,
        "decided_count": decided,
        "match_counts": _match_counts(),
        "last_act": last_act_of(editor_of(request)),
        "section": "review",
    }
    return render(request, "desk/queue.html", context)


@require_http_methods(["GET", "POST"])
@needs(VIEW_DESK)
def review_page(request: HttpRequest, suggestion_id: int) -> HttpResponse:
    """One suggestion beside its source and what we hold; a POST presses one of the buttons."""
    suggestion = get_object_or_404(_suggestions(), pk=suggestion_id)
    queue = load_queue(request.GET)
    draft = draft_of(suggestion)
    form = ConditionForm(request.POST or None, initial=initial_of_draft(draft))
    form.fields["summary"].widget.attrs["placeholder"] = draft.full_summary()
    if request.method == "POST":
        return refusal_of(request, PUBLISH) or _decide(request, suggestion, queue, form)
    return _show(request, Shown(suggestion, queue, form))


def _decide(request: HttpRequest, suggestion: Suggestion, queue: Queue, form: ConditionForm) -> HttpResponse:
    button = _button_of(request)
    act = Act(suggestion, editor_of(request), form, _target_of(request), _reason_of(request))
    if button == Button.LOOK or (takes_form(button) and act.needs_form and not form.is_valid()):
        return _show(request, Shown(suggestion, queue, form, reason=act.reason, target=act.target))
    conflict_id = place_of(Shown(suggestion, queue, form)).conflict_id
    outcome = misaimed(button, act, conflict_id) or press(button, act)
    suggestion.refresh_from_db(fields=("state",))
    if suggestion.state == SuggestionState.WAITING and outcome.answer != Answer.DONE:
        return _show(request, Shown(suggestion, queue, form, outcome, act.reason, act.target))
    tell(request, outcome)
    return HttpResponseRedirect(queue.address(queue.after(suggestion.pk)))


def _show(request: HttpRequest, shown: Shown) -> HttpResponse:
    held = load_held(place_of(shown), also=shown.suggestion.held)
    context = review_context(shown, held) | {
        "reasons": REASONS,
        "last_act": last_act_of(editor_of(request)),
        "title": "Review desk",
        "section": "review",
    }
    return render(request, "desk/review.html", context)


def _suggestions() -> Any:
    return Suggestion.objects.select_related(
        "snapshot__article", "conflict", "proposal__conflict", "term", "party", "person", "role__person",
        "held__party", "held__term", "held__proposal", "held__conflict", "decided_by", "result",
    ).prefetch_related("actors")  # fmt: skip


def _match_counts() -> list[tuple[str, int]]:
    found = Suggestion.objects.filter(state=SuggestionState.WAITING).values_list("match").annotate(Count("pk"))
    counts = dict(found.order_by())
    return [(Match(match).label, counts[match]) for match in Match.values if match in counts]


def _button_of(request: HttpRequest) -> Button:
    if request.POST.get("because"):
        return Button.REJECT
    pressed = request.POST.get("do", "")
    return Button(pressed) if pressed in Button else Button.LOOK


def _reason_of(request: HttpRequest) -> str:
    return words_of(request.POST, "because") or words_of(request.POST, "reason")


def _target_of(request: HttpRequest) -> Condition | None:
    number = request.POST.get("target", "")
    return Condition.objects.filter(pk=int(number)).first() if number.isdecimal() else None
