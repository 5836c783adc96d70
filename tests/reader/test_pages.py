"""What every public page keeps: an answer, its dates, its feeds, its manners."""

import re
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings

from tests.factories import SENTENCE, cite, make_condition, make_editor, make_snapshot, make_suggestion
from tests.reader.world import Outline, make_world, read
from tracker.review.withhold import withhold

pytestmark = pytest.mark.django_db

PAGES = (
    "/",
    "/proposals/",
    "/proposals/river-truce/",
    "/compare/",
    "/compare/?p=river-truce&p=lake-truce",
    "/compare/?p=nowhere",
    "/parties/",
    "/parties/northland/",
    "/terms/",
    "/terms/overall/",
    "/terms/monitoring/",
    "/changes/",
    "/about/",
)


@pytest.fixture(autouse=True)
def world() -> None:
    make_world()


def test_a_page_has_one_heading_a_main_part_and_a_way_past_the_navigation(client: Client) -> None:
    for address in PAGES:
        html = read(client, address)
        outline = Outline(html)
        assert len(outline.all("h1")) == 1
        assert [main["id"] for main in outline.all("main")] == ["main"]
        assert outline.all("a")[0] == {"class": "skip", "href": "#main"}
        assert outline.all("html") == [{"lang": "en"}]
        assert re.search(r"<title>.+ – Ceasefire terms</title>", html)
        assert re.search(r'<meta name="description" content=".+">', html)


def test_no_page_needs_more_than_a_strict_policy_allows(client: Client) -> None:
    for address in PAGES:
        outline = Outline(read(client, address))
        assert not outline.all("style")
        assert all(script.get("src") for script in outline.all("script"))
        inline = [
            name for _, attributes in outline.tags for name in attributes if name == "style" or name.startswith("on")
        ]
        assert not inline


def test_ids_are_unique_and_every_link_into_the_page_arrives(client: Client) -> None:
    for address in PAGES:
        outline = Outline(read(client, address))
        assert len(outline.ids) == len(set(outline.ids))
        inside = [link["href"][1:] for link in outline.all("a") if link.get("href", "").startswith("#")]
        assert set(inside) <= set(outline.ids)
        symbols = [use["href"][1:] for use in outline.all("use")]
        assert set(symbols) <= set(outline.ids)


def test_every_link_to_our_own_pages_answers(client: Client) -> None:
    outlines = [Outline(read(client, address)) for address in PAGES]
    links = {link["href"].partition("#")[0] for outline in outlines for link in outline.all("a")}
    own = sorted(link for link in links if link.startswith("/") and not link.startswith("/changes/feed"))
    assert len(own) > len(PAGES)
    for link in own:
        read(client, link)


def test_tables_have_captions_and_scoped_heads(client: Client) -> None:
    for address in PAGES:
        outline = Outline(read(client, address))
        assert len(outline.all("caption")) == len(outline.all("table"))
        assert all(head.get("scope") for head in outline.all("th"))


def test_each_page_names_the_three_feeds_for_readers_to_find(client: Client) -> None:
    for address in PAGES:
        links = [link["href"] for link in Outline(read(client, address)).all("link") if link.get("rel") == "alternate"]
        assert links[:3] == ["/changes/feed.rss", "/changes/feed.atom", "/changes/feed.json"]


@pytest.mark.parametrize(
    ("address", "feed"),
    [
        ("/proposals/river-truce/", "/changes/feed.atom?proposal=river-truce"),
        ("/parties/northland/", "/changes/feed.atom?party=northland"),
        ("/terms/monitoring/", "/changes/feed.atom?term=monitoring"),
    ],
)
def test_a_subject_has_feeds_of_its_own(client: Client, address: str, feed: str) -> None:
    outline = Outline(read(client, address))
    assert feed in [link["href"] for link in outline.all("link")]
    assert feed in [link["href"] for link in outline.all("a") if "href" in link]
    assert read(client, feed)


def test_a_page_says_when_it_is_not_the_latest_view(client: Client) -> None:
    for address, days in product(PAGES, ["on=2030-05-04", "known=2030-05-04", "on=2030-05-04&known=2030-05-04"]):
        html = read(client, f"{address}{'&' if '?' in address else '?'}{days}")
        assert "Not the latest view." in html
        assert "4 May 2030" in html


