"""The waiting suggestions that a verb decides, reopens, or sees in a new light."""

from dataclasses import dataclass

from tracker.models.change import Change
from tracker.models.citation import Citation
from tracker.models.claim import current
from tracker.models.condition import Condition
from tracker.models.matching import match_suggestion
from tracker.models.party import Party
from tracker.models.suggestion import Suggestion, SuggestionState
from tracker.models.term import Term
from tracker.review.ledger import Ledger
from tracker.review.outcome import Outcome, already, refused


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a suggestion."""

    state: SuggestionState
    change: Change
    condition: Condition | None = None
    citation: Citation | None = None


def load_suggestion(suggestion_id: int) -> Suggestion:
    """A suggestion as the last writer left it; call inside an open ledger."""
    return Suggestion.objects.select_related(
        "snapshot__article", "conflict", "proposal", "term", "party", "person", "role", "decided_by"
    ).get(pk=suggestion_id)


def decided_outcome(suggestion: Suggestion, wanted: SuggestionState) -> Outcome | None:
    """What to tell an editor who comes second; None while the suggestion waits."""
    if suggestion.state == SuggestionState.WAITING:
        return None
    who = suggestion.decided_by.desk_name if suggestion.decided_by else "somebody"
    words = f"{suggestion.get_state_display()} by {who} on {suggestion.decided_at:%-d %B %Y at %H:%M} UTC"
    if suggestion.state == wanted:
        return already(f"This was {words}.", suggestion.result or suggestion)
    return refused(f"Nothing was done: this was {words}. Undo that first if it was wrong.", suggestion)


def decide(ledger: Ledger, suggestion: Suggestion, decision: Decision) -> None:
    """Writes down what an editor decided."""
    suggestion.state = decision.state
    suggestion.decided_at = ledger.moment
    suggestion.decided_by = ledger.editor
    suggestion.decision = decision.change
    suggestion.result = decision.condition
    suggestion.result_citation = decision.citation
    suggestion.save()


def reopen(change: Change) -> Suggestion | None:
    """Puts the suggestion that a change decided back into the queue; None when there is none."""
    suggestion = Suggestion.objects.filter(decision=change).first()
    if suggestion is None:
        return None
    suggestion.state = SuggestionState.WAITING
    suggestion.decided_at = suggestion.decided_by = suggestion.decision = None
    suggestion.result = suggestion.result_citation = None
    suggestion.save()
    return suggestion


def match_waiting(condition: Condition) -> None:
    """Compares waiting suggestions on the condition's holder and term with what we hold now."""
    waiting = (
        Suggestion.objects.waiting()
        .filter(term=condition.term, party=condition.party)
        .select_related("term")
        .prefetch_related("actors")
    )
    if not waiting:
        return
    held = held_on(condition.term, condition.party)
    for suggestion in waiting:
        matched = match_suggestion(suggestion, held)
        if (matched.match, matched.held) != (suggestion.match, suggestion.held):
            suggestion.match, suggestion.held = matched.match, matched.held
            suggestion.save(update_fields=("match", "held"))


def held_on(term: Term, party: Party | None) -> list[Condition]:
    """What a party, or with None any text, is currently held to say on a term."""
    return current(
        Condition.objects.published()
        .filter(term=term, party=party)
        .select_related("supersedes", "party", "term", "proposal")
        .prefetch_related("actors")
    )
