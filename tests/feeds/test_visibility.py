"""When an item appears: after the quiet period, never when it was taken back within it, and groups as one."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import make_condition, make_draft, make_editor, make_term
from tests.feeds.world import make_change, read_feed, read_json, shown
from tracker.models.change import ChangeGroup, RecordKind, Verb
from tracker.review.record import record_condition

pytestmark = pytest.mark.django_db

QUIET = 10


@pytest.fixture(autouse=True)
def _quiet_period(settings: Settings) -> None:
    settings.FEED_QUIET_MINUTES = QUIET


def ago(minutes: float) -> datetime:
    return timezone.now() - timedelta(minutes=minutes)


def test_a_change_waits_for_the_quiet_period(client: Client) -> None:
    old = make_change(ago(QUIET + 1))
    make_change(ago(QUIET - 1))
    assert shown(client) == [old.pk]


def test_a_slip_undone_within_the_quiet_period_never_appears_nor_does_its_undo(client: Client) -> None:
    slip = make_change(ago(60))
    make_change(ago(52), verb=Verb.UNDO, undoes=slip)
    other = make_change(ago(50))
    assert shown(client) == [other.pk]


def test_a_slip_undone_a_moment_ago_never_appears(client: Client) -> None:
    slip = make_change(ago(QUIET + 2))
    make_change(ago(QUIET - 1), verb=Verb.UNDO, undoes=slip)
    assert shown(client) == []


def test_a_change_undone_later_stays_and_its_undo_follows(client: Client) -> None:
    change = make_change(ago(60))
    undo = make_change(ago(40), verb=Verb.UNDO, undoes=change)
    assert shown(client) == [undo.pk, change.pk]


def test_a_change_undone_later_stays_while_its_undo_is_quiet(client: Client) -> None:
    change = make_change(ago(60))
    make_change(ago(1), verb=Verb.UNDO, undoes=change)
    assert shown(client) == [change.pk]


def test_without_a_quiet_period_everything_appears_at_once(client: Client, settings: Settings) -> None:
    settings.FEED_QUIET_MINUTES = 0
    slip = make_change(ago(0))
    undo = make_change(ago(0), verb=Verb.UNDO, undoes=slip)
    assert shown(client) == [undo.pk, slip.pk]


def test_a_group_is_one_item_that_counts_its_changes(client: Client) -> None:
    group = ChangeGroup.objects.create(title="Baseline of the River truce", made_at=ago(30))
    for _ in range(3):
        make_change(ago(30), group=group)
    lone = make_change(ago(20))
    newest, grouped = read_json(client)["items"]
    assert newest["url"].endswith(f"/changes/{lone.pk}/")
    assert grouped["title"] == "Baseline of the River truce: 3 changes"
    assert grouped["url"] == f"http://testserver/changes/?group={group.pk}"
    assert "Northland" in grouped["tags"]


def test_a_groups_id_stays_when_only_part_of_it_is_asked_for(client: Client) -> None:
    group = ChangeGroup.objects.create(title="Baseline", made_at=ago(30))
    make_change(ago(30), group=group, kind=RecordKind.TERM, record=make_term())
    make_change(ago(30), group=group)
    (whole,) = read_json(client)["items"]
    (part,) = read_json(client, "/changes/feed.json?party=northland")["items"]
    assert whole["id"] == part["id"]
    assert part["title"] == "Baseline"


def test_decisions_on_suggestions_are_not_in_a_groups_count(client: Client) -> None:
    group = ChangeGroup.objects.create(title="Bulk", made_at=ago(30))
    make_change(ago(30), group=group, verb=Verb.REJECT, kind=RecordKind.SUGGESTION)
    assert read_json(client)["items"] == []


def test_a_feed_holds_the_newest_hundred(client: Client) -> None:
    changes = [make_change(ago(200 - number)) for number in range(103)]
    feed = read_feed(client, "/changes/feed.rss")
    assert len(feed.entries) == 100
    assert feed.entries[0].link.endswith(f"/{changes[-1].pk}/")


FEED_QUERY_COUNT = 12


@pytest.mark.parametrize("count", [1, 12])
def test_a_longer_feed_needs_no_more_queries(
    client: Client, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    settings.FEED_QUIET_MINUTES = 0
    editor = make_editor()
    make_condition(editor)
    for number in range(count):
        record_condition(make_draft(term=make_term(f"term-{number}")), editor=editor)
    with django_assert_num_queries(FEED_QUERY_COUNT):
        client.get("/changes/feed.atom")
