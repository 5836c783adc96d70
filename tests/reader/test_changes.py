"""The ledger in public: every change listed once, in words, with its own page."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import (
    SENTENCE,
    cite,
    make_condition,
    make_conflict,
    make_draft,
    make_editor,
    make_party,
    make_proposal,
    make_snapshot,
    make_suggestion,
    make_term,
)
from tests.feeds.world import make_change
from tracker.models.change import Change, ChangeGroup, RecordKind, Verb
from tracker.models.citation import Citation
from tracker.review.record import record_condition
from tracker.review.reject import reject
from tracker.review.supersede import correct, supersede
from tracker.review.undo import undo
from tracker.review.withdraw import withdraw
from tracker.review.withhold import withhold

pytestmark = pytest.mark.django_db

DAY_ONE, DAY_TWO = datetime(2030, 5, 4, 9, tzinfo=UTC), datetime(2030, 5, 5, 9, tzinfo=UTC)


def page(client: Client, address: str = "/changes/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_tells_each_change_in_words_with_old_and_new(client: Client) -> None:
    editor, old = make_editor(), make_condition(summary="no observers")
    new = supersede(old, make_draft(stance="open", summary="two observers"), editor=editor).record
    withdraw(new, editor=editor, reason="The sentence was about another text.")
    html = page(client)
    assert "new position" in html
    assert "Northland rejects monitoring in the River truce: no observers" in html
    assert "<del>rejects: no observers</del>" in html
    assert "<ins>open: two observers</ins>" in html
    assert "Reason: The sentence was about another text." in html
    assert html.index("· withdrawn") < html.index("· replaced") < html.index("· new position")


def test_changes_stand_under_the_day_they_were_made(client: Client) -> None:
    make_change(DAY_ONE)
    make_change(DAY_TWO)
    html = page(client)
    assert html.index("5 May 2030</h2>") < html.index("4 May 2030</h2>")


def test_the_list_has_fifty_lines_a_page_and_keeps_its_filter(client: Client) -> None:
    for _ in range(51):
        make_change(DAY_ONE)
    html = page(client, "/changes/?party=northland")
    assert html.count('<span class="when">') == 50
    assert 'href="?party=northland&amp;page=2"' in html
    assert page(client, "/changes/?party=northland&page=2").count('<span class="when">') == 1


def test_a_group_is_one_line_that_leads_to_its_own_list(client: Client) -> None:
    group = ChangeGroup.objects.create(title="Baseline of the River truce", made_at=DAY_ONE)
    for _ in range(3):
        make_change(DAY_ONE, group=group)
    html = page(client)
    assert "3 changes as one" in html
    assert f'href="/changes/?group={group.pk}"' in html
    assert html.count('<span class="when">') == 1
    assert page(client, f"/changes/?group={group.pk}").count('<span class="when">') == 3


@pytest.mark.parametrize("query", ["proposal=lake-truce", "party=marsh-front", "term=aid", "conflict=lake-war"])
def test_every_filter_keeps_what_concerns_its_subject_only(client: Client, query: str) -> None:
    make_condition()
    lake = make_conflict("Lake war")
    make_condition(
        conflict=lake,
        proposal=make_proposal("Lake truce", lake),
        party=make_party("Marsh Front"),
        term=make_term("aid"),
    )
    html = page(client, f"/changes/?{query}")
    assert "Marsh Front rejects aid" in html
    assert "Northland rejects" not in html
    kind, _, slug = query.partition("=")
    assert f'<option value="{slug}" selected>' in html
    assert f'id="filter-{kind}"' in html


def test_the_list_and_its_filter_have_feeds_that_programs_can_find(client: Client) -> None:
    make_condition()
    plain, narrowed = page(client), page(client, "/changes/?party=northland&known=2100-01-01")
    for name in ("rss", "atom", "json"):
        assert f'href="/changes/feed.{name}"' in plain
        assert f'href="/changes/feed.{name}?party=northland"' in narrowed
    assert 'title="Ceasefire terms: changes – Northland (Atom)"' in narrowed


def test_known_by_a_day_leaves_out_what_was_recorded_later(client: Client) -> None:
    first, second = make_change(DAY_ONE), make_change(DAY_TWO)
    html = page(client, "/changes/?known=2030-05-04")
    assert f"/changes/{first.pk}/" in html
    assert f"/changes/{second.pk}/" not in html


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/changes/?party=nobody", 404),
        ("/changes/?party=two%20words", 400),
        ("/changes/?group=9", 404),
        ("/changes/?group=x", 404),
        ("/changes/?group=99999999999999999999999", 404),
        ("/changes/12345/", 404),
        ("/changes/99999999999999999999999/", 404),
    ],
)
def test_what_does_not_exist_or_cannot_be_read_is_refused(client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_what_concerns_a_suggestion_has_no_page_and_no_line(client: Client) -> None:
    editor = make_editor()
    reject(make_suggestion(), reason="misread", editor=editor)
    undo(Change.objects.get(), editor=editor)
    group = ChangeGroup.objects.create(title="Bulk refusal", made_at=DAY_ONE)
    make_change(DAY_ONE, group=group, verb=Verb.REJECT, kind=RecordKind.SUGGESTION)
    assert "No change to show" in page(client)
    for change in Change.objects.all():
        assert client.get(f"/changes/{change.pk}/").status_code == 404
    assert client.get(f"/changes/?group={group.pk}").status_code == 404


def test_a_change_has_a_page_with_who_when_why_words_and_hashes(client: Client) -> None:
    editor = make_editor(name="River Desk")
    wrong = make_condition(attribution="an official")
    snapshot = make_snapshot(url="https://wire.example/story")
    correct(
        wrong,
        make_draft(snapshot, attribution="its envoy"),
        editor=editor,
        reason="The envoy was named further down.",
    )
    change = Change.objects.first()
    html = page(client, f"/changes/{change.pk}/")
    assert "Made by River Desk" in html
    assert "<del>speaker: an official</del>" in html
    assert "<ins>speaker: its envoy</ins>" in html
    assert "Reason: The envoy was named further down." in html
    assert SENTENCE in html
    assert 'href="https://wire.example/story"' in html
    assert "Test Wire" in html
    assert f"<code>{change.hash}</code>" in html
    assert f"<code>{change.previous_hash}</code>" in html
    assert f'href="/c/{change.record_id}/"' in html


def test_an_undone_change_and_its_undo_lead_to_each_other(client: Client) -> None:
    make_condition()
    change = Change.objects.get()
    undoing = undo(change, editor=make_editor()).change
    assert f'Undone by <a href="/changes/{undoing.pk}/">' in page(client, f"/changes/{change.pk}/")
    assert f'It undoes <a href="/changes/{change.pk}/">' in page(client, f"/changes/{undoing.pk}/")


def test_a_withheld_quote_is_replaced_by_the_day_and_the_reason(client: Client) -> None:
    make_condition()
    change = Change.objects.get()
    withhold(Citation.objects.get(), editor=make_editor("chief"), reason="Order of a court.")
    html = page(client, f"/changes/{change.pk}/")
    assert "Northland rejects any monitoring" not in html
    assert "The quote is withheld on" in html
    assert "Order of a court." in html


def test_a_long_quote_is_cut(client: Client) -> None:
    long = "Synthetic words " + "word " * 150 + "last."
    snapshot = make_snapshot(f"{SENTENCE} {long}")
    record_condition(make_draft(snapshot, citations=(cite(snapshot, long),)), editor=make_editor())
    html = page(client, f"/changes/{Change.objects.get().pk}/")
    assert "last." not in html
    assert "word…" in html


def test_an_edit_of_a_party_leads_to_the_partys_page(client: Client) -> None:
    change = make_change(DAY_ONE)
    html = page(client, f"/changes/{change.pk}/")
    assert "name: Old name" in html
    assert "name: New name" in html
    assert 'href="/parties/northland/"' in html


LIST_QUERY_COUNT = 11


@pytest.mark.parametrize("count", [1, 12])
def test_a_longer_list_needs_no_more_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    editor = make_editor()
    for number in range(count):
        make_condition(editor, term=make_term(f"term-{number}"))
    with django_assert_num_queries(LIST_QUERY_COUNT):
        client.get("/changes/")
