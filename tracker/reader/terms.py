"""The codebook's terms, and one term: how each text treats it and who said what, in time."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from tracker.compare.cell import Cell, build_cell
from tracker.compare.chronology import Entry, list_entries
from tracker.compare.convergence import Seat, Verdict, judge
from tracker.compare.notes import Notebook
from tracker.compare.question import Question
from tracker.compare.standing import Standing
from tracker.compare.timeline import Timeline, draw_timeline
from tracker.models.change import Change, SubjectKind
from tracker.models.claim import count_current, unsuperseded
from tracker.models.condition import Condition
from tracker.models.proposal import Proposal
from tracker.models.term import Term
from tracker.reader.asof import show, with_question
from tracker.reader.loading import (
    LedgerLine,
    load_conditions,
    load_ledger,
    load_notebook,
    load_seats,
    load_statuses,
    load_terms,
    read_standings,
)


@dataclass(frozen=True, slots=True)
class ListedTerm:
    """A term and how many current claims are held on it."""

    term: Term
    count: int


@dataclass(frozen=True, slots=True)
class Treatment:
    """One proposal's text on the term, the answers to it, and how far apart the sides are."""

    proposal: Proposal
    cell: Cell
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class TermPage:
    """What the page of one term shows."""

    term: Term
    before: Term | None
    after: Term | None
    treatments: tuple[Treatment, ...]
    positions: tuple[Entry, ...]
    timeline: Timeline | None
    changes: list[LedgerLine]
    notebook: Notebook


@require_safe
@with_question
def list_terms(request: HttpRequest, question: Question) -> HttpResponse:
    """Every term of the codebook, with how much is held on it."""
    held = count_current(Condition.objects.as_of(question.on, question.known), "term")
    terms = [ListedTerm(term, held.get(term.pk, 0)) for term in load_terms(question)]
    return show(request, "reader/terms.html", question, terms)


@require_safe
@with_question
def show_term(request: HttpRequest, question: Question, slug: str) -> HttpResponse:
    """One term across every proposal."""
    term = get_object_or_404(Term.objects.select_related("group"), slug=slug)
    return show(request, "reader/term.html", question, load_term(term, question))


def load_term(term: Term, question: Question) -> TermPage:
    """Everything on the page of one term."""
    conditions = load_conditions(Condition.objects.on_term(term), question)
    here = [row for row in conditions if row.term_id == term.pk]
    live = [row for row in unsuperseded(conditions) if row.term_id == term.pk]
    seats = load_seats(row.conflict_id for row in live)
    treatments = _treatments(live, seats)
    entries = list_entries(row for row in conditions if row.is_position)
    positions = tuple(entry for entry in entries if entry.condition.term_id == term.pk)
    terms = load_terms(question)
    place = next((place for place, other in enumerate(terms) if other.pk == term.pk), None)
    return TermPage(
        term=term,
        before=terms[place - 1] if place else None,
        after=terms[place + 1] if place is not None and place + 1 < len(terms) else None,
        treatments=treatments,
        positions=positions,
        timeline=draw_timeline(positions, _stood(treatments, live, question)),
        changes=load_ledger(Change.objects.about(SubjectKind.TERM, term.slug), question),
        notebook=load_notebook([*(claim for each in treatments for claim in each.cell.claims), *here], question),
    )


def _stood(
    treatments: Sequence[Treatment], live: Sequence[Condition], question: Question
) -> list[tuple[Proposal, Standing]]:
    """Each proposal that treats the term, with where it stands: 1 query."""
    proposals = [treatment.proposal for treatment in treatments]
    standings = read_standings(proposals, load_statuses(proposals, question), live, question)
    return [(proposal, standings[proposal.pk]) for proposal in proposals]


def _treatments(live: Sequence[Condition], seats: dict[int, list[Seat]]) -> tuple[Treatment, ...]:
    proposals = {row.proposal_id: row.proposal for row in live if row.proposal is not None}
    return tuple(
        Treatment(
            proposal,
            build_cell(row for row in live if row.proposal_id == key),
            judge([row for row in live if row.proposal_id == key], seats.get(proposal.conflict_id, [])),
        )
        for key, proposal in sorted(proposals.items(), key=lambda item: item[0] or 0)
    )
