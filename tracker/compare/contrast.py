"""What kind of thing differs between two texts on one term, from what, to what."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from tracker.compare.cell import Cell
from tracker.compare.convergence import join_names, shorten_names
from tracker.compare.phrase import OVERALL
from tracker.compare.standing import read_backing
from tracker.models.condition import Condition
from tracker.models.stance import Stance
from tracker.models.term import Term


class Kind(StrEnum):
    """What differs; the value is the word that readers see."""

    NUMBER = "Number"
    LINE = "Line"
    VALUE = "Value"
    ACTOR = "Actor"
    LEFT_OUT = "Said to be left out"
    ONE_SIDED = "Only in"
    MISSING = "Nothing held for"
    TEXT = "Known of one text only"
    SPONSOR = "Proposed by"
    POSITION = "Position"


@dataclass(frozen=True, slots=True)
class Contrast:
    """One typed difference between neighbouring columns; `old` or `new` is empty when that side holds nothing."""

    kind: Kind
    old: str
    new: str
    old_column: int
    new_column: int


def find_contrasts(term: Term, cells: tuple[Cell, ...]) -> tuple[Contrast, ...]:
    """Contrasts between each cell that holds something and the next one that does, the texts' before the parties'.

    Where one cell alone holds something, or where the only contrast is that some cell holds nothing, it says so.
    """
    held = [place for place, cell in enumerate(cells) if not cell.is_empty]
    empty = [place for place, cell in enumerate(cells) if cell.is_empty]
    if not held:
        return ()
    if len(held) == 1:
        return (Contrast(Kind.ONE_SIDED, "", _whole(cells[held[0]]), held[0], held[0]),) if empty else ()
    found = tuple(
        Contrast(kind, old, new, left, right)
        for left, right in pairwise(held)
        for kind, old, new in _between(term, cells[left], cells[right])
    )
    return found or tuple(Contrast(Kind.MISSING, "", "", place, place) for place in empty)


def _between(term: Term, left: Cell, right: Cell) -> list[tuple[Kind, str, str]]:
    sponsors = _between_sponsors(left, right) if term.slug == OVERALL else []
    return [*sponsors, *_between_texts(term, left, right), *_between_positions(left, right)]


def _between_sponsors(left: Cell, right: Cell) -> list[tuple[Kind, str, str]]:
    old, new = ([party.label for party in read_backing(cell).sponsors] for cell in (left, right))
    if not old or not new or set(old) == set(new):
        return []
    return [(Kind.SPONSOR, shorten_names(old), shorten_names(new))]


def _between_texts(term: Term, left: Cell, right: Cell) -> list[tuple[Kind, str, str]]:
    old, new = left.content, right.content
    if not old and not new:
        return []
    if not old or not new:
        kind = Kind.LEFT_OUT if left.absences or right.absences else Kind.TEXT
        return [(kind, _values(old), _values(new))]
    found: list[tuple[Kind, str, str]] = []
    if _actors(old) and _actors(new) and _actors(old) != _actors(new):
        found.append((Kind.ACTOR, join_names(_actors(old)), join_names(_actors(new))))
    amounts = _amounts(old), _amounts(new)
    if amounts[0] and amounts[1]:
        if amounts[0] != amounts[1]:
            found.append((Kind.NUMBER, *_shorten(old, new)))
    elif _folded(old) != _folded(new):
        kind = Kind.LINE if "line" in term.typical_value.casefold().split(", ") else Kind.VALUE
        found.append((kind, _values(old), _values(new)))
    return found


def _between_positions(left: Cell, right: Cell) -> list[tuple[Kind, str, str]]:
    """Parties whose counted stances differ; a party heard on one side only is no change of mind."""
    before, after = _stances(left), _stances(right)
    changed = [name for name in before if name in after and before[name] != after[name]]
    return [(Kind.POSITION, f"{name} {' / '.join(before[name])}", " / ".join(after[name])) for name in changed]


def _whole(cell: Cell) -> str:
    if cell.content:
        return _values(cell.content)
    if cell.has_text:
        return "" if not cell.absences else "said not to be in the text"
    names = dict.fromkeys(row.party.label for row in cell.claims if row.party is not None)
    return f"positions of {join_names(names)}" if names else ""


def _values(rows: Iterable[Condition]) -> str:
    return "; ".join(dict.fromkeys(row.value or row.summary for row in rows))


def _folded(rows: Iterable[Condition]) -> set[str]:
    return {" ".join((row.value or row.summary).casefold().split()) for row in rows}


def _actors(rows: Iterable[Condition]) -> tuple[str, ...]:
    return tuple(sorted({actor.label for row in rows for actor in row.actors.all()}))


def _amounts(rows: Iterable[Condition]) -> set[tuple[Decimal, str]]:
    return {(row.amount, row.unit) for row in rows if row.amount is not None}


def _shorten(old: Iterable[Condition], new: Iterable[Condition]) -> tuple[str, str]:
    """Both numbers in words; the unit once when it is the same, as in “21 → 60 days”."""
    before, after = sorted(_amounts(old)), sorted(_amounts(new))
    has_one_unit = len({unit for _, unit in (*before, *after)}) == 1
    old_words = ", ".join(_number(amount) if has_one_unit else f"{_number(amount)} {unit}" for amount, unit in before)
    return old_words, ", ".join(f"{_number(amount)} {unit}".strip() for amount, unit in after)


def _number(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def _stances(cell: Cell) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in cell.counted:
        if row.party is not None:
            words = found.setdefault(row.party.label, [])
            word = str(Stance(row.stance).label)
            if word not in words:
                words.append(word)
    return {name: sorted(words) for name, words in found.items()}
