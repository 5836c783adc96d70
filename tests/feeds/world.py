"""Ledger rows at chosen moments, and feeds as a reader's program sees them."""

from datetime import datetime

import feedparser
from django.db.models import Model
from django.test import Client

from tests.factories import make_editor, make_party
from tracker.models.change import GENESIS_HASH, Change, ChangeGroup, ChangeSubject, RecordKind, Verb
from tracker.models.editor import Editor


def make_change(
    made_at: datetime,
    *,
    verb: Verb = Verb.EDIT,
    record: Model | None = None,
    kind: RecordKind = RecordKind.PARTY,
    undoes: Change | None = None,
    group: ChangeGroup | None = None,
    **fields: object,
) -> Change:
    """A change written by hand, chained to the last one; an edit of a party's name unless told otherwise."""
    record = record or make_party()
    last = Change.objects.order_by("-id").first()
    editor = Editor.objects.first() or make_editor()
    defaults = {"before": {"name": "Old name"}, "after": {"name": "New name"}}
    change = Change(
        id=last.pk + 1 if last else 1,
        verb=verb,
        record_kind=kind,
        record_id=record.pk,
        undoes=undoes,
        group=group,
        editor=editor,
        desk_name=editor.desk_name,
        made_at=made_at,
        previous_hash=last.hash if last else GENESIS_HASH,
        **{**defaults, **fields},
    )
    change.hash = change.computed_hash()
    change.save(force_insert=True)
    if kind == RecordKind.PARTY:
        ChangeSubject.objects.create(change=change, kind="party", slug=record.slug)
    return change


def read_feed(client: Client, address: str = "/changes/feed.atom") -> feedparser.FeedParserDict:
    """A feed that parsed without a complaint."""
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()
    feed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert feed.bozo == 0, feed.get("bozo_exception")
    return feed


def read_json(client: Client, address: str = "/changes/feed.json") -> dict:
    """The JSON feed."""
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()
    return response.json()


def titles(client: Client, address: str = "/changes/feed.atom") -> list[str]:
    """The titles of a feed's items, newest first."""
    return [entry.title for entry in read_feed(client, address).entries]


def shown(client: Client) -> list[int]:
    """The numbers of the changes that the feed shows, newest first."""
    return [int(item["url"].rstrip("/").rsplit("/", 1)[1]) for item in read_json(client)["items"]]
