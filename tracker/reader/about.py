"""How the tracker works: the rules of the record in words, the codebook, the feeds."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tracker.compare.question import Question
from tracker.models.article import OFFICIAL_QUOTE_LIMIT, QUOTE_LIMIT
from tracker.models.record import Directness
from tracker.models.stance import Stance
from tracker.models.status import Status
from tracker.models.term import Term
from tracker.reader.asof import show, with_question
from tracker.reader.loading import load_terms

# What each stance means, after the codebook.
STANCE_RULES = {
    Stance.PROPOSES: "authored it, sponsors it, or pushes it as a mediator",
    Stance.DEMANDS: "makes it a condition of agreement",
    Stance.OFFERS: "volunteers it",
    Stance.ACCEPTS: "says yes without new conditions",
    Stance.ACCEPTS_RESERVED: "says yes with conditions, changes or a reading of its own",
    Stance.OPEN: "is positive but not committed",
    Stance.UNDER_REVIEW: "has it and has not answered, or answers ambiguously",
    Stance.SILENT: "answered the proposal and left this out, or is reported not to have objected",
    Stance.REJECTS: "refuses it",
    Stance.DROPS: "gives up an earlier demand",
    Stance.DENIES: "says it never held the reported position",
}


@dataclass(frozen=True, slots=True)
class AboutPage:
    """The codebook and the limits that the page names."""

    terms: list[Term]
    stances: tuple[tuple[Stance, str], ...]
    statuses: tuple[str, ...]
    directness: tuple[str, ...]
    quote_limit: int = QUOTE_LIMIT
    official_quote_limit: int = OFFICIAL_QUOTE_LIMIT


@require_safe
@with_question
def show_about(request: HttpRequest, question: Question) -> HttpResponse:
    """Method, codebook and feeds."""
    page = AboutPage(
        terms=load_terms(question),
        stances=tuple(STANCE_RULES.items()),
        statuses=tuple(str(label) for label in Status.labels),
        directness=tuple(str(label) for label in Directness.labels),
    )
    return show(request, "reader/about.html", question, page)
