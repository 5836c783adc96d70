"""Every proposal by conflict, with its status and the answers to the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.compare.cell import Cell, build_cell
from tracker.compare.convergence import Seat
from tracker.compare.phrase import OVERALL
from tracker.compare.question import Question
from tracker.compare.standing import Backing, Standing, read_backing
from tracker.models.claim import unsuperseded
from tracker.models.condition import Condition
from tracker.models.conflict import Conflict
from tracker.models.party import Party
from tracker.models.proposal import Proposal
from tracker.reader.loading import load_conditions, load_seats, load_statuses, read_standings


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal in a list: where it stands, the answers to the whole, and who has not answered."""

    proposal: Proposal
    standing: Standing
    overall: Cell
    backing: Backing
    mute: tuple[Party, ...]
    featured_count: int


@dataclass(frozen=True, slots=True)
class Band:
    """A conflict's proposals, those still on their way first."""

    conflict: Conflict
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ProposalList:
    """Every proposal by conflict, with the conditions that were loaded for it."""

    bands: tuple[Band, ...]
    conditions: tuple[Condition, ...]
    seats: dict[int, list[Seat]]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, from top to bottom."""
        return tuple(line for band in self.bands for line in band.lines)


def load_proposal_list(question: Question) -> ProposalList:
    """Every proposal with its status and the answers to the whole."""
    proposals = list(Proposal.objects.with_parts())
    conditions = load_conditions(Condition.objects.for_overview(), question)
    seats = load_seats(proposal.conflict_id for proposal in proposals)
    standings = read_standings(proposals, load_statuses(proposals, question), conditions, question)
    lines = [
        _line(proposal, standings[proposal.pk], conditions, seats.get(proposal.conflict_id, []))
        for proposal in proposals
    ]
    lines.sort(key=lambda line: line.standing.last_day or date.min, reverse=True)
    lines.sort(key=lambda line: line.standing.is_ended)
    conflicts = {line.proposal.conflict_id: line.proposal.conflict for line in lines}
    bands = tuple(
        Band(conflict, tuple(line for line in lines if line.proposal.conflict_id == conflict.pk))
        for conflict in conflicts.values()
    )
    return ProposalList(bands, tuple(conditions), seats)


def _line(proposal: Proposal, standing: Standing, conditions: Sequence[Condition], seats: Sequence[Seat]) -> Line:
    order = {seat.party.pk: place for place, seat in enumerate(seats)}
    live = [row for row in unsuperseded(conditions) if row.proposal_id == proposal.pk]
    rows = [row for row in live if row.term.slug == OVERALL]
    rows.sort(key=lambda row: order.get(row.party_id or 0, len(order)))
    overall = build_cell(row for row in rows if row.is_position)
    heard = {row.party_id for row in rows}
    mute = (seat.party for seat in seats if seat.is_sided and seat.party.pk not in heard and not seat.party.part_of_id)
    featured = {term.pk for term in proposal.featured_terms.all()}
    sides = {seat.party.pk for seat in seats if seat.is_sided}
    count = len({(row.term_id, row.party_id) for row in live if row.term_id in featured and row.party_id in sides})
    return Line(proposal, standing, overall, read_backing(overall), tuple(mute), count)
