"""What a claim hangs on or answers, as we hold it: in its right words, or marked as withdrawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.models.condition import Condition
from tracker.models.record import end_of_day


@dataclass(frozen=True, slots=True)
class Link:
    """A linked record: the one that speaks for it, and whether it was withdrawn with nothing in its place."""

    condition: Condition
    is_withdrawn: bool = False


# The linked records that are not held themselves, by id; any other speaks for itself.
type Links = Mapping[int, Link]


def linked_to(condition: Condition) -> list[Condition]:
    """Every record that a condition names: those it hangs on, then the one it answers."""
    return [*condition.depends_on.all(), *([condition.answers] if condition.answers else [])]


def requirements_of(condition: Condition, links: Links) -> list[Link]:
    """What a condition hangs on, each as we hold it."""
    return [links.get(other.pk, Link(other)) for other in condition.depends_on.all()]


def answered_by(condition: Condition, links: Links) -> Link | None:
    """What a condition answers, as we hold it; None when it answers nothing, or nothing that is named."""
    return links.get(condition.answers.pk, Link(condition.answers)) if condition.answers else None


def is_held(condition: Condition, known: date | None) -> bool:
    """True when we hold a record now, or held it at the end of the day `known` (rule 3)."""
    if known is None:
        return condition.retired_at is None
    moment = end_of_day(known)
    return condition.recorded_at < moment and (condition.retired_at is None or condition.retired_at >= moment)


def follow(condition: Condition, versions: Iterable[Condition], known: date | None) -> Link:
    """The record that speaks for one that is not held: its correction or fresh copy, and theirs in turn (rule 2).

    `versions` hold every record of its word, and of each word that a correction led to.
    """
    rows = list(versions)
    words = [condition.word_id]
    for word in words:
        mine = [row for row in rows if row.word_id == word]
        if held := next((row for row in mine if is_held(row, known)), None):
            return Link(held)
        others = dict.fromkeys(row.corrected_by.word_id for row in mine if row.corrected_by)
        words.extend(other for other in others if other not in words)
    return Link(condition, is_withdrawn=True)
