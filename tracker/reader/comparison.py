"""Two to four proposals side by side; the address holds the whole view."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from tracker.compare.grid import COLUMN_LIMIT, Grid, Selection, build_comparison
from tracker.compare.notes import Notebook
from tracker.compare.question import Question, QuestionRefused, parse_question
from tracker.compare.standing import Standing
from tracker.models.condition import Condition
from tracker.models.party import Party
from tracker.models.proposal import Proposal
from tracker.reader.asof import read_asof, with_question
from tracker.reader.loading import load_conditions, load_notebook, load_seats, load_statuses, load_terms, read_standings

FEWEST = 2


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a choice: the field to go to, and words that say what to do."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class ComparePage:
    """What the comparison shows; without a grid it is the chooser, with the mistakes that stand in the way."""

    all_proposals: list[Proposal]
    proposals: list[Proposal]
    mistakes: list[Mistake]
    selection: Selection
    address: str
    grid: Grid | None = None
    standings: Mapping[int, Standing] | None = None
    parties: Sequence[Party] = ()
    notebook: Notebook | None = None

    @property
    def choices(self) -> list[Proposal | None]:
        """One entry for each list to choose from."""
        return [*self.proposals[:COLUMN_LIMIT], *([None] * (COLUMN_LIMIT - len(self.proposals)))]


@require_safe
@vary_on_headers("HX-Request")
@with_question
def compare_proposals(request: HttpRequest, question: Question) -> HttpResponse:
    """The comparison, or its table alone when htmx asks for it."""
    page = load_comparison(request.GET, question)
    is_fragment = request.htmx and not request.htmx.history_restore_request and page.grid is not None  # type: ignore[attr-defined]
    template = "reader/compare.html#table" if is_fragment else "reader/compare.html"
    response = render(request, template, {"asof": read_asof(request, question), "page": page})
    if is_fragment:
        response["HX-Push-Url"] = page.address
    return response


def load_comparison(query: QueryDict, question: Question) -> ComparePage:
    """Everything on the comparison of the proposals in `p`; queries do not grow with their number."""
    everything = list(Proposal.objects.with_parts())
    proposals, mistakes = _choose(everything, [slug.strip() for slug in query.getlist("p") if slug.strip()])
    if mistakes or not proposals:
        return ComparePage(everything, proposals, mistakes, Selection(), reverse("compare"))
    conditions = load_conditions(Condition.objects.in_proposals(proposals), question)
    seats = load_seats(proposal.conflict_id for proposal in proposals)
    order = list(dict.fromkeys(seat.party for proposal in proposals for seat in seats.get(proposal.conflict_id, [])))
    parties = sorted({row.party for row in conditions if row.party is not None}, key=lambda party: party.name)
    selection, wrong = _read_selection(query, question, parties)
    grid = build_comparison(proposals, conditions, terms=load_terms(question), party_order=order, selection=selection)
    return ComparePage(
        all_proposals=everything,
        proposals=proposals,
        mistakes=wrong,
        selection=selection,
        address=_address(proposals, selection, question),
        grid=grid,
        standings=read_standings(proposals, load_statuses(proposals, question), conditions, question),
        parties=parties,
        notebook=load_notebook(grid.claims, question),
    )


def _choose(everything: Sequence[Proposal], slugs: Sequence[str]) -> tuple[list[Proposal], list[Mistake]]:
    by_slug = {proposal.slug: proposal for proposal in everything}
    wanted = list(dict.fromkeys(slugs))
    found = [by_slug[slug] for slug in wanted if slug in by_slug]
    mistakes = [
        Mistake("p1", f"There is no proposal called “{slug}”. Choose one from the lists.")
        for slug in wanted
        if slug not in by_slug
    ]
    if len(wanted) > COLUMN_LIMIT:
        mistakes.append(Mistake("p1", f"At most {COLUMN_LIMIT} proposals fit side by side; {len(wanted)} were chosen."))
    elif wanted and len(found) < FEWEST and not mistakes:
        mistakes.append(Mistake("p2", "One proposal is chosen; a comparison needs at least one more."))
    return found[:COLUMN_LIMIT], mistakes


def _read_selection(query: QueryDict, question: Question, parties: Sequence[Party]) -> tuple[Selection, list[Mistake]]:
    """The filters, and what is wrong with them; a filter that cannot be read is left out and said."""
    only = query.getlist("only")
    mistakes = []
    party = next((party for party in parties if party.slug == question.party), None)
    if question.party and party is None:
        mistakes.append(
            Mistake("party", f"No party called “{question.party}” holds a position on these texts. Choose another.")
        )
    since, wrong_day = _read_since(query.get("since", ""))
    if wrong_day:
        mistakes.append(wrong_day)
    selection = Selection(
        only_differences="differences" in only, only_contested="contested" in only, party=party, since=since
    )
    return selection, mistakes


def _read_since(text: str) -> tuple[date | None, Mistake | None]:
    try:
        return parse_question({"on": text}).on, None
    except QuestionRefused as refusal:
        return None, Mistake("since", refusal.message.replace("“on”", "“Said since”"))


def _address(proposals: Sequence[Proposal], selection: Selection, question: Question) -> str:
    """The address that reproduces the view, without empty fields."""
    only = (("differences", selection.only_differences), ("contested", selection.only_contested))
    parts = [("p", proposal.slug) for proposal in proposals]
    parts += [("only", name) for name, is_set in only if is_set]
    parts += [("since", selection.since.isoformat())] if selection.since else []
    parts += [("party", selection.party.slug)] if selection.party else []
    parts += Question(on=question.on, known=question.known).parts()
    return f"{reverse('compare')}?{urlencode(parts)}"
