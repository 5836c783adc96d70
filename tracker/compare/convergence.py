"""How far apart the sides are on a term, worked out from current claims and said in words (rule 5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tracker.compare.cell import find_contests
from tracker.compare.phrase import OVERALL
from tracker.models.claim import Claim, claim_of, current
from tracker.models.condition import Condition
from tracker.models.conflict import Side
from tracker.models.party import Party
from tracker.models.stance import Stance, StanceGroup


class Convergence(StrEnum):
    """The six verdicts of rule 5."""

    AGREED = "agreed"
    VALUE = "value"
    PRINCIPLE = "principle"
    ONE_SIDE = "one"
    CONTESTED = "contested"
    UNKNOWN = "unknown"


WORDS = {
    Convergence.AGREED: "Agreed",
    Convergence.VALUE: "Apart on value",
    Convergence.PRINCIPLE: "Apart on principle",
    Convergence.ONE_SIDE: "One side only",
    Convergence.CONTESTED: "Contested",
    Convergence.UNKNOWN: "Unknown",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One of the six, the word for it, and why, naming parties."""

    convergence: Convergence
    word: str
    reason: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A party's side in the conflict; a list of seats is in column order."""

    party: Party
    side: str

    @property
    def is_sided(self) -> bool:
        """True for the two sides between which a verdict is given."""
        return self.side in _SIDES


_SIDES = (Side.A, Side.B)
NAMED_TOGETHER = 4  # more names than these in one breath are counted
_AFFIRMING = {StanceGroup.FOR, StanceGroup.YES}

# What a stance does, said of one party and of several. “It” is the row's term.
_PHRASES = {
    Stance.PROPOSES: ("proposes it", "propose it"),
    Stance.DEMANDS: ("demands it", "demand it"),
    Stance.OFFERS: ("offers it", "offer it"),
    Stance.ACCEPTS: ("accepts it", "accept it"),
    Stance.ACCEPTS_RESERVED: ("accepts it with reservations", "accept it with reservations"),
    Stance.OPEN: ("is open to it", "are open to it"),
    Stance.UNDER_REVIEW: ("has it under review", "have it under review"),
    Stance.SILENT: ("is silent on it", "are silent on it"),
    Stance.REJECTS: ("rejects it", "reject it"),
    Stance.DROPS: ("has dropped an earlier demand", "have dropped an earlier demand"),
    Stance.DENIES: ("denies a position reported of it", "deny a position reported of them"),
}


def judge(rows: Iterable[Condition], seats: Iterable[Seat]) -> Verdict:
    """The verdict between sides A and B on one term of one proposal.

    `rows` are conditions that nothing supersedes; only current positions that speak for a party with side A or B
    count. A side has committed itself when it proposes, demands, offers, accepts (with reservations or without) or
    rejects; being open, reviewing or silent commits to nothing.
    """
    sided = [seat for seat in seats if seat.is_sided]
    side_of = {seat.party.pk: seat.side for seat in sided}
    counted = [row for row in rows if row.is_position and row.speaks_for_party and row.party_id in side_of]
    held = _in_column_order(counted, sided)
    told = _tell(held, sided)
    if find_contests(held):
        return _verdict(Convergence.CONTESTED, _tell_contest(held))
    committed = [row for row in held if _is_committed(row)]
    ours, theirs = ([row for row in committed if side_of[row.party_id or 0] == side] for side in _SIDES)
    if not ours and not theirs:
        return _verdict(Convergence.UNKNOWN, told or "Nothing is held from either side.")
    if not ours or not theirs:
        return _verdict(Convergence.ONE_SIDE, told)
    return _weigh([(one, other) for one in ours for other in theirs], told)


def _weigh(pairs: list[tuple[Condition, Condition]], told: str) -> Verdict:
    """The verdict where both sides have committed themselves; each pair holds a claim of either side."""
    rows = list({row.pk: row for pair in pairs for row in pair}.values())
    takers = {row.party_id for row in rows if row.stance != Stance.REJECTS}
    if any(_is_principle(one, other, takers) or _is_principle(other, one, takers) for one, other in pairs):
        return _verdict(Convergence.PRINCIPLE, told)
    if not all(_are_alike(*pair) for pair in pairs):
        return _verdict(Convergence.VALUE, f"{told} They do not speak of the same thing: {_tell_values(rows)}.")
    if all(row.stance == Stance.REJECTS for row in rows):
        return Verdict(Convergence.AGREED, "Agreed in refusing", told)
    if any(row.stance == Stance.ACCEPTS_RESERVED for row in rows):
        return _verdict(Convergence.VALUE, told)
    if all(_share_a_value(*pair) or Stance.ACCEPTS in (pair[0].stance, pair[1].stance) for pair in pairs):
        return _verdict(Convergence.AGREED, told)
    return _verdict(Convergence.UNKNOWN, f"{told} Neither names a value that could be compared.")


