"""One feed item for each change, or for each group of changes: its permanent id, title, words and source."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.compare.change_words import ChangeWords, describe_change
from tracker.compare.phrase import day_in_words
from tracker.compare.quote import PublicQuote, public_quote
from tracker.feeds.text import cleaned
from tracker.models.change import Change, ChangeQuerySet
from tracker.models.change_entry import ChangeEntry, entry_rows, load_entries, load_subjects
from tracker.models.change_records import ChangeRecords, load_change_records

ITEM_LIMIT = 100

# A namespace of our own for ids that follow from the ledger alone: the same on every host, and after a move.
_NAMESPACE = uuid.UUID("7d0f1a52-6f0c-5b7e-9a53-0c3e7c1f9b41")

type Absolute = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item as every format writes it; all text is free of what XML forbids, `content` is HTML."""

    id: str
    url: str
    title: str
    content: str
    made_at: datetime
    author: str
    subjects: tuple[str, ...]


def load_items(changes: ChangeQuerySet, absolute: Absolute) -> list[FeedItem]:
    """The newest items of the visible changes; `absolute` makes an address out of a path."""
    entries = load_entries(entry_rows(changes)[:ITEM_LIMIT])
    subjects = load_subjects(entries)
    records = load_change_records([entry.change for entry in entries if entry.group is None])
    return [
        _item(entry, tuple(str(each) for each in subjects.get(entry.change.pk, ())), records, absolute)
        for entry in entries
    ]


def permanent_id(change_hash: str) -> str:
    """The id of an item, from the hash of its change or of its group's first change."""
    return uuid.uuid5(_NAMESPACE, change_hash).urn


def _item(entry: ChangeEntry, subjects: Sequence[str], records: ChangeRecords, absolute: Absolute) -> FeedItem:
    change, group = entry.change, entry.group
    if group is not None:
        path, made_at = f"/changes/?group={group.pk}", group.made_at
        title = f"{group.title}: {entry.change_count} changes" if entry.change_count > 1 else group.title
        content = format_html('<p>{} (<a href="{}">see each</a>)</p>', title, absolute(path))
    else:
        path, made_at = change.get_absolute_url(), change.made_at
        words = describe_change(change, records)
        title, content = words.headline, _content(change, words, records)
    return FeedItem(
        id=permanent_id(entry.first_hash),
        url=absolute(path),
        title=cleaned(title),
        content=cleaned(content),
        made_at=made_at,
        author=cleaned(change.desk_name),
        subjects=tuple(cleaned(each) for each in subjects),
    )


def _content(change: Change, words: ChangeWords, records: ChangeRecords) -> SafeString:
    """Old → new, the reason, then each sentence with its source."""
    parts = [format_html("<p>{}</p>", words.title), _difference(words)]
    if change.reason:
        parts.append(format_html("<p>Reason: {}</p>", change.reason))
    parts.extend(_quotation(public_quote(citation)) for citation in records.quotes(change))
    return format_html_join("", "{}", ((part,) for part in parts))


def _difference(words: ChangeWords) -> SafeString:
    match words.old, words.new:
        case str(old), str(new):
            return format_html("<p><del>{}</del> → <ins>{}</ins></p>", old, new)
        case str(old), None:
            return format_html("<p><del>{}</del></p>", old)
        case None, str(new):
            return format_html("<p><ins>{}</ins></p>", new)
    return SafeString()


def _quotation(quote: PublicQuote) -> SafeString:
    if quote.text:
        sentence = format_html("<blockquote><p>{}</p></blockquote>", quote.text)
    else:
        day = f" on {day_in_words(quote.withheld_on)}" if quote.withheld_on else ""
        sentence = format_html("<p>The quote is withheld{}: {}</p>", day, quote.withheld_reason or "no reason is given")
    source = quote.source if not quote.url else format_html('<a href="{}">{}</a>', quote.url, quote.source)
    published = f", {day_in_words(quote.published_on)}" if quote.published_on else ""
    sample = " (written for demonstration)" if quote.is_sample else ""
    return format_html("{}<p>{}{}{}</p>", sentence, source, published, sample)
