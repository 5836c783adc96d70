"""What is not known about a proposal, worked out from what is held and set as carefully as what is."""

from collections.abc import Sequence

from tracker.compare.convergence import Seat, join_names
from tracker.compare.grid import Grid, Row
from tracker.compare.phrase import OVERALL, lowered
from tracker.compare.standing import DURATION_TERM, Standing
from tracker.models.condition import Condition
from tracker.models.stance import Stance


def list_unknowns(
    grid: Grid, standing: Standing, seats: Sequence[Seat], conditions: Sequence[Condition]
) -> tuple[str, ...]:
    """Open questions in words, each derived from an absence in the matrix of one proposal.

    `conditions` are the proposal's own that nothing supersedes.
    """
    return (
        *_unknown_status(standing),
        *_unknown_content(grid.rows),
        *_unknown_length(conditions),
        *_unknown_reservations(conditions),
        *_unknown_answers(conditions, seats),
    )


def _unknown_status(standing: Standing) -> list[str]:
    if standing.is_contested:
        return ["Where the proposal stands: sources disagree about the latest day."]
    if standing.status:
        return []
    why = "every status recorded is dated ahead" if standing.ahead else "no status is recorded"
    return [f"Where the proposal stands: {why}."]


def _unknown_content(rows: Sequence[Row]) -> list[str]:
    """Terms that parties argue about while nothing is held of what the text says."""
    argued = [row.term for row in rows if not row.cells[0].has_text and row.term.slug != OVERALL]
    if not argued:
        return []
    return [
        f"What the text says about {join_names(lowered(term.label) for term in argued)}, on which positions are held."
    ]


def _unknown_length(conditions: Sequence[Condition]) -> list[str]:
    provisions = [row for row in conditions if row.term.slug == DURATION_TERM and not row.is_position]
    return [] if provisions else ["How long it would last."]


def _unknown_reservations(conditions: Sequence[Condition]) -> list[str]:
    return [
        f"What {row.party.label} reserves on {lowered(row.term.label)}."
        for row in conditions
        if row.party is not None
        and row.stance == Stance.ACCEPTS_RESERVED
        and (not row.qualifier or "not known" in row.qualifier.casefold())
    ]


def _unknown_answers(conditions: Sequence[Condition], seats: Sequence[Seat]) -> list[str]:
    """Sides from which no answer to the whole is held."""
    heard = {row.party_id for row in conditions if row.term.slug == OVERALL and row.is_position}
    sided = [seat.party for seat in seats if seat.is_sided and not seat.party.part_of_id]
    mute = [party.label for party in sided if party.pk not in heard]
    return [f"What {join_names(mute)} {'answers' if len(mute) == 1 else 'answer'} to the whole."] if mute else []
