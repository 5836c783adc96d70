"""The order in which suggestions are reviewed, and what of it an editor asked to see."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.db.models.functions import Substr
from django.http import QueryDict
from django.urls import reverse

from tracker.models.article import Article
from tracker.models.party import Party
from tracker.models.proposal import Proposal
from tracker.models.suggestion import Match, Suggestion

PAGE_SIZE = 40
TIERS = (("suggested", "suggested"), ("check", "to check"), ("unclaimed", "unclaimed"))


class QueueFilter(forms.Form):
    """What of the queue is shown; an address with the same answers shows the same."""

    proposal = forms.ModelChoiceField(Proposal.objects.order_by("name"), required=False, empty_label="All proposals")
    party = forms.ModelChoiceField(Party.objects.order_by("name"), required=False, empty_label="All parties")
    article = forms.ModelChoiceField(Article.objects.none(), required=False, empty_label="All articles")
    match = forms.ChoiceField(choices=(("", "Held or not"), *Match.choices), required=False)
    tier = forms.ChoiceField(choices=(("", "All tiers"), *TIERS), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        waiting = Suggestion.objects.waiting().order_by().values("snapshot__article")
        articles = Article.objects.filter(pk__in=waiting).order_by("title")
        self.fields["article"].queryset = articles  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Queue:
    """The waiting suggestions that a filter lets through, by number, in the order of review."""

    ids: tuple[int, ...]
    query: str

    @property
    def count(self) -> int:
        """How many wait."""
        return len(self.ids)

    def place_of(self, suggestion_id: int) -> int | None:
        """Counted from 1; None for one that is not in this queue."""
        return self.ids.index(suggestion_id) + 1 if suggestion_id in self.ids else None

    def after(self, suggestion_id: int) -> int | None:
        """The next one, from the start again after the last; None when nothing else waits."""
        return self._step(suggestion_id, 1)

    def before(self, suggestion_id: int) -> int | None:
        """The previous one."""
        return self._step(suggestion_id, -1)

    def address(self, suggestion_id: int | None) -> str:
        """The review page of a suggestion under the same filter; the list when there is none."""
        if suggestion_id is None:
            return self._with_query(reverse("admin:review"))
        return self._with_query(reverse("admin:review-item", args=(suggestion_id,)))

    def _step(self, suggestion_id: int, step: int) -> int | None:
        if suggestion_id not in self.ids:
            return self.ids[0] if self.ids else None
        found = self.ids[(self.ids.index(suggestion_id) + step) % len(self.ids)]
        return found if found != suggestion_id else None

    def _with_query(self, path: str) -> str:
        return f"{path}?{self.query}" if self.query else path


def waiting_for(filters: QueueFilter) -> QuerySet[Suggestion]:
    """What waits under a filter, contradictions first; an answer that is not understood filters nothing."""
    rows = Suggestion.objects.waiting()
    if not filters.is_bound or not filters.is_valid():
        return rows
    chosen = {name: value for name, value in filters.cleaned_data.items() if value}
    if article := chosen.pop("article", None):
        chosen["snapshot__article"] = article
    return rows.filter(**chosen)


def load_queue(query: QueryDict) -> Queue:
    """The queue that an address asks for."""
    ids = waiting_for(QueueFilter(query)).values_list("pk", flat=True)
    return Queue(tuple(ids), query_of(query))


def query_of(query: QueryDict) -> str:
    """The filter's own part of an address, without the page number and without empty answers."""
    kept = QueryDict(mutable=True)
    for name in QueueFilter.base_fields:
        if value := query.get(name):
            kept[name] = value
    return kept.urlencode()


def with_quotes(rows: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    """With each sentence as `sentence`, cut out by the database: a text may be a megabyte, and a page has forty."""
    return (
        rows.select_related("party", "term", "proposal", "conflict", "held", "snapshot__article")
        .defer("snapshot__text")
        .annotate(sentence=Substr("snapshot__text", F("start") + 1, F("end") - F("start")))
    )
