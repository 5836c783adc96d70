"""How feeds answer: filters, refusals, caches, and pages that lead to them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import make_condition, make_conflict, make_editor, make_party, make_proposal, make_term
from tests.feeds.world import make_change, read_feed, read_json, titles
from tracker.models.citation import Citation
from tracker.review.withhold import withhold

pytestmark = pytest.mark.django_db

TYPES = {
    "/changes/feed.rss": "application/rss+xml; charset=utf-8",
    "/changes/feed.atom": "application/atom+xml; charset=utf-8",
    "/changes/feed.json": "application/feed+json; charset=utf-8",
}


@pytest.mark.parametrize(
    "query", ["proposal=lake-truce", "party=marsh-front", "term=aid", "conflict=lake-war", "party=marsh-front&term=aid"]
)
@pytest.mark.parametrize("address", TYPES)
def test_every_filter_keeps_what_concerns_its_subject_only(client: Client, address: str, query: str) -> None:
    make_condition()
    lake = make_conflict("Lake war")
    make_condition(
        conflict=lake,
        proposal=make_proposal("Lake truce", lake),
        party=make_party("Marsh Front"),
        term=make_term("aid"),
    )
    if address.endswith("json"):
        found = [item["title"] for item in read_json(client, f"{address}?{query}")["items"]]
    else:
        found = titles(client, f"{address}?{query}")
    assert found == ["New position: Marsh Front rejects aid in the Lake truce"]


def test_a_feed_is_titled_by_its_filter_and_names_its_own_address(client: Client) -> None:
    make_condition()
    feed = read_feed(client, "/changes/feed.atom?term=monitoring&party=northland").feed
    assert feed.title == "Ceasefire terms: changes – Northland, Monitoring"
    links = {link.rel: link.href for link in feed.links}
    assert links["self"] == "http://testserver/changes/feed.atom?party=northland&term=monitoring"
    assert links["alternate"] == "http://testserver/changes/?party=northland&term=monitoring"


@pytest.mark.parametrize("address", TYPES)
def test_an_empty_feed_is_valid(client: Client, address: str) -> None:
    if address.endswith("json"):
        assert read_json(client, address)["items"] == []
    else:
        assert read_feed(client, address).entries == []


@pytest.mark.parametrize("kind", ["proposal", "party", "term", "conflict"])
def test_an_unknown_name_is_not_found_with_a_reason_in_plain_text(client: Client, kind: str) -> None:
    response = client.get(f"/changes/feed.atom?{kind}=nobody")
    assert response.status_code == 404
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert f"There is no such {kind}." in response.content.decode()


@pytest.mark.parametrize("query", ["party=two%20words", "on=2024-11-20", "known=2024-11-20", "on=yesterday"])
def test_a_question_a_feed_cannot_answer_is_refused_with_a_reason(client: Client, query: str) -> None:
    response = client.get(f"/changes/feed.rss?{query}")
    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/plain")
    assert query.partition("=")[0] in response.content.decode()


@pytest.mark.parametrize(("address", "content_type"), TYPES.items())
def test_a_feed_says_what_it_is_and_how_long_it_keeps(client: Client, address: str, content_type: str) -> None:
    make_condition()
    response = client.get(address)
    assert response["Content-Type"] == content_type
    assert response["Cache-Control"] == "public, max-age=300"
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


@pytest.mark.parametrize("address", TYPES)
def test_a_program_that_holds_the_newest_gets_304(client: Client, address: str) -> None:
    make_condition()
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert client.get(address, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304


def test_a_feed_that_did_not_change_costs_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_condition()
    etag = client.get("/changes/feed.atom")["ETag"]
    with django_assert_num_queries(1):
        assert client.get("/changes/feed.atom", headers={"if-none-match": etag}).status_code == 304


def test_a_new_change_ends_304(client: Client) -> None:
    make_condition()
    etag = client.get("/changes/feed.atom")["ETag"]
    make_condition(term=make_term("aid"))
    assert client.get("/changes/feed.atom", headers={"if-none-match": etag}).status_code == 200


def test_the_end_of_a_quiet_period_ends_304(client: Client, settings: Settings) -> None:
    settings.FEED_QUIET_MINUTES = 10
    make_change(timezone.now() - timedelta(minutes=30))
    waiting = make_change(timezone.now() - timedelta(minutes=9))
    before = client.get("/changes/feed.atom")
    assert client.get("/changes/feed.atom", headers={"if-none-match": before["ETag"]}).status_code == 304
    settings.FEED_QUIET_MINUTES = 8  # as if two minutes had gone by
    after = client.get("/changes/feed.atom", headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert f"/changes/{waiting.pk}/" in after.content.decode()


def test_a_withheld_quote_ends_304_even_in_its_quiet_period(client: Client, settings: Settings) -> None:
    make_condition()
    settings.FEED_QUIET_MINUTES = 10
    make_change(timezone.now() - timedelta(minutes=30))
    etag = client.get("/changes/feed.atom")["ETag"]
    withhold(Citation.objects.get(), editor=make_editor("chief"), reason="Order of a court.")
    assert client.get("/changes/feed.atom", headers={"if-none-match": etag}).status_code == 200


def test_the_three_formats_have_tags_of_their_own(client: Client) -> None:
    make_condition()
    assert len({client.get(address)["ETag"] for address in TYPES}) == 3


def test_a_feed_is_for_reading_only(client: Client) -> None:
    assert client.post("/changes/feed.atom").status_code == 405
    assert client.head("/changes/feed.atom").status_code == 200
