"""Everything that the review page shows of one suggestion."""

from dataclasses import dataclass, replace
from typing import Any

from tracker.admin.explanation import explain, steps_of
from tracker.admin.forms import ConditionForm
from tracker.admin.held import Held, Place
from tracker.admin.passage import mark_passage, spans_for_review, spans_unclaimed
from tracker.admin.queue import Queue
from tracker.models.condition import Condition
from tracker.models.stance import Stance
from tracker.models.suggestion import Suggestion, SuggestionState
from tracker.models.unclaimed import UnclaimedSentence
from tracker.review.outcome import Answer, Outcome

# Fields beyond the sentence of slots; they are folded away while they hold nothing out of the ordinary.
FOLDED = ("kind", "conflict", "is_included", "actors", "depends_on", "answers", "tense", "speaks_for_party",
          "is_marked_contested")  # fmt: skip
_ORDINARY = {"kind": "position", "is_included": True, "tense": "now", "speaks_for_party": True}


@dataclass(frozen=True, slots=True)
class Shown:
    """A suggestion in its queue, with the form as it stands and what a verb has just answered."""

    suggestion: Suggestion
    queue: Queue
    form: ConditionForm
    outcome: Outcome | None = None
    reason: str = ""
    target: Condition | None = None


def place_of(shown: Shown) -> Place:
    """Whose claim on what: as typed where that is understood, else as suggested."""
    suggestion = shown.suggestion
    place = Place(suggestion.term, suggestion.conflict, suggestion.proposal, suggestion.party)
    if not shown.form.is_bound:
        return place
    shown.form.is_valid()
    typed = shown.form.cleaned_data
    fields = ("term", "conflict", "proposal", "party")
    return replace(place, **{name: typed[name] for name in fields if name in typed})


def review_context(shown: Shown, held: Held) -> dict[str, Any]:
    """The template's values: the passage, the form, what we hold, and where the buttons lead."""
    suggestion, queue = shown.suggestion, shown.queue
    here = list(_of_snapshot(suggestion))
    waiting = [each for each in here if each.state == SuggestionState.WAITING]
    text = suggestion.snapshot.text
    spans = spans_for_review(suggestion, here) + spans_unclaimed(text, _unclaimed_of(suggestion))
    return {
        "suggestion": suggestion,
        "article": suggestion.snapshot.article,
        "passage": mark_passage(text, spans, cues=_cues(suggestion)),
        "here_count": len(here),
        "here_waiting_count": len(waiting),
        "form": shown.form,
        "folded": [shown.form[name] for name in FOLDED],
        "is_fold_open": _is_fold_open(shown.form),
        "chosen_stance": _stance_of(shown.form),
        "held": held,
        "target_id": _target_id(shown, held),
        "outcome": shown.outcome,
        "must_confirm": shown.outcome is not None and shown.outcome.answer == Answer.CONFIRM,
        "reason": shown.reason,
        "explanation": explain(suggestion),
        "queue": queue,
        "queue_address": queue.address(None),
        "own_address": queue.address(suggestion.pk),
        "place": queue.place_of(suggestion.pk),
        "next_address": queue.address(queue.after(suggestion.pk)),
        "previous_address": queue.address(queue.before(suggestion.pk)),
        "is_waiting": suggestion.state == SuggestionState.WAITING,
    }


def _of_snapshot(suggestion: Suggestion) -> Any:
    return Suggestion.objects.filter(snapshot=suggestion.snapshot_id).only("start", "end", "state", "snapshot")


def _unclaimed_of(suggestion: Suggestion) -> Any:
    return UnclaimedSentence.objects.filter(snapshot=suggestion.snapshot_id)


def _cues(suggestion: Suggestion) -> list[str]:
    sentence = suggestion.quote
    return [seen for _step, seen in steps_of(suggestion) if seen in sentence and seen != sentence]


def _is_fold_open(form: ConditionForm) -> bool:
    """True when something folded away is out of the ordinary or wrong, so that nobody accepts it unseen.

    Actors are told in the fold's own line; their long list would push what we hold out of sight.
    """
    if form.is_bound and any(name in form.errors for name in FOLDED):
        return True
    if not form["conflict"].value():
        return True
    ordinary = {name: _ORDINARY.get(name) for name in FOLDED if name not in ("conflict", "actors")}
    return any((form[name].value() or None) != (usual or None) for name, usual in ordinary.items())


def _stance_of(form: ConditionForm) -> str:
    """The stance that the form shows; empty when it shows none, or something that is no stance."""
    chosen = str(form["stance"].value() or "")
    return chosen if chosen in Stance.values else ""


def _target_id(shown: Shown, held: Held) -> int | None:
    """The condition a verb is aimed at unless the editor chooses another: the one matched with, else the only one."""
    if shown.target is not None:
        return shown.target.pk
    if shown.suggestion.held_id in held.likely_targets:
        return shown.suggestion.held_id
    return next(iter(held.likely_targets)) if len(held.likely_targets) == 1 else None
