"""What a verb answers."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Model

from tracker.models.change import Change


class Answer(StrEnum):
    """The four things a verb can say."""

    DONE = "done"
    ALREADY = "already done"
    REFUSED = "refused"
    CONFIRM = "needs confirmation"


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer with its reason in words, the record it concerns and, when something was done, the change."""

    answer: Answer
    message: str
    record: Model | None = None
    change: Change | None = None

    @property
    def is_done(self) -> bool:
        """True when the verb changed something."""
        return self.answer == Answer.DONE


def done(message: str, record: Model, change: Change) -> Outcome:
    """The verb changed something."""
    return Outcome(Answer.DONE, message, record, change)


def already(message: str, record: Model | None = None) -> Outcome:
    """What was asked for is the case; nothing was changed."""
    return Outcome(Answer.ALREADY, message, record)


def refused(message: str, record: Model | None = None) -> Outcome:
    """It cannot be done; the message says why and, where there is one, the way."""
    return Outcome(Answer.REFUSED, message, record)


def confirm(message: str, record: Model | None = None) -> Outcome:
    """It can be done, but probably is not meant; ask again with `confirm=True`."""
    return Outcome(Answer.CONFIRM, message, record)
