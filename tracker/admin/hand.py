"""Records made by hand from a snapshot: mark a sentence, then say what it says."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from tracker.admin.access import PUBLISH, editor_of, needs
from tracker.admin.answer import tell
from tracker.admin.forms import ConditionForm, InvolvementForm, StatusForm
from tracker.admin.initial import initial_by_hand
from tracker.admin.passage import CONTEXT, NOW, Span, mark_passage, spans_unclaimed
from tracker.admin.posted import words_of
from tracker.admin.sentence import LONGEST_SENTENCE, Occurrence, choose, find_sentence
from tracker.admin.target import screen_of
from tracker.models.article import Snapshot
from tracker.models.citation import CitationRole
from tracker.models.unclaimed import UnclaimedSentence
from tracker.review.draft import CitationDraft
from tracker.review.outcome import Answer, Outcome
from tracker.review.record import record_condition, record_involvement, record_status


@dataclass(frozen=True, slots=True)
class What:
    """One kind of record that can be made by hand: its name, its form and its verb."""

    name: str
    label: str
    form: type[ConditionForm | StatusForm | InvolvementForm]
    verb: Callable[..., Outcome]


KINDS = (
    What("condition", "a condition", ConditionForm, record_condition),
    What("status", "a status", StatusForm, record_status),
    What("involvement", "an involvement", InvolvementForm, record_involvement),
)


@dataclass(frozen=True, slots=True)
class Marked:
    """The sentence asked for and where it was found; `place` is None until it is certain which one is meant."""

    quote: str
    context_quote: str
    found: tuple[Occurrence, ...]
    place: Occurrence | None
    context: Occurrence | None

    @property
    def problem(self) -> str:
        """What is wrong with the sentence or its context, in words; empty when nothing is."""
        if self.quote and not self.found:
            return "This sentence is not in the text. Copy it from the text beside, exactly as it stands."
        if self.context_quote and self.context is None:
            return "The context sentence is not in the text."
        return ""

    def citations(self) -> tuple[CitationDraft, ...]:
        """The sentence as evidence, and its context where one was given."""
        found = [self.place.citation()] if self.place else []
        if self.context:
            found.append(self.context.citation(CitationRole.CONTEXT))
        return tuple(found)


@require_http_methods(["GET", "POST"])
@needs(PUBLISH)
def hand_page(request: HttpRequest, snapshot_id: int) -> HttpResponse:
    """First the sentence, then the form; posted, the record is published."""
    snapshot = get_object_or_404(Snapshot.objects.select_related("article"), pk=snapshot_id)
    what = next((each for each in KINDS if each.name == request.GET.get("what")), KINDS[0])
    marked = _mark(request, snapshot)
    is_ready = marked.place is not None and not marked.problem
    data = request.POST if request.method == "POST" else None
    form = what.form(data, initial=initial_by_hand(snapshot.article)) if is_ready else None
    outcome = _record(request, what, form, marked) if data is not None and form and form.is_valid() else None
    if outcome and outcome.answer in {Answer.DONE, Answer.ALREADY} and outcome.record:
        tell(request, outcome)
        return HttpResponseRedirect(screen_of(outcome.record))
    return render(request, "desk/hand.html", _context(request, snapshot, what, marked, form, outcome))


def _record(request: HttpRequest, what: What, form: forms.Form, marked: Marked) -> Outcome:
    return what.verb(
        form.draft(marked.citations()),  # type: ignore[attr-defined]  # every form of KINDS makes a draft
        editor=editor_of(request),
        reason=words_of(request.POST, "reason"),
        again=request.POST.get("do") == "again",
    )


def _mark(request: HttpRequest, snapshot: Snapshot) -> Marked:
    quote = words_of(request.GET, "quote", LONGEST_SENTENCE)
    context_quote = words_of(request.GET, "context", LONGEST_SENTENCE)
    found = find_sentence(quote, [snapshot])
    place = choose(found, request.GET.get("place", ""))
    contexts = find_sentence(context_quote, [snapshot])
    # A context sentence stands before its evidence, and mostly near it.
    near = place.start if place else 0
    context = min(contexts, key=lambda each: abs(each.start - near), default=None)
    return Marked(quote, context_quote, tuple(found), place, context)


def _context(
    request: HttpRequest,
    snapshot: Snapshot,
    what: What,
    marked: Marked,
    form: forms.Form | None,
    outcome: Outcome | None,
) -> dict[str, object]:
    spans = [Span(each.start, each.end, NOW) for each in ([marked.place] if marked.place else marked.found)]
    if marked.context:
        spans.append(Span(marked.context.start, marked.context.end, CONTEXT))
    spans += spans_unclaimed(snapshot.text, UnclaimedSentence.objects.filter(snapshot=snapshot))
    return {
        "title": "Record by hand",
        "snapshot": snapshot,
        "article": snapshot.article,
        "passage": mark_passage(snapshot.text, spans),
        "kinds": KINDS,
        "what": what,
        "marked": marked,
        "form": form,
        "outcome": outcome,
        "must_confirm": outcome is not None and outcome.answer == Answer.CONFIRM,
        "reason": request.POST.get("reason", ""),
        "longest": LONGEST_SENTENCE,
        "section": "articles",
    }