def _is_committed(row: Condition) -> bool:
    group = Stance(row.stance).group
    return group in _AFFIRMING or group == StanceGroup.NO or row.stance == Stance.ACCEPTS_RESERVED


def _are_alike(one: Condition, other: Condition) -> bool:
    """True when two parties speak of the same actors and value; one that names none leaves it open.

    On the whole there is one thing to speak of: the proposal.
    """
    is_whole = one.term.slug == OVERALL and other.term.slug == OVERALL
    return is_whole or _anyone(one).is_same(_anyone(other))


def _is_principle(taken: Condition, refused: Condition, takers: set[int | None]) -> bool:
    """True when one side takes what the other refuses: the same value, or nothing of the kind at all.

    Words for one thing differ from party to party, so a refusal of other words counts as well, unless the refusing
    party takes the term in another form, other actors are meant, or the two name different numbers.
    """
    if taken.stance == Stance.REJECTS or refused.stance != Stance.REJECTS:
        return False
    if _are_alike(taken, refused):
        return True
    one, other = replace(_anyone(taken), value=""), replace(_anyone(refused), value="")
    have_numbers = taken.amount is not None and refused.amount is not None
    return one.is_same(other) and not have_numbers and refused.party_id not in takers


def _anyone(row: Condition) -> Claim:
    """The row's claim, whoever makes it."""
    return replace(claim_of(row), party_id=None)


def _share_a_value(one: Condition, other: Condition) -> bool:
    return bool(one.value and other.value)  # alike was asked before


def _verdict(convergence: Convergence, reason: str) -> Verdict:
    return Verdict(convergence, WORDS[convergence], reason)


def _holder(row: Condition) -> Party:
    if row.party is None:
        raise ValueError("A position has a party; this row is a provision.")
    return row.party


def _in_column_order(rows: list[Condition], seats: list[Seat]) -> list[Condition]:
    from_left = {seat.party.pk: place for place, seat in enumerate(seats)}
    return sorted(current(rows), key=lambda row: from_left[_holder(row).pk])


def _tell(rows: list[Condition], seats: list[Seat]) -> str:
    """“Israel demands it; Lebanon and Hezbollah reject it. Nothing is held from …”; empty when nothing is."""
    if not rows:
        return ""
    manifold = {row.party_id for row in rows if any(_answers_otherwise(row, other) for other in rows)}
    parts = []
    for stance, names in _names_by_stance(row for row in rows if row.party_id not in manifold).items():
        singular, plural = _PHRASES[Stance(stance)]
        parts.append(f"{join_names(names)} {singular if len(names) == 1 else plural}")
    parts += [_tell_manifold([row for row in rows if row.party_id == party]) for party in sorted(map(_key, manifold))]
    heard = {row.party_id for row in rows}
    mute = [seat.party.label for seat in seats if seat.party.pk not in heard and not seat.party.part_of_id]
    nothing = f" Nothing is held from {join_names(mute)}." if mute else ""
    return f"{'; '.join(parts)}.{nothing}"


def _answers_otherwise(row: Condition, other: Condition) -> bool:
    """True when one party takes two stances on the term, each on something else."""
    return row.party_id == other.party_id and row.stance != other.stance


def _tell_manifold(rows: list[Condition]) -> str:
    """“Lebanon rejects “a committee of …” and accepts “the existing mechanism …””."""
    told = (_PHRASES[Stance(row.stance)][0].replace(" it", f" “{row.summary}”", 1) for row in rows)
    return f"{_holder(rows[0]).label} {join_names(told)}"


def _key(party_id: int | None) -> int:
    return party_id or 0


def _tell_contest(rows: list[Condition]) -> str:
    """“Israel is reported to hold opposed positions: accepts; denies; rejects.”"""
    parts = []
    for contest in find_contests(rows):
        stances = list(dict.fromkeys(str(Stance(claim.stance).label) for claim in contest.claims))
        held = "opposed positions" if len(stances) > 1 else "a disputed position"
        parts.append(
            f"{contest.holder.label if contest.holder else ''} is reported to hold {held}: {', '.join(stances)}."
        )
    return " ".join(parts)


def _tell_values(rows: list[Condition]) -> str:
    """“Israel on “60 days”; Hezbollah on “21 days””."""
    return "; ".join(f"{_holder(row).label} on “{row.value or row.summary}”" for row in rows)


def _names_by_stance(rows: Iterable[Condition]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for row in rows:
        names = groups.setdefault(row.stance, [])
        if _holder(row).label not in names:
            names.append(_holder(row).label)
    return groups


def join_names(names: Iterable[str]) -> str:
    """“A”, “A and B”, “A, B and C”; empty for none."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def shorten_names(names: Sequence[str], limit: int = NAMED_TOGETHER) -> str:
    """The names joined, with a number for what goes beyond `limit`: “US, France, Qatar and 9 others”."""
    if len(names) <= limit:
        return join_names(names)
    return join_names([*names[: limit - 1], f"{len(names) - limit + 1} others"])
