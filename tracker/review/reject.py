"""The verb *reject*: a suggestion is not taken, with a reason."""

from tracker.models.change import Verb
from tracker.models.editor import Editor
from tracker.models.suggestion import Suggestion, SuggestionState
from tracker.review.ledger import open_ledger
from tracker.review.outcome import Outcome, done, refused
from tracker.review.permission import publishing_refused
from tracker.review.queue import Decision, decide, decided_outcome, load_suggestion


def reject(suggestion: Suggestion, *, editor: Editor, reason: str) -> Outcome:
    """Takes a suggestion out of the queue; the reason tells which rule to mend."""
    if refusal := publishing_refused(editor):
        return refusal
    if not reason.strip():
        return refused("Say why: the reasons show which rule to mend.", suggestion)
    with open_ledger(editor) as ledger:
        suggestion = load_suggestion(suggestion.pk)
        if outcome := decided_outcome(suggestion, SuggestionState.REJECTED):
            return outcome
        change = ledger.write(
            Verb.REJECT,
            suggestion,
            reason=reason,
            after={"fingerprint": suggestion.fingerprint, "quote_sha256": suggestion.quote_sha256},
        )
        decide(ledger, suggestion, Decision(SuggestionState.REJECTED, change))
        return done("Rejected.", suggestion, change)
