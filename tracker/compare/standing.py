"""Where a proposal stands on a day, how far it got, and who is for and against it (rule 5)."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.compare.cell import Cell
from tracker.models.condition import Condition
from tracker.models.party import Party
from tracker.models.precision import last_possible_day
from tracker.models.stance import Stance
from tracker.models.status import Status, StatusChange

# The six steps of the rail, towards a truce in force; every other status is where a proposal left the rail.
RAIL = (
    Status.FLOATED,
    Status.TABLED,
    Status.UNDER_DISCUSSION,
    Status.AGREED_IN_PRINCIPLE,
    Status.ANNOUNCED,
    Status.IN_FORCE,
)
_ENDED = {
    Status.SUSPENDED,
    Status.EXPIRED,
    Status.COLLAPSED,
    Status.SUPERSEDED,
    Status.WITHDRAWN,
    Status.REJECTED,
}
# Being discussed includes being tabled, and that includes being floated: on one day these do not disagree.
_ON_THE_TABLE = {Status.FLOATED, Status.TABLED, Status.UNDER_DISCUSSION}

DURATION_TERM = "duration"  # codebook: fixed, open-ended or conditional length; its amount is a length of time


@dataclass(frozen=True, slots=True)
class Standing:
    """A proposal's status on a day.

    `status` is None when nobody is on record; `rivals` are the changes that disagree about the latest day; `ahead` are
    those said to come about later, or on a day that may still be to come; `expired_on` is set when the clock, and no
    source, says that it ran out. `steps` has one word per step of the rail: on, stop, cut, or empty when not reached.
    """

    status: Status | None
    since: date | None
    precision: str
    rivals: tuple[StatusChange, ...]
    changes: tuple[StatusChange, ...]
    ahead: tuple[StatusChange, ...]
    expired_on: date | None
    steps: tuple[str, ...]

    @property
    def is_contested(self) -> bool:
        """True when two sources name different stations for the latest day."""
        return bool(self.rivals)

    @property
    def first_day(self) -> date | None:
        """The day of its first status; None when there is none."""
        return _day(self.changes[0]) if self.changes else None

    @property
    def last_day(self) -> date | None:
        """The day of its latest status; a date known to the month or year counts as its last possible day."""
        return last_possible_day(self.since, self.precision) if self.since else None

    @property
    def is_ended(self) -> bool:
        """True when it is no longer on its way or in force."""
        return self.status in _ENDED

    @property
    def word(self) -> str:
        """The status in words, with every rival when it is contested."""
        if self.is_contested:
            names = dict.fromkeys(str(Status(change.status).label) for change in self.rivals)
            return f"Contested: {' or '.join(names)}"
        if self.status:
            return str(self.status.label).capitalize()
        return "No status yet" if self.ahead else "No status recorded"

    @property
    def not_yet(self) -> tuple[str, ...]:
        """Steps of the rail that it has not reached and still may."""
        return tuple(str(step.label) for step, mark in zip(RAIL, self.steps, strict=True) if not mark)


def read_standing(changes: Iterable[StatusChange], provisions: Iterable[Condition], day: date) -> Standing:
    """The status on `day` from live changes of one proposal, and from the clock.

    `provisions` are the proposal's conditions that nothing supersedes; they hold the length after which a truce in
    force has run out. A date known to the month or year counts as its last possible day (rule 3), so what is said to
    come about after `day` does not hold yet.
    """
    told = sorted(changes, key=_order)
    ordered = [change for change in told if _day(change) <= day]
    ahead = tuple(change for change in told if _day(change) > day)
    if not ordered:
        return Standing(None, None, "", (), (), ahead, None, ("",) * len(RAIL))
    latest, rivals = ordered[-1], _rivals(ordered)
    status, since, precision = Status(latest.status), latest.effective_on, latest.effective_precision
    ends_on = None if rivals or status != Status.IN_FORCE else end_of_truce(latest, provisions)
    expired_on = ends_on if ends_on is not None and ends_on < day else None
    if expired_on is not None:
        status, since, precision = Status.EXPIRED, expired_on, "day"
    steps = _steps(ordered, is_ended=status in _ENDED and not rivals)
    return Standing(status, since, precision, rivals, tuple(ordered), ahead, expired_on, steps)


def end_of_truce(start: StatusChange, provisions: Iterable[Condition]) -> date | None:
    """The last day of a truce in force; None when its length is not known, open, or told in different ways."""
    lengths = {
        (int(row.amount), row.unit.strip().casefold().rstrip("s"))
        for row in provisions
        if not row.is_position and row.is_included and row.term.slug == DURATION_TERM and row.amount is not None
    }
    if len(lengths) != 1:
        return None
    ((amount, unit),) = lengths
    begun = _day(start)
    if unit in {"day", "week"}:
        return begun + timedelta(days=amount * (7 if unit == "week" else 1))
    if unit in {"month", "year"}:
        return _add_months(begun, amount * (12 if unit == "year" else 1))
    return None


@dataclass(frozen=True, slots=True)
class Backing:
    """Who stands where on a proposal as a whole; derived from current positions, never typed."""

    sponsors: tuple[Party, ...]
    accepted_by: tuple[Party, ...]
    accepted_with_reservations_by: tuple[Party, ...]
    rejected_by: tuple[Party, ...]
    contested: tuple[Party, ...]


def read_backing(overall: Cell) -> Backing:
    """Sponsors and answers from the cell of positions on the whole; a contested answer counts as neither."""
    contested = {contest.holder for contest in overall.contests if contest.holder is not None}

    def holders(stance: Stance) -> tuple[Party, ...]:
        found = (row.party for row in overall.answers if row.stance == stance and row.party not in contested)
        return tuple(dict.fromkeys(party for party in found if party is not None))

    return Backing(
        sponsors=holders(Stance.PROPOSES),
        accepted_by=holders(Stance.ACCEPTS),
        accepted_with_reservations_by=holders(Stance.ACCEPTS_RESERVED),
        rejected_by=holders(Stance.REJECTS),
        contested=tuple(contested),
    )


def _day(change: StatusChange) -> date:
    return last_possible_day(change.effective_on, change.effective_precision)


def _order(change: StatusChange) -> tuple[date, date, int, int]:
    status = Status(change.status)
    return (_day(change), change.stated_on, RAIL.index(status) if status in RAIL else len(RAIL), change.pk)


def _rivals(ordered: list[StatusChange]) -> tuple[StatusChange, ...]:
    """The changes of the latest day that disagree with any other of that day."""
    same_day = [change for change in ordered if _day(change) == _day(ordered[-1])]
    return tuple(change for change in same_day if any(_disagree(change, other) for other in same_day))


def _disagree(one: StatusChange, other: StatusChange) -> bool:
    return one.status != other.status and not {Status(one.status), Status(other.status)} <= _ON_THE_TABLE


def _steps(ordered: list[StatusChange], *, is_ended: bool) -> tuple[str, ...]:
    reached = [RAIL.index(Status(change.status)) for change in ordered if Status(change.status) in RAIL]
    if any(change.status == Status.EXTENDED for change in ordered):
        reached.append(len(RAIL) - 1)
    count = max(reached, default=-1) + 1
    if not is_ended:
        return ("on",) * count + ("",) * (len(RAIL) - count)
    stopped_at = min(count, len(RAIL) - 1)
    return ("on",) * stopped_at + ("stop",) + ("cut",) * (len(RAIL) - stopped_at - 1)


def _add_months(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
