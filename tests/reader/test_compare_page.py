"""The comparison: choosing, filtering, and an address that holds the whole view."""

import pytest
from django.test import Client

from tests.compare.claims import hold, provide
from tests.factories import make_proposal, make_term
from tests.reader.world import Outline, lake, make_world, read

pytestmark = pytest.mark.django_db

BOTH = "/compare/?p=river-truce&p=lake-truce"


@pytest.fixture(autouse=True)
def world() -> None:
    make_world()


def test_with_nothing_chosen_one_is_asked_to_choose(client: Client) -> None:
    html = read(client, "/compare/")
    assert "Choose two to four proposals" in html
    assert 'role="alert"' not in html
    assert [box["id"] for box in Outline(html).all("select")] == ["p1", "p2", "p3", "p4"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("p=river-truce", "needs at least one more"),
        ("p=river-truce&p=nowhere", "There is no proposal called “nowhere”."),
        ("p=a&p=b&p=c&p=d&p=e", "At most 4 proposals fit side by side; 5 were chosen."),
        ("p=river-truce&p=river-truce", "needs at least one more"),
    ],
)
def test_a_choice_that_cannot_be_shown_is_explained_beside_the_lists(client: Client, query: str, message: str) -> None:
    html = read(client, f"/compare/?{query}")
    assert message in html
    links = [link["href"][1:] for link in Outline(html).all("a") if link.get("href", "").startswith("#p")]
    assert links
    assert set(links) <= set(Outline(html).ids)


def test_what_was_chosen_stays_chosen_after_a_mistake(client: Client) -> None:
    assert '<option value="river-truce" selected>' in read(client, "/compare/?p=river-truce")


def test_columns_stand_in_the_order_of_the_address(client: Client) -> None:
    html = read(client, "/compare/?p=lake-truce&p=river-truce")
    head = html[html.index("<thead>") : html.index("</thead>")]
    assert head.index("Lake truce") < head.index("River truce")


def test_a_typed_difference_reads_old_then_new(client: Client) -> None:
    html = read(client, "/compare/?p=lake-truce&p=river-truce")
    assert "Number" in html
    assert "<del>21</del>" in html
    assert "<ins>60 days</ins>" in html


def test_hidden_terms_are_counted_and_named(client: Client) -> None:
    make_term("airspace", "forces")
    html = read(client, BOTH)
    assert "<strong>1 hidden:</strong> 1 with nothing held." in html
    assert 'With nothing held: <a href="/terms/airspace/">Airspace</a>' in html


def test_the_page_links_to_the_address_of_its_view_without_empty_fields(client: Client) -> None:
    html = read(client, f"{BOTH}&only=differences&since=&party=&only=contested")
    assert (
        '<a href="/compare/?p=river-truce&amp;p=lake-truce&amp;only=differences&amp;only=contested">link to it</a>'
        in html
    )


def test_filters_stay_set(client: Client) -> None:
    html = read(client, f"{BOTH}&only=differences&party=northland&since=2030-05-04")
    outline = Outline(html)
    checked = [box["id"] for box in outline.all("input") if "checked" in box]
    assert checked == ["only-differences"]
    assert '<option value="northland" selected>' in html
    assert 'value="2030-05-04"' in html


@pytest.mark.parametrize(
    ("query", "message", "field"),
    [
        ("party=nobody", "No party called “nobody” holds a position on these texts.", "party"),
        ("since=yesterday", "“Said since” is a day written year-month-day", "since"),
    ],
)
def test_a_filter_that_cannot_be_read_is_said_at_its_field(
    client: Client, query: str, message: str, field: str
) -> None:
    html = read(client, f"{BOTH}&{query}")
    assert message in html
    assert f'href="#{field}"' in html
    assert "<table" in html


def test_htmx_gets_the_table_alone_and_the_address_to_push(client: Client) -> None:
    response = client.get(f"{BOTH}&only=differences&since=&party=", headers={"HX-Request": "true"})
    html = response.content.decode()
    assert html.strip().startswith('<div id="comparison">')
    assert "<h1>" not in html
    assert response["HX-Push-Url"] == "/compare/?p=river-truce&p=lake-truce&only=differences"
    assert "HX-Request" in response["Vary"]


def test_going_back_in_htmx_gets_the_whole_page(client: Client) -> None:
    html = read(client, BOTH, **{"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<h1>" in html


def test_a_provision_said_to_be_left_out_never_reads_as_a_value(client: Client) -> None:
    provide("A buffer along the river", is_included=False, term=make_term("buffer-zone", "forces"), proposal=lake())
    html = read(client, BOTH)
    assert "Said not to be in the text: A buffer along the river" in html
    assert '<p class="val">A buffer along the river' not in html


def test_opposed_answers_are_shown_together_and_called_contested(client: Client) -> None:
    hold("Northland", "rejects", summary="a refusal by radio", term=make_term("overall"))
    html = read(client, BOTH)
    assert "Contested: Northland" in html
    assert "a refusal by radio" in html


def test_four_proposals_fit(client: Client) -> None:
    names = ("River truce", "Lake truce", "Hill truce", "Sea truce")
    slugs = [make_proposal(name).slug for name in names]
    assert "4 proposals" in read(client, "/compare/?" + "&".join(f"p={slug}" for slug in slugs))
