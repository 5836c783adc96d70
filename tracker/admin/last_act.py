"""An editor's latest act that can be taken back: what the key *u* undoes."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from tracker.admin.access import PUBLISH, editor_of, needs
from tracker.admin.answer import tell
from tracker.admin.posted import words_of
from tracker.models.change import Change, RecordKind
from tracker.models.editor import Editor
from tracker.models.suggestion import Suggestion
from tracker.review.undo import undo, undoable_changes


@dataclass(frozen=True, slots=True)
class LastAct:
    """A change by its id, and what it was in words."""

    change_id: int
    words: str


def last_act_of(editor: Editor) -> LastAct | None:
    """The newest act of this editor that nobody has undone; undone again and again it walks back."""
    change = undoable_changes().filter(editor=editor).only("verb", "record_kind", "record_id").first()
    if change is None:
        return None
    return LastAct(change.pk, f"{change.get_verb_display()} {change.get_record_kind_display()} {change.record_id}")


@require_POST
@needs(PUBLISH)
def undo_act(request: HttpRequest, change_id: int) -> HttpResponse:
    """Takes back one act; the verb itself refuses those who may not."""
    change = get_object_or_404(Change, pk=change_id)
    suggestion = Suggestion.objects.filter(decision=change).values_list("pk", flat=True).first()
    outcome = undo(change, editor=editor_of(request), reason=words_of(request.POST, "reason"))
    tell(request, outcome)
    return HttpResponseRedirect(_afterwards(request, change, suggestion if outcome.is_done else None))


def _afterwards(request: HttpRequest, change: Change, suggestion_id: int | None) -> str:
    """The suggestion that waits again; else the queue, or the ledger's screen when the act was undone there."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    if suggestion_id is not None:
        return f"{reverse('admin:review-item', args=(suggestion_id,))}{query}"
    if request.POST.get("from") == "ledger" or change.record_kind not in _REVIEWED:
        return reverse("admin:tracker_change_change", args=(change.pk,))
    return f"{reverse('admin:review')}{query}"


_REVIEWED = {RecordKind.CONDITION, RecordKind.SUGGESTION, RecordKind.STATUS_CHANGE, RecordKind.INVOLVEMENT}
