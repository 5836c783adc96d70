"""Loads that several pages share; every one is a fixed number of queries, whatever the record holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Prefetch, Q

from tracker.compare.change_words import ChangeWords, describe_change
from tracker.compare.convergence import Seat
from tracker.compare.link import Links, follow, is_held, linked_to
from tracker.compare.notes import Cited, Notebook, build_notebook
from tracker.compare.question import Question
from tracker.compare.standing import Standing, read_standing
from tracker.models.article import Snapshot
from tracker.models.change import ChangeQuerySet
from tracker.models.change_entry import ChangeEntry, entry_rows, load_entries
from tracker.models.change_records import load_change_records
from tracker.models.claim import unsuperseded
from tracker.models.condition import Condition, ConditionQuerySet
from tracker.models.conflict import Participation
from tracker.models.involvement import Involvement
from tracker.models.proposal import Proposal
from tracker.models.record import end_of_day
from tracker.models.status import StatusChange
from tracker.models.term import Term

LEDGER_LENGTH = 8  # changes listed on a page that is about something else


def clock(question: Question) -> date:
    """The day the reader stands on: what decides whether a truce has run out."""
    return question.on or question.known or datetime.now(UTC).date()


def load_conditions(rows: ConditionQuerySet, question: Question) -> list[Condition]:
    """Conditions as of the question's days, with parts and sources: 5 queries."""
    return list(rows.as_of(question.on, question.known).with_sources())


def load_notebook(records: Iterable[Cited], question: Question) -> Notebook:
    """The notes of a page, with what became of the records that its claims hang on; queries as for `load_links`."""
    shown = list(records)
    claims = [record for record in shown if isinstance(record, Condition)]
    return build_notebook(shown, question.known, load_links(claims, question))


def load_links(claims: Iterable[Condition], question: Question) -> Links:
    """What became of the records that claims hang on or answer; queries as for `load_versions`."""
    linked = {other.pk: other for claim in claims for other in linked_to(claim)}
    lost = [other for other in linked.values() if not is_held(other, question.known)]
    versions = load_versions(lost)
    return {other.pk: follow(other, versions, question.known) for other in lost}


def load_versions(conditions: Iterable[Condition]) -> list[Condition]:
    """Every record of the words of these, and of the words their corrections led to.

    1 query, and 1 for each time in a row that a correction moved a word to another cell; none for no condition.
    """
    found: list[Condition] = []
    seen: set[int] = set()
    words = {condition.word_id for condition in conditions}
    while words:
        rows = Condition.objects.filter(Q(pk__in=words) | Q(continues__in=words))
        found += rows.select_related("conflict", "proposal", "term", "party", "corrected_by")
        seen |= words
        words = {row.corrected_by.word_id for row in found if row.corrected_by} - seen
    return found


def load_terms(question: Question) -> list[Term]:
    """The codebook in order, with every term on which something is held: 1 query."""
    return list(Term.objects.codebook(question.known))


def load_seats(conflicts: Iterable[int]) -> dict[int, list[Seat]]:
    """Sides by conflict id, in column order: 1 query."""
    seats: dict[int, list[Seat]] = {}
    for row in Participation.objects.in_conflicts(conflicts):
        seats.setdefault(row.conflict_id, []).append(Seat(row.party, row.side))
    return seats


def load_statuses(proposals: Iterable[Proposal], question: Question, *, sourced: bool = False) -> list[StatusChange]:
    """Status changes of these proposals as of the question's days: 1 query, or 3 with their sources."""
    rows = StatusChange.objects.filter(proposal__in=list(proposals)).as_of(question.on, question.known)
    return list(rows.with_sources() if sourced else rows)


def load_involvements(proposal: Proposal, question: Question) -> list[Involvement]:
    """Mediators, guarantors and hosts with their sources: 3 queries.

    They bear no date of their own, so `on` counts from the day their first source was published.
    """
    rows = Involvement.objects.filter(proposal=proposal).select_related("party")
    rows = rows.published() if question.known is None else rows.known(question.known)
    snapshots = Snapshot.objects.defer("text").select_related("article")
    found = list(rows.prefetch_related(Prefetch("citations__snapshot", snapshots)))
    return found if question.on is None else [row for row in found if _was_published(row, question.on)]


def _was_published(involvement: Involvement, day: date) -> bool:
    published = (citation.snapshot.article.published_on for citation in involvement.citations.all())
    return any(published_on is not None and published_on <= day for published_on in published)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A change in words, or a group of several, which has none of its own."""

    entry: ChangeEntry
    words: ChangeWords | None


def load_ledger(changes: ChangeQuerySet, question: Question, limit: int = LEDGER_LENGTH) -> list[LedgerLine]:
    """The latest of some changes, newest first, made by the end of the day `known`; queries do not grow with them."""
    rows = changes.public()
    if question.known is not None:
        rows = rows.filter(made_at__lt=end_of_day(question.known))
    entries = load_entries(entry_rows(rows)[:limit])
    records = load_change_records([entry.change for entry in entries if entry.group is None])
    return [LedgerLine(entry, None if entry.group else describe_change(entry.change, records)) for entry in entries]


def read_standings(
    proposals: Iterable[Proposal], statuses: Iterable[StatusChange], conditions: Iterable[Condition], question: Question
) -> dict[int, Standing]:
    """Where each proposal stands, by its id: no query."""
    changes, live = list(statuses), unsuperseded(conditions)
    return {
        proposal.pk: read_standing(
            [change for change in changes if change.proposal_id == proposal.pk],
            [row for row in live if row.proposal_id == proposal.pk],
            clock(question),
        )
        for proposal in proposals
    }
