"""Claims in the order in which they were said, each with what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tracker.compare.cell import Voice, find_contests, sound_of
from tracker.models.claim import claim_of, unsuperseded
from tracker.models.condition import Condition, Tense
from tracker.models.precision import last_possible_day


class Worth(StrEnum):
    """What a claim is worth now; the value is the word that readers see beside the claims that do not count."""

    CURRENT = "current"
    REPLACED = "replaced since"
    EARLIER = "held earlier"
    DISSENT = "not the party’s own position"


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim in time, alone or the same by several parties; `is_contested` looks at its cell (rule 4)."""

    voice: Voice
    worth: Worth
    is_contested: bool

    @property
    def condition(self) -> Condition:
        """The claim, or the first of several that say the same."""
        return self.voice.claim

    @property
    def is_counted(self) -> bool:
        """True for a current position that speaks for its party, or a current provision."""
        return self.worth == Worth.CURRENT


def list_entries(conditions: Iterable[Condition]) -> tuple[Entry, ...]:
    """Every loaded claim, oldest first; a date known to the month or year stands at its last possible day.

    What several parties say together on one proposal is one entry.
    """
    rows = list(conditions)
    live = unsuperseded(rows)
    live_ids = {row.pk for row in live}
    contested = _contested_ids(live)
    rows.sort(key=lambda row: (last_possible_day(row.stated_on, row.stated_precision), row.stated_on, row.pk))
    groups: dict[tuple[object, ...], list[Condition]] = {}
    for row in rows:
        worth = _worth(row, is_live=row.pk in live_ids)
        place = (row.term_id, row.proposal_id, row.conflict_id)
        groups.setdefault((worth, row.pk in contested, place, sound_of(row)), []).append(row)
    return tuple(
        Entry(Voice(tuple(group)), _worth(group[0], is_live=group[0].pk in live_ids), group[0].pk in contested)
        for group in groups.values()
    )


def _worth(row: Condition, *, is_live: bool) -> Worth:
    if not is_live:
        return Worth.REPLACED
    if row.tense == Tense.EARLIER:
        return Worth.EARLIER
    return Worth.CURRENT if row.speaks_for_party else Worth.DISSENT


def _contested_ids(live: list[Condition]) -> set[int]:
    """Ids of claims contested within their own cell: the same holder, term and proposal or conflict."""
    cells: dict[tuple[int | None, ...], list[Condition]] = {}
    for row in live:
        claim = claim_of(row)
        cells.setdefault((claim.party_id, claim.term_id, claim.proposal_id, claim.conflict_id), []).append(row)
    return {claim.pk for cell in cells.values() for contest in find_contests(cell) for claim in contest.claims}
