"""Where positions stand on a drawing of time: one lane per voice, one mark per claim, the days a proposal stood."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.compare.chronology import Entry
from tracker.compare.convergence import shorten_names
from tracker.compare.standing import Standing
from tracker.models.precision import last_possible_day
from tracker.models.proposal import Proposal

# Lengths are in units of the drawing, which is as wide as the page's text at its widest.
WIDTH = 1120
LABEL_WIDTH = 190
HIT_SIZE = 28  # what a finger can meet (design)
ROW_HEIGHT = 32
LANE_PADDING = 12
HEAD_HEIGHT = 24
_EDGE = 20
_EDGE_OF_MARK = 14  # so that no line runs through the mark of the first or last day
_FEWEST_ENTRIES = 2
_MOST_MONTH_TICKS = 12
_LABEL_ROOM = 80  # between the middles of two labels on the axis


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim: its entry and the middle of its mark."""

    entry: Entry
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One voice: its name, the top and the height of its lane, and its marks."""

    name: str
    top: int
    height: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days a proposal stood: from `left` for `width`, open at the end while it stands; `label_y` is its name's."""

    proposal: Proposal
    left: int
    width: int
    label_x: int
    label_y: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the axis and its words."""

    label: str
    x: int

    @property
    def anchor(self) -> str:
        """How the words stand to the place: the last ones end there, so that none runs out of the drawing."""
        return "end-a" if self.x > WIDTH - _LABEL_ROOM // 2 else "mid-a"


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole drawing; `top` and `bottom` bound the lanes."""

    lanes: tuple[Lane, ...]
    stretches: tuple[Stretch, ...]
    ticks: tuple[Tick, ...]
    top: int
    bottom: int

    @property
    def height(self) -> int:
        """Of the drawing, with its axis."""
        return self.bottom + 30


def draw_timeline(entries: Sequence[Entry], stood: Iterable[tuple[Proposal, Standing]]) -> Timeline | None:
    """The drawing of positions in time order; None when there are too few to draw.

    Marks that would overlap are stacked, so that none hides another. A date known to the month or year stands at its
    last possible day, as in the table.
    """
    if len(entries) < _FEWEST_ENTRIES:
        return None
    scale = _Scale([_day(entry) for entry in entries])
    stretches = _stretches(stood, scale)
    top = max((stretch.label_y for stretch in stretches), default=0) + LANE_PADDING
    lanes: list[Lane] = []
    bottom = top
    for name, own in _voices(entries).items():
        lane = _lane(name, own, scale, bottom)
        lanes.append(lane)
        bottom += lane.height
    return Timeline(tuple(lanes), stretches, scale.ticks(), top, bottom)


class _Scale:
    """Days to places between the labels and the right edge."""

    def __init__(self, days: Sequence[date]) -> None:
        self.first, self.last = min(days), max(days)

    def x(self, day: date) -> int:
        left, right = LABEL_WIDTH + _EDGE, WIDTH - _EDGE
        share = (day - self.first) / max(self.last - self.first, timedelta(days=1))
        return round(left + min(max(share, 0), 1) * (right - left))

    def ticks(self) -> tuple[Tick, ...]:
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = 1 if months <= _MOST_MONTH_TICKS else 12
        starts = [_month_start(self.first, ahead) for ahead in range(1, months + 1)]
        inner = [day for day in starts if step == 1 or day.month == 1]
        words = "%b %Y" if step == 1 else "%Y"
        first = Tick(f"{self.first.day} {self.first.strftime('%b %Y')}", self.x(self.first))
        last = Tick(f"{self.last.day} {self.last.strftime('%b %Y')}", self.x(self.last))
        between = [Tick(day.strftime(words), self.x(day)) for day in inner]
        room = [tick for tick in between if min(tick.x - first.x, last.x - tick.x) > _LABEL_ROOM]
        return (first, *room, last) if last.x - first.x > _LABEL_ROOM else (first,)


def _day(entry: Entry) -> date:
    return last_possible_day(entry.condition.stated_on, entry.condition.stated_precision)


def _voices(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    lanes: dict[str, list[Entry]] = {}
    for entry in entries:
        lanes.setdefault(shorten_names([party.label for party in entry.voice.parties], 2), []).append(entry)
    return lanes


def _lane(name: str, entries: Sequence[Entry], scale: _Scale, top: int) -> Lane:
    """Marks of one voice, each in the first row where it touches no earlier one."""
    ends: list[int] = []
    placed: list[tuple[Entry, int, int]] = []
    for entry in entries:
        x = scale.x(_day(entry))
        row = next((row for row, end in enumerate(ends) if x >= end), len(ends))
        ends[row:] = [x + HIT_SIZE, *ends[row + 1 :]]
        placed.append((entry, x, row))
    height = len(ends) * ROW_HEIGHT + LANE_PADDING
    middle = top + LANE_PADDING // 2 + ROW_HEIGHT // 2
    return Lane(name, top, height, tuple(Mark(entry, x, middle + row * ROW_HEIGHT) for entry, x, row in placed))


def _stretches(stood: Iterable[tuple[Proposal, Standing]], scale: _Scale) -> tuple[Stretch, ...]:
    """Proposals within the drawing's days, their names on as many lines as keep them apart."""
    rows = [
        (proposal, standing.first_day, standing.last_day if standing.is_ended else None)
        for proposal, standing in stood
        if standing.first_day is not None
    ]
    rows.sort(key=lambda row: row[1])
    found = []
    within = [row for row in rows if row[1] <= scale.last and (row[2] is None or row[2] >= scale.first)]
    for line, (proposal, start, end) in enumerate(within):
        left = scale.x(start) - _EDGE_OF_MARK
        right = scale.x(end or scale.last) + _EDGE_OF_MARK
        label_x = min(left + 6, WIDTH - 260)
        is_open = end is None or end > scale.last
        found.append(Stretch(proposal, left, right - left, label_x, HEAD_HEIGHT * (line + 1), is_open))
    return tuple(found)


def _month_start(day: date, ahead: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + ahead, 12)
    return date(year, month + 1, 1)
