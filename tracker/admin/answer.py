"""What a verb answered, as a message on the next page."""

from django.contrib import messages
from django.http import HttpRequest

from tracker.review.outcome import Answer, Outcome

_LEVELS = {
    Answer.DONE: messages.SUCCESS,
    Answer.ALREADY: messages.INFO,
    Answer.REFUSED: messages.ERROR,
    Answer.CONFIRM: messages.WARNING,
}


def tell(request: HttpRequest, outcome: Outcome) -> None:
    """Shows the verb's own words: done as success, already as information, refused as error, else as warning."""
    messages.add_message(request, _LEVELS[outcome.answer], outcome.message)
