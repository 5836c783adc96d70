"""The ledger in public: the list of changes with its filters, and a page for each change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date
from itertools import groupby
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from tracker.compare.change_words import ChangeWords, describe_change, ledger_title
from tracker.compare.question import SLUG_FIELDS, Question
from tracker.compare.quote import PublicQuote, public_quote
from tracker.models.change import Change, ChangeGroup, ChangeQuerySet
from tracker.models.change_entry import (
    ChangeEntry,
    Followed,
    entry_rows,
    find_followed,
    list_followed,
    load_entries,
    load_subjects,
)
from tracker.models.change_records import ChangeRecords, load_change_records
from tracker.models.condition import Condition
from tracker.models.conflict import Conflict, Participation
from tracker.models.party import Party, PartyName
from tracker.models.person import Role
from tracker.models.proposal import Proposal
from tracker.models.record import end_of_day
from tracker.models.term import Term
from tracker.reader.asof import show, with_question

PAGE_LENGTH = 50


@dataclass(frozen=True, slots=True)
class ListedChange:
    """One line of the ledger: a change in words, or a group of several."""

    entry: ChangeEntry
    words: ChangeWords | None

    @property
    def day(self) -> date:
        """The day under whose heading it stands (UTC)."""
        return self.entry.change.made_at.astimezone(UTC).date()


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """One page of the list, by day, with what it is narrowed to and what it could be narrowed to."""

    narrowed: str
    feed_title: str
    days: Sequence[tuple[date, list[ListedChange]]]
    numbered: Page[dict[str, object]]
    group: ChangeGroup | None
    question: Question
    choices: Sequence[tuple[str, str, list[Followed]]]
    query: str
    feed_query: str


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Everything about one change."""

    change: Change
    words: ChangeWords
    quotes: Sequence[PublicQuote]
    record_address: str
    subjects: Sequence[Followed]
    undone: Change | None
    undone_by: Change | None


@require_safe
@with_question
def list_changes(request: HttpRequest, question: Question) -> HttpResponse:
    """The list: newest first, 50 lines a page, a group as one line; `group` lists what is in it."""
    followed = _find_all(question)
    group = _find_group(request.GET.get("group", ""))
    changes = _narrowed(question)
    if group is not None:
        changes = changes.filter(group=group)
    numbered = Paginator(entry_rows(changes, is_flat=group is not None), PAGE_LENGTH).get_page(request.GET.get("page"))
    page = _ledger_page(question, followed, group, numbered)
    return show(request, "reader/changes.html", question, page)


@require_safe
@with_question
def show_change(request: HttpRequest, question: Question, change_id: int) -> HttpResponse:
    """One change with its words, quotes and hashes; 404 for what is not public."""
    public = Change.objects.public().select_related("group")
    change = get_object_or_404(public, pk=change_id)
    records = load_change_records([change])
    entry = ChangeEntry(change, None, 1, change.hash)
    page = ChangePage(
        change=change,
        words=describe_change(change, records),
        quotes=[public_quote(citation) for citation in records.quotes(change)],
        record_address=_address(change, records),
        subjects=load_subjects([entry]).get(change.pk, []),
        undone=records.undone.get(change.undoes_id or 0),
        undone_by=public.filter(undoes=change).first(),
    )
    return show(request, "reader/change.html", question, page)


def _find_all(question: Question) -> dict[str, Followed]:
    """The rows that the question's slugs name; raises Http404 for one that does not exist."""
    found = {kind: find_followed(kind, slug) for kind, slug in question.parts() if kind in SLUG_FIELDS}
    for kind, row in found.items():
        if row is None:
            raise Http404(f"There is no such {kind}.")
    return {kind: row for kind, row in found.items() if row is not None}


def _find_group(text: str) -> ChangeGroup | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404("There is no such group of changes.")
    # A group of decisions on suggestions only is none of the public's (rule 8).
    is_public = Exists(Change.objects.public().filter(group=OuterRef("pk")))
    return get_object_or_404(ChangeGroup.objects.filter(is_public), pk=int(text))


def _narrowed(question: Question) -> ChangeQuerySet:
    """Public changes the question asks for, made by the end of its day `known`."""
    changes = Change.objects.public()
    for kind, slug in question.parts():
        if kind in SLUG_FIELDS:
            changes = changes.about(kind, slug)
    return changes.filter(made_at__lt=end_of_day(question.known)) if question.known else changes


def _ledger_page(
    question: Question, followed: Mapping[str, Followed], group: ChangeGroup | None, numbered: Page[dict[str, object]]
) -> LedgerPage:
    entries = load_entries(numbered.object_list)
    records = load_change_records([entry.change for entry in entries if entry.group is None])
    listed = [ListedChange(entry, None if entry.group else describe_change(entry.change, records)) for entry in entries]
    choices = list_followed()
    query = urlencode([*question.parts(), *([("group", group.pk)] if group else [])])
    return LedgerPage(
        narrowed=", ".join(str(row) for row in followed.values()),
        feed_title=ledger_title(str(row) for row in followed.values()),
        days=[(day, list(lines)) for day, lines in groupby(listed, key=lambda line: line.day)],
        numbered=numbered,
        group=group,
        question=question,
        choices=[(kind, getattr(question, kind), choices[kind]) for kind in SLUG_FIELDS],
        query=query,
        feed_query=replace(question, on=None, known=None).query_string(),
    )


def _address(change: Change, records: ChangeRecords) -> str:
    """The page of the record a change concerns, its proposal or its party; empty when there is none."""
    record = records.record(change)
    if record is not None:
        return record.get_absolute_url() if isinstance(record, Condition) else record.proposal.get_absolute_url()
    row = records.reference(change.record_kind, change.record_id)
    match row:
        case PartyName() | Role() | Participation():
            return row.party.get_absolute_url()
        case Conflict() | Party() | Proposal() | Term():
            return row.get_absolute_url()
    return ""
