"""The home page: what is on the table, who answers what, and the latest changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tracker.compare.grid import Grid, build_matrix, choose_parties
from tracker.compare.notes import Notebook
from tracker.compare.question import Question
from tracker.models.change import Change
from tracker.models.proposal import Proposal
from tracker.reader.asof import show, with_question
from tracker.reader.listing import Line, ProposalList, load_proposal_list
from tracker.reader.loading import LedgerLine, load_ledger, load_notebook

FEATURED_PARTIES = 4  # columns that fit beside the list of changes


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the home page shows; there is no matrix where no proposal has featured terms."""

    listed: ProposalList
    featured: Proposal | None
    matrix: Grid | None
    changes: list[LedgerLine]
    notebook: Notebook


@require_safe
@with_question
def show_home(request: HttpRequest, question: Question) -> HttpResponse:
    """Proposals by conflict, featured terms, latest changes."""
    return show(request, "reader/home.html", question, load_home(question))


def load_home(question: Question) -> HomePage:
    """Everything on the home page."""
    listed = load_proposal_list(question)
    featured = _choose_featured(listed.lines)
    matrix = _featured_matrix(featured, listed) if featured else None
    shown = [claim for line in listed.lines for claim in line.overall.claims]
    notebook = load_notebook([*shown, *(matrix.claims if matrix else ())], question)
    return HomePage(listed, featured, matrix, load_ledger(Change.objects.all(), question), notebook)


def _choose_featured(lines: Sequence[Line]) -> Proposal | None:
    """Of the proposals with featured terms, the one with most answers to them; one still on its way goes before."""
    featured = [line for line in lines if line.proposal.featured_terms.all()]
    best = max(featured, key=lambda line: (not line.standing.is_ended, line.featured_count), default=None)
    return best.proposal if best else None


def _featured_matrix(proposal: Proposal, listed: ProposalList) -> Grid:
    seats = listed.seats.get(proposal.conflict_id, [])
    terms = sorted(proposal.featured_terms.all(), key=lambda term: (term.group.position, term.position))
    parties = choose_parties(proposal, listed.conditions, seats, limit=FEATURED_PARTIES)
    return build_matrix(proposal, listed.conditions, terms=terms, parties=parties, seats=seats)
