"""The two clocks on every page: reading the dates, saying which day one reads, refusing a date at its field."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.compare.question import DATE_FIELDS, Question, QuestionRefused, parse_question


@dataclass(frozen=True, slots=True)
class AsOf:
    """What the bar above every page needs: the two days, what else the address holds, and what is wrong with a date."""

    path: str
    question: Question = field(default_factory=Question)
    others: tuple[tuple[str, str], ...] = ()
    typed: tuple[str, str] = ("", "")
    refusal: QuestionRefused | None = None

    @property
    def suffix(self) -> str:
        """The days as they follow an address, so that a link keeps them: `?on=2024-11-21`; empty for the latest."""
        days = Question(on=self.question.on, known=self.question.known).query_string()
        return f"?{days}" if days else ""

    @property
    def tail(self) -> str:
        """The days as they follow another parameter of an address: `&on=2024-11-21`."""
        return self.suffix.replace("?", "&", 1)

    @property
    def latest(self) -> str:
        """The same page without the days."""
        return f"{self.path}?{urlencode(self.others)}" if self.others else self.path


def read_asof(request: HttpRequest, question: Question, refusal: QuestionRefused | None = None) -> AsOf:
    """The bar of a request; the days as typed come back when they were refused."""
    others = tuple(
        (name, value) for name, values in request.GET.lists() for value in values if name not in DATE_FIELDS and value
    )
    on, known = (request.GET.get(name, "") for name in DATE_FIELDS)
    return AsOf(request.path, question, others, (on, known), refusal)


def with_question[**Rest](
    view: Callable[Concatenate[HttpRequest, Question, Rest], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
    """Hands a view the reader's question; one that cannot be read is refused at its field, with status 400."""

    @wraps(view)
    def ask(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        try:
            question = parse_question(request.GET)
        except QuestionRefused as refusal:
            asof = read_asof(request, Question(), refusal)
            return render(request, "reader/refused.html", {"asof": asof}, status=400)
        return view(request, question, *args, **kwargs)

    return ask


def show(request: HttpRequest, template: str, question: Question, page: Any) -> HttpResponse:
    """A page under its bar; templates find the loaded rows in `page` and the days in `asof`."""
    return render(request, template, {"asof": read_asof(request, question), "page": page})
