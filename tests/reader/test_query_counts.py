"""Pages ask the database a fixed number of questions, however much the record holds."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.reader.world import make_world, read

pytestmark = pytest.mark.django_db

HOME_QUERY_COUNT = 18
PROPOSALS_QUERY_COUNT = 10
PROPOSAL_QUERY_COUNT = 22
COMPARE_QUERY_COUNT = 11
CHOOSE_QUERY_COUNT = 3
PARTIES_QUERY_COUNT = 7
PARTY_QUERY_COUNT = 17
TERMS_QUERY_COUNT = 2
TERM_QUERY_COUNT = 15
CONDITION_QUERY_COUNT = 12
ABOUT_QUERY_COUNT = 1


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("/", HOME_QUERY_COUNT),
        ("/proposals/", PROPOSALS_QUERY_COUNT),
        ("/proposals/river-truce/", PROPOSAL_QUERY_COUNT),
        ("/compare/?p=river-truce&p=lake-truce", COMPARE_QUERY_COUNT),
        ("/compare/", CHOOSE_QUERY_COUNT),
        ("/parties/", PARTIES_QUERY_COUNT),
        ("/parties/marsh-front/", PARTY_QUERY_COUNT),
        ("/terms/", TERMS_QUERY_COUNT),
        ("/terms/monitoring/", TERM_QUERY_COUNT),
        ("", CONDITION_QUERY_COUNT),
        ("/about/", ABOUT_QUERY_COUNT),
    ],
)
def test_a_page_asks_as_many_questions_with_more_on_record(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str, count: int
) -> None:
    first = make_world()
    address = address or first.get_absolute_url()
    read(client, address)
    with django_assert_num_queries(count):
        read(client, address)
    make_world()
    make_world()
    with django_assert_num_queries(count):
        read(client, address)
