"""A feed as RSS 2.0, Atom 1.0 or JSON Feed 1.1."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from tracker.feeds.item import FeedItem

LANGUAGE = "en"
DESCRIPTION = "Each change to the record of ceasefire terms, corrections and withdrawals included."
AUTHOR = "Ceasefire terms"

# An empty feed has to name some day of change in Atom; it must be the same at each visit.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed before it is written in a format; `id` is its permanent name, `url` its own address."""

    id: str
    title: str
    url: str
    home_url: str
    changed_at: datetime | None
    items: Sequence[FeedItem]


class _Dated(SyndicationFeed):
    """The day of change is the feed's own, never the moment of the request."""

    def latest_post_date(self) -> datetime:
        changed_at: datetime = self.feed["changed_at"]
        return changed_at


class _Rss(_Dated, Rss201rev2Feed):
    pass


class _Atom(_Dated, Atom1Feed):
    pass


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its content type and how it is written."""

    content_type: str
    write: Callable[[Feed], str]


def _write_xml(kind: type[_Rss] | type[_Atom], feed: Feed) -> str:
    document = kind(
        title=feed.title,
        link=feed.home_url,
        description=DESCRIPTION,
        subtitle=DESCRIPTION,
        language=LANGUAGE,
        feed_url=feed.url,
        feed_guid=feed.id,
        author_name=AUTHOR,
        changed_at=feed.changed_at or _NEVER,
    )
    for item in feed.items:
        document.add_item(
            title=item.title,
            link=item.url,
            description=item.content,
            author_name=item.author,
            unique_id=item.id,
            unique_id_is_permalink=False,
            pubdate=item.made_at,
            updateddate=item.made_at,
            categories=item.subjects,
        )
    return document.writeString("utf-8")


def _write_json(feed: Feed) -> str:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": DESCRIPTION,
        "home_page_url": feed.home_url,
        "feed_url": feed.url,
        "language": LANGUAGE,
        "authors": [{"name": AUTHOR}],
        "items": [_json_item(item) for item in feed.items],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _json_item(item: FeedItem) -> dict[str, object]:
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_html": item.content,
        "date_published": item.made_at.isoformat(),
        "authors": [{"name": item.author}],
        "tags": list(item.subjects),
    }


FORMATS = {
    "rss": Format("application/rss+xml; charset=utf-8", lambda feed: _write_xml(_Rss, feed)),
    "atom": Format("application/atom+xml; charset=utf-8", lambda feed: _write_xml(_Atom, feed)),
    "json": Format("application/feed+json; charset=utf-8", _write_json),
}
