"""The list of proposals, and one proposal: matrix, verdicts, status, lineage and what is not known."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from tracker.compare.cell import build_cell
from tracker.compare.chronology import Entry, list_entries
from tracker.compare.convergence import Convergence, Seat
from tracker.compare.grid import PARTY_LIMIT, Grid, Row, build_matrix, choose_parties, heard_parties
from tracker.compare.notes import Notebook
from tracker.compare.phrase import OVERALL
from tracker.compare.question import Question
from tracker.compare.standing import DURATION_TERM, Backing, Standing, read_backing, read_standing
from tracker.compare.unknown import list_unknowns
from tracker.models.change import Change, SubjectKind
from tracker.models.claim import unsuperseded
from tracker.models.condition import Condition
from tracker.models.involvement import Involvement
from tracker.models.party import Party
from tracker.models.proposal import Proposal
from tracker.reader.asof import show, with_question
from tracker.reader.listing import load_proposal_list
from tracker.reader.loading import (
    LedgerLine,
    clock,
    load_conditions,
    load_involvements,
    load_ledger,
    load_notebook,
    load_seats,
    load_statuses,
    load_terms,
)

# Verdicts are told from the most to the least divided.
_ORDER = (
    Convergence.CONTESTED,
    Convergence.PRINCIPLE,
    Convergence.VALUE,
    Convergence.ONE_SIDE,
    Convergence.AGREED,
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The parties of the matrix, those it could show instead, and why a choice cannot be shown."""

    chosen: list[Party]
    choosable: list[Party]
    mistake: str


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """What the page of one proposal shows; `own` are its conditions that nothing supersedes."""

    proposal: Proposal
    own: list[Condition]
    seats: Sequence[Seat]
    standing: Standing
    columns: Columns
    matrix: Grid
    elsewhere: tuple[Entry, ...]
    involvements: list[Involvement]
    changes: list[LedgerLine]
    notebook: Notebook

    @property
    def backing(self) -> Backing:
        """Sponsors and answers to the whole, derived from positions."""
        return read_backing(build_cell(row for row in self.own if row.term.slug == OVERALL))

    @property
    def lengths(self) -> list[Condition]:
        """How long it is said to last."""
        return [row for row in self.own if row.term.slug == DURATION_TERM and not row.is_position and row.is_included]

    @property
    def verdicts(self) -> list[Row]:
        """Rows with something to tell about the sides, from the most to the least divided."""
        return [row for convergence in _ORDER for row in self.matrix.rows if _has(row, convergence)]

    @property
    def undecided(self) -> list[Row]:
        """Rows on which nothing can be said."""
        return [row for row in self.matrix.rows if _has(row, Convergence.UNKNOWN)]

    @property
    def unknowns(self) -> tuple[str, ...]:
        """Open questions in words."""
        return list_unknowns(self.matrix, self.standing, self.seats, self.own)


@require_safe
@with_question
def list_proposals(request: HttpRequest, question: Question) -> HttpResponse:
    """Every proposal by conflict, with its status and who stands where on the whole."""
    return show(request, "reader/proposals.html", question, load_proposal_list(question))


@require_safe
@with_question
def show_proposal(request: HttpRequest, question: Question, slug: str) -> HttpResponse:
    """One proposal. Repeated `party` parameters choose the columns of the matrix."""
    proposal = get_object_or_404(Proposal.objects.with_parts(), slug=slug)
    page = load_proposal(proposal, question, [slug for slug in request.GET.getlist("party") if slug])
    return show(request, "reader/proposal.html", question, page)


def load_proposal(proposal: Proposal, question: Question, wanted: Sequence[str]) -> ProposalPage:
    """Everything on the page of one proposal; `wanted` are slugs of parties for the columns."""
    conditions = load_conditions(Condition.objects.around_proposal(proposal), question)
    seats = load_seats([proposal.conflict_id]).get(proposal.conflict_id, [])
    own = [row for row in unsuperseded(conditions) if row.proposal_id == proposal.pk]
    columns = _choose_columns(proposal, conditions, seats, wanted)
    featured = proposal.featured_terms.all()
    matrix = build_matrix(
        proposal, conditions, terms=load_terms(question), parties=columns.chosen, seats=seats, featured=featured
    )
    elsewhere = _standing_entries(proposal, conditions)
    standing = read_standing(load_statuses([proposal], question, sourced=True), own, clock(question))
    involvements = load_involvements(proposal, question)
    said_elsewhere = (claim for entry in elsewhere for claim in entry.voice.claims)
    return ProposalPage(
        proposal=proposal,
        own=own,
        seats=seats,
        standing=standing,
        columns=columns,
        matrix=matrix,
        elsewhere=elsewhere,
        involvements=involvements,
        changes=load_ledger(Change.objects.about(SubjectKind.PROPOSAL, proposal.slug), question),
        notebook=load_notebook(
            [*matrix.claims, *said_elsewhere, *standing.changes, *standing.ahead, *involvements], question
        ),
    )


def _standing_entries(proposal: Proposal, conditions: Sequence[Condition]) -> tuple[Entry, ...]:
    """Counted positions on any ceasefire in the proposal's conflict, in time order."""
    rows = [row for row in conditions if row.proposal_id is None and row.conflict_id == proposal.conflict_id]
    live = {row.pk for row in unsuperseded(conditions)}
    return tuple(entry for entry in list_entries(row for row in rows if row.pk in live) if entry.is_counted)


def _choose_columns(
    proposal: Proposal, conditions: Sequence[Condition], seats: Sequence[Seat], wanted: Sequence[str]
) -> Columns:
    """The wanted parties, or the usual ones when none are wanted or the choice cannot be shown."""
    sided = [seat.party for seat in seats if seat.is_sided]
    choosable = list(dict.fromkeys([*sided, *heard_parties(proposal, conditions)]))
    by_slug = {party.slug: party for party in choosable}
    slugs = list(dict.fromkeys(wanted))
    unknown = [slug for slug in slugs if slug not in by_slug]
    mistake = ""
    if len(slugs) > PARTY_LIMIT:
        mistake = f"At most {PARTY_LIMIT} parties fit beside the text; {len(slugs)} were chosen."
    elif unknown:
        mistake = f"No party called “{unknown[0]}” has a side or a position here. Choose from the list."
    chosen = [] if mistake else [by_slug[slug] for slug in slugs]
    return Columns(chosen or choose_parties(proposal, conditions, seats), choosable, mistake)


def _has(row: Row, convergence: Convergence) -> bool:
    return row.verdict is not None and row.verdict.convergence == convergence
