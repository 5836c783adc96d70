"""The permalink of one record: every sentence it rests on, and what became of it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from tracker.compare.cell import Cell, build_cell
from tracker.compare.convergence import Verdict, judge
from tracker.compare.link import Link, Links, answered_by, follow, requirements_of
from tracker.compare.notes import citations_of
from tracker.compare.phrase import day_in_words
from tracker.compare.question import Question
from tracker.compare.quote import PublicQuote, public_quote
from tracker.compare.words import condition_claim, condition_sentence
from tracker.models.change import Change, RecordKind
from tracker.models.claim import unsuperseded
from tracker.models.condition import Condition
from tracker.models.record import end_of_day
from tracker.reader.asof import show, with_question
from tracker.reader.loading import load_conditions, load_links, load_seats, load_versions


@dataclass(frozen=True, slots=True)
class ConditionPage:
    """What a permalink shows; `beside` is what else stands in the same row.

    `fate` says what became of it: a word, a reason and the record to go to, for each thing that happened. `links` tell
    what became of the records that it hangs on or answers.
    """

    condition: Condition
    quotes: tuple[PublicQuote, ...]
    former_quotes: tuple[PublicQuote, ...]
    fate: tuple[tuple[str, str, Condition | None], ...]
    links: Links
    acts: list[Change]
    beside: Cell
    verdict: Verdict | None
    is_known: bool

    @property
    def claim(self) -> str:
        """The claim in one line, for titles and citations."""
        return condition_claim(self.condition)

    @property
    def sentence(self) -> str:
        """The whole record in one sentence, with its source."""
        return condition_sentence(self.condition, self.links)

    @property
    def requirements(self) -> list[Link]:
        """What it hangs on, each as we hold it."""
        return requirements_of(self.condition, self.links)

    @property
    def answered(self) -> Link | None:
        """What it answers, as we hold it."""
        return answered_by(self.condition, self.links)

    @property
    def has_samples(self) -> bool:
        """True when it rests on a text written for demonstration."""
        return any(quote.is_sample for quote in self.quotes)


@require_safe
@with_question
def show_condition(request: HttpRequest, question: Question, condition_id: int) -> HttpResponse:
    """One record. It answers for ever: a retired one says what became of it."""
    condition = get_object_or_404(Condition.objects.with_sources(), pk=condition_id)
    return show(request, "reader/condition.html", question, load_condition(condition, question))


def load_condition(condition: Condition, question: Question) -> ConditionPage:
    """Everything on the permalink of one record."""
    around = load_conditions(Condition.objects.beside(condition), question)
    live = [row for row in unsuperseded(around) if _is_beside(row, condition)]
    seats = load_seats([condition.conflict_id]).get(condition.conflict_id, [])
    cited, former = citations_of(condition, question.known)
    acts = Change.objects.public().of_record(RecordKind.CONDITION, condition.pk)
    return ConditionPage(
        condition=condition,
        quotes=tuple(public_quote(citation) for citation in cited),
        former_quotes=tuple(public_quote(citation) for citation in former),
        fate=_fate(condition, _next_words(condition, around), question),
        links=load_links([condition], question),
        acts=list(acts if question.known is None else acts.filter(made_at__lt=end_of_day(question.known))),
        beside=build_cell(row for row in live if row.pk != condition.pk),
        verdict=judge(live, seats) if condition.proposal_id else None,
        is_known=question.known is None or condition.recorded_at < end_of_day(question.known),
    )


def _fate(
    condition: Condition, successors: list[Condition], question: Question
) -> tuple[tuple[str, str, Condition | None], ...]:
    found: list[tuple[str, str, Condition | None]] = [
        (f"Replaced since {day_in_words(row.stated_on, row.stated_precision)}.", "The party moved on.", row)
        for row in successors
    ]
    is_retired = condition.retired_at is not None and (
        question.known is None or condition.retired_at < end_of_day(question.known)
    )
    if condition.retired_at is not None and is_retired:
        verb = "Corrected" if condition.corrected_by else "Withdrawn"
        day = day_in_words(condition.retired_at.date())
        found.append((f"{verb} on {day}:", condition.retired_reason, condition.corrected_by))
        found.extend(_return(condition, question))
    if condition.reinstates:
        found.append(("A fresh copy of a record that was taken out.", "", condition.reinstates))
    return tuple(found)


def _next_words(condition: Condition, around: list[Condition]) -> list[Condition]:
    """The record of the next word of the same party that is held; a later word comes after every word before it."""
    later = [row for row in around if condition.word_id in row.superseded_words]
    fewest = min((len(row.superseded_words) for row in later), default=0)
    return [row for row in later if len(row.superseded_words) == fewest]


def _return(condition: Condition, question: Question) -> list[tuple[str, str, Condition | None]]:
    """That a retired record was recorded again, and where it is held since; empty when it was not, or not for long."""
    versions = load_versions([condition])
    copies = [row for row in versions if row.reinstates_id == condition.pk]
    copy = next((row for row in copies if question.known is None or row.recorded_at < end_of_day(question.known)), None)
    held = follow(condition, versions, question.known)
    if copy is None or held.is_withdrawn:
        return []
    return [(f"Recorded again on {day_in_words(copy.recorded_at.date())}.", "", held.condition)]


def _is_beside(row: Condition, condition: Condition) -> bool:
    return (row.term_id, row.proposal_id, row.conflict_id) == (
        condition.term_id,
        condition.proposal_id,
        condition.conflict_id,
    )