def test_a_day_that_cannot_be_read_is_refused_at_its_field(client: Client) -> None:
    for address, field in product(PAGES, ["on", "known"]):
        html = read(client, f"{address}{'&' if '?' in address else '?'}{field}=2030-02-31", 400)
        outline = Outline(html)
        (box,) = [box for box in outline.all("input") if box.get("name") == field]
        assert box["aria-invalid"] == "true"
        assert box["value"] == "2030-02-31"
        assert box["aria-describedby"] in outline.ids
        assert f'href="#{field}"' in html


def test_links_keep_the_days_one_reads(client: Client) -> None:
    outline = Outline(read(client, "/proposals/river-truce/?on=2030-05-04"))
    pages = ("/parties/", "/terms/", "/c/", "/proposals/")
    links = [link["href"] for link in outline.all("a") if link.get("href", "").startswith(pages)]
    assert links
    latest = "/proposals/river-truce/"
    assert all("on=2030-05-04" in link for link in links if link != latest)


def test_what_was_said_later_is_not_shown_on_an_earlier_day(client: Client) -> None:
    assert "a truce without a line" in read(client, "/proposals/river-truce/?on=2030-05-04")
    html = read(client, "/proposals/river-truce/?on=2030-05-03")
    assert "a truce without a line" not in html.partition('id="changes"')[0]
    assert "what was said after this day included" in html


def test_what_was_recorded_later_is_not_known_on_an_earlier_day(client: Client) -> None:
    assert "a truce without a line" not in read(client, "/proposals/river-truce/?known=2020-01-01")


def test_a_suggestion_appears_nowhere(client: Client) -> None:
    make_suggestion(value="zzz-only-suggested")
    for address in PAGES:
        assert "zzz-only-suggested" not in read(client, address)


def test_sample_articles_are_marked_wherever_something_rests_on_them(client: Client) -> None:
    for address in ("/proposals/river-truce/", "/parties/northland/", "/terms/monitoring/"):
        assert "sample data" not in read(client, address)
    condition = make_condition(citations=(cite(make_snapshot(is_sample=True)),), summary="inspection by invitation")
    for address in ("/proposals/river-truce/", "/parties/northland/", "/terms/monitoring/"):
        html = read(client, address)
        assert "rest on sample articles" in html
        assert html.count("sample data") > 1
    assert "sample data" in read(client, condition.get_absolute_url())


def test_a_public_quote_is_cut_and_always_has_outlet_and_date(client: Client) -> None:
    long = "Northland rejects " + "the monitoring of every bridge and every ford " * 12 + "for good."
    condition = make_condition(citations=(cite(make_snapshot(text=f"Synthetic text. {long}"), long),))
    for address in ("/proposals/river-truce/", condition.get_absolute_url()):
        html = read(client, address)
        assert "for good." not in html
        assert "…" in html
        assert "Test Wire" in html


def test_a_withheld_text_says_since_when_and_why(client: Client) -> None:
    condition = make_condition(summary="withheld claim")
    withhold(condition.citations.get(), editor=make_editor("chief"), reason="A court order.")
    for address in ("/proposals/river-truce/", "/parties/northland/", condition.get_absolute_url()):
        html = read(client, address)
        assert "Text withheld on" in html
        assert "A court order." in html


def test_nothing_of_an_article_but_its_cited_sentences_is_public(client: Client) -> None:
    condition = make_condition()
    for address in (*PAGES, condition.get_absolute_url()):
        assert "No sane person would agree" not in read(client, address)
    assert SENTENCE in read(client, condition.get_absolute_url())


def test_an_address_that_leads_nowhere_shows_ways_on(client: Client) -> None:
    for address in ("/nowhere/", "/proposals/nowhere/", "/parties/nowhere/", "/terms/nowhere/", "/c/999999/"):
        html = read(client, address, 404)
        assert "Nothing at this address" in html
        assert 'href="/proposals/"' in html


def test_a_broken_page_says_so_without_a_trace(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr("tracker.reader.home.load_home", break_down)
    client.raise_request_exception = False
    html = read(client, "/", 500)
    assert "Something broke on our side" in html
    assert "secret detail" not in html


def test_only_reading_is_possible(client: Client) -> None:
    for address in PAGES:
        assert client.head(address).status_code == 200
        assert client.post(address).status_code == 405


def test_the_stylesheet_loads_nothing_from_elsewhere() -> None:
    css = Path(settings.BASE_DIR, "static", "tracker.css").read_text()
    assert not re.findall(r"url\(|@import|https?:", css)


@override_settings(DEBUG=False)
def test_the_policy_is_sent_without_exceptions(client: Client) -> None:
    policy = client.get("/")["Content-Security-Policy"]
    assert "script-src 'self';" in policy + ";"
    assert "unsafe" not in policy
    assert "nonce" not in policy
