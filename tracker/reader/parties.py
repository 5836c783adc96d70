"""Parties, and one party's positions in time."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from tracker.compare.chronology import Entry, list_entries
from tracker.compare.notes import Notebook
from tracker.compare.question import Question
from tracker.models.change import Change, SubjectKind
from tracker.models.claim import count_current
from tracker.models.condition import Condition
from tracker.models.conflict import Conflict
from tracker.models.party import Party
from tracker.models.proposal import Proposal
from tracker.reader.asof import show, with_question
from tracker.reader.loading import LedgerLine, load_conditions, load_ledger, load_notebook


@dataclass(frozen=True, slots=True)
class ListedParty:
    """A party and how many current positions are held of it."""

    party: Party
    count: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A party's positions on one proposal, or its standing positions in one conflict."""

    conflict: Conflict
    proposal: Proposal | None
    entries: tuple[Entry, ...]

    @property
    def current_count(self) -> int:
        """How many of them count as the party's position now."""
        return sum(1 for entry in self.entries if entry.is_counted)


@dataclass(frozen=True, slots=True)
class PartyPage:
    """What the page of one party shows."""

    party: Party
    chapters: tuple[Chapter, ...]
    changes: list[LedgerLine]
    notebook: Notebook


@require_safe
@with_question
def list_parties(request: HttpRequest, question: Question) -> HttpResponse:
    """Every party, with its sides and how many positions are held."""
    held = count_current(Condition.objects.as_of(question.on, question.known), "party")
    parties = [ListedParty(party, held.get(party.pk, 0)) for party in Party.objects.with_parts()]
    return show(request, "reader/parties.html", question, parties)


@require_safe
@with_question
def show_party(request: HttpRequest, question: Question, slug: str) -> HttpResponse:
    """One party: what it says on each proposal, and on any ceasefire."""
    party = get_object_or_404(Party.objects.with_parts(), slug=slug)
    return show(request, "reader/party.html", question, load_party(party, question))


def load_party(party: Party, question: Question) -> PartyPage:
    """Everything on the page of one party."""
    conditions = load_conditions(Condition.objects.by_party(party), question)
    entries = [entry for entry in list_entries(conditions) if entry.condition.party_id == party.pk]
    chapters: dict[tuple[int, int | None], list[Entry]] = {}
    for entry in entries:
        chapters.setdefault((entry.condition.conflict_id, entry.condition.proposal_id), []).append(entry)
    return PartyPage(
        party=party,
        chapters=tuple(
            Chapter(rows[0].condition.conflict, rows[0].condition.proposal, tuple(rows)) for rows in chapters.values()
        ),
        changes=load_ledger(Change.objects.about(SubjectKind.PARTY, party.slug), question),
        notebook=load_notebook((claim for entry in entries for claim in entry.voice.claims), question),
    )
