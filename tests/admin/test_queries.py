"""Pages of the desk ask the database the same number of times however much there is to show."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.admin.desk import signed_in
from tests.factories import (
    SENTENCE,
    make_condition,
    make_conflict,
    make_party,
    make_person,
    make_proposal,
    make_snapshot,
    make_suggestion,
    make_term,
)
from tracker.models.article import Article
from tracker.models.party import PartyName
from tracker.models.suggestion import Suggestion

pytestmark = pytest.mark.django_db

QUEUE_QUERY_COUNT = 12
REVIEW_ITEM_QUERY_COUNT = 22
HAND_QUERY_COUNT = 14
ARTICLE_QUERY_COUNT = 11
INDEX_QUERY_COUNT = 6
CHANGE_LIST_QUERY_COUNTS = {
    "article": 7,
    "change": 7,
    "changegroup": 6,
    "citation": 6,
    "condition": 7,
    "conflict": 6,
    "involvement": 7,
    "participation": 7,
    "party": 6,
    "partyname": 6,
    "person": 6,
    "proposal": 7,
    "role": 6,
    "snapshot": 6,
    "statuschange": 7,
    "suggestion": 8,
    "term": 7,
    "termgroup": 6,
}


def fill(number: int) -> Suggestion:
    """A little more of everything; returns a suggestion with something held beside it."""
    party = make_party(f"Party {number}")
    PartyName.objects.create(party=party, text=f"name {number}")
    make_person(f"Person {number}", party)
    make_conflict(f"War {number}")
    proposal = make_proposal(f"Draft {number}")
    make_term(f"term-{number}")
    held = make_condition(proposal=make_proposal(), stance="accepts", actors=(party,), summary=f"Claim {number}")
    make_condition(party=party, stance="demands", depends_on=(held,))
    suggestion = make_suggestion(make_snapshot(), match="contradicting", held=held)
    suggestion.actors.add(party)
    make_suggestion(make_snapshot(), proposal=proposal, party=party)
    return suggestion


def count_queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def stays(client: Client, url: Callable[[], str], expected: int) -> None:
    """The page costs the same with one of everything and with five."""
    fill(0)
    few = count_queries(client, url())
    for number in range(1, 5):
        fill(number)
    assert (few, count_queries(client, url())) == (expected, expected)


@pytest.mark.parametrize("name", sorted(CHANGE_LIST_QUERY_COUNTS))
def test_a_change_list(name: str) -> None:
    stays(signed_in("editor"), lambda: f"/admin/tracker/{name}/", CHANGE_LIST_QUERY_COUNTS[name])


def test_the_queue() -> None:
    stays(signed_in("editor"), lambda: "/admin/review/", QUEUE_QUERY_COUNT)


def test_the_review_item() -> None:
    url = lambda: f"/admin/review/{Suggestion.objects.order_by('pk').first().pk}/"  # noqa: E731
    stays(signed_in("editor"), url, REVIEW_ITEM_QUERY_COUNT)


def test_recording_by_hand() -> None:
    def url() -> str:
        snapshot = Suggestion.objects.order_by("pk").first().snapshot_id
        return f"/admin/review/record/{snapshot}/?quote={SENTENCE}"

    stays(signed_in("editor"), url, HAND_QUERY_COUNT)


def test_an_article() -> None:
    url = lambda: f"/admin/tracker/article/{Article.objects.order_by('pk').last().pk}/change/"  # noqa: E731
    stays(signed_in("editor"), url, ARTICLE_QUERY_COUNT)


def test_the_front_page() -> None:
    stays(signed_in("editor"), lambda: "/admin/", INDEX_QUERY_COUNT)
