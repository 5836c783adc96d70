"""What an item says: one for each change, with old → new, the sentence and its source."""

import pytest
from django.test import Client
from pytest_django import Settings

from tests.factories import (
    SENTENCE,
    TEXT,
    cite,
    make_condition,
    make_draft,
    make_editor,
    make_party,
    make_snapshot,
    make_suggestion,
    make_term,
)
from tests.feeds.world import read_feed, read_json, shown, titles
from tracker.models.change import Change
from tracker.models.citation import Citation
from tracker.models.party import Party
from tracker.review.accept import accept
from tracker.review.attach import attach
from tracker.review.edit import edit
from tracker.review.record import record_condition
from tracker.review.reject import reject
from tracker.review.supersede import correct, supersede
from tracker.review.undo import undo
from tracker.review.withdraw import withdraw
from tracker.review.withhold import withhold

pytestmark = pytest.mark.django_db

FORMATS = ("/changes/feed.rss", "/changes/feed.atom")
HOSTILE = "Synthetic: <b>bold</b> & ]]> </script> 😀 العربية “quoted” \x0b\x1f\ufffe end."


@pytest.mark.parametrize("address", FORMATS)
def test_a_new_position_comes_with_its_sentence_source_and_author(client: Client, address: str) -> None:
    editor = make_editor(name="River Desk")
    make_condition(editor, summary="no foreign observers")
    (entry,) = read_feed(client, address).entries
    assert entry.title == "New position: Northland rejects monitoring in the River truce: no foreign observers"
    assert SENTENCE.replace("'", "&#x27;") in entry.summary or SENTENCE in entry.summary
    assert "Test Wire, 4 May 2030" in entry.summary
    assert entry.author == "River Desk"
    assert {tag.term for tag in entry.tags} == {"River truce", "Northland", "Monitoring", "River war"}
    assert entry.link == f"http://testserver/changes/{Change.objects.get().pk}/"


def test_the_json_feed_says_the_same(client: Client) -> None:
    make_condition(make_editor(name="River Desk"))
    feed = read_json(client)
    (item,) = feed["items"]
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://testserver/changes/feed.json"
    assert item["title"] == titles(client)[0]
    assert item["id"] == read_feed(client).entries[0].id == read_feed(client, FORMATS[0]).entries[0].id
    assert item["authors"] == [{"name": "River Desk"}]
    assert "Northland" in item["tags"]


def test_there_is_one_item_for_each_change_and_its_id_stays_when_the_object_changes_again(client: Client) -> None:
    editor, old = make_editor(), make_condition(summary="no observers")
    (first,) = [item["id"] for item in read_json(client)["items"]]
    supersede(old, make_draft(stance="open", summary="observers of its choice"), editor=editor)
    edit(Party, make_party().pk, {"name": "Northland Union"}, editor=editor)
    ids = [item["id"] for item in read_json(client)["items"]]
    assert len(ids) == len(set(ids)) == Change.objects.count() == 3
    assert ids[-1] == first
    assert first.startswith("urn:uuid:")


def test_ids_do_not_depend_on_the_host(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    make_condition()
    one = client.get("/changes/feed.json", headers={"host": "one.example"}).json()["items"][0]
    two = client.get("/changes/feed.json", headers={"host": "two.example"}).json()["items"][0]
    assert one["id"] == two["id"]
    assert one["url"].startswith("http://one.example/changes/")


def test_a_new_word_of_a_party_shows_old_and_new(client: Client) -> None:
    old = make_condition(summary="no observers")
    supersede(old, make_draft(stance="open", summary="observers of its choice"), editor=make_editor())
    newest = read_json(client)["items"][0]
    assert newest["title"] == (
        "Replaced: Northland on monitoring in the River truce: rejects: no observers → open: observers of its choice"
    )
    assert "<del>rejects: no observers</del> → <ins>open: observers of its choice</ins>" in newest["content_html"]


def test_withdrawn_and_corrected_items_appear_with_their_reason(client: Client) -> None:
    editor, wrong = make_editor(), make_condition(attribution="an official")
    fixed = correct(
        wrong, make_draft(attribution="its envoy"), editor=editor, reason="The envoy was named further down."
    ).record
    withdraw(fixed, editor=editor, reason="The sentence was about another text.")
    withdrawn, corrected, _ = read_json(client)["items"]
    assert corrected["title"].endswith(": speaker: an official → speaker: its envoy")
    assert "Reason: The envoy was named further down." in corrected["content_html"]
    assert withdrawn["title"].startswith("Withdrawn: Northland rejects monitoring")
    assert "<del>" in withdrawn["content_html"]
    assert "Reason: The sentence was about another text." in withdrawn["content_html"]


def test_another_source_shows_the_new_sentence_only(client: Client) -> None:
    condition = make_condition()
    other = "The Marsh Front demands the withdrawal of Northland's army behind the river Ell."
    attach(condition, (cite(make_snapshot(outlet="Second Wire"), other),), editor=make_editor())
    newest, first = read_json(client)["items"]
    assert newest["title"].startswith("Another source: Northland rejects")
    assert "Second Wire" in newest["content_html"]
    assert "Test Wire" not in newest["content_html"]
    assert "Second Wire" not in first["content_html"]


def test_an_undone_change_has_an_item_that_says_what_was_undone(client: Client) -> None:
    make_condition()
    undo(Change.objects.get(), editor=make_editor())
    assert [title.partition(":")[0] for title in titles(client)] == ["Undone", "New position"]
    assert "Undone: entry – Northland rejects monitoring" in titles(client)[0]


def test_a_withheld_quote_leaves_every_item_at_once_and_says_so(client: Client) -> None:
    make_condition()
    assert "Northland rejects any" in read_json(client)["items"][0]["content_html"]
    withhold(Citation.objects.get(), editor=make_editor("chief"), reason="Order of a court.")
    items = read_json(client)["items"]
    assert len(items) == 2
    assert items[0]["title"].startswith("Withheld: A quote for “Northland rejects")
    for item in items:
        assert "Northland rejects any" not in item["content_html"]
        assert "The quote is withheld on" in item["content_html"]
        assert "Order of a court." in item["content_html"]


def test_a_suggestion_never_reaches_the_feed_before_it_is_accepted(client: Client) -> None:
    editor, suggestion = make_editor(), make_suggestion()
    reject(suggestion, reason="misread", editor=editor)
    undo(Change.objects.get(), editor=editor)
    assert shown(client) == []
    change = accept(suggestion, editor=editor, is_confirmed=True).change
    assert shown(client) == [change.pk]


@pytest.mark.parametrize("address", FORMATS)
def test_hostile_texts_are_valid_xml_and_stay_text(client: Client, address: str) -> None:
    text = f"{SENTENCE} {HOSTILE} The end."
    snapshot = make_snapshot(text, outlet="A & B <i>")
    record_condition(
        make_draft(snapshot, summary="<script>x</script> & ]]> 😀 العربية\x08", citations=(cite(snapshot, HOSTILE),)),
        editor=make_editor(),
    )
    (entry,) = read_feed(client, address).entries
    assert "😀 العربية" in entry.summary
    assert "<b>" not in entry.summary
    assert "<script>" not in entry.summary
    assert not {"\x08", "\x0b", "\x1f", "\ufffe"} & set(client.get(address).content.decode())
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; ]]&gt;" in read_json(client)["items"][0]["content_html"]


def test_characters_that_xml_forbids_are_taken_out_and_all_others_stay() -> None:
    from tracker.feeds.text import cleaned

    assert cleaned("a\x00b\x1f\ud800\ufffe\uffffc") == "abc"
    assert cleaned("tab\tline\nreturn\r é 😀 \u0085\ufffd") == "tab\tline\nreturn\r é 😀 \u0085\ufffd"


def test_a_long_quote_is_cut_to_what_may_be_published(client: Client) -> None:
    long = "Synthetic words " + "word " * 150 + "last."
    snapshot = make_snapshot(f"{SENTENCE} {long}")
    record_condition(make_draft(snapshot, citations=(cite(snapshot, long),)), editor=make_editor())
    content = read_json(client)["items"][0]["content_html"]
    quote = content.partition("<blockquote><p>")[2].partition("</p>")[0]
    assert 250 < len(quote) <= 300
    assert quote.endswith("word…")


def test_what_rests_on_a_demonstration_text_says_so(client: Client) -> None:
    make_condition(citations=(cite(make_snapshot(TEXT, is_sample=True)),))
    assert "(written for demonstration)" in read_json(client)["items"][0]["content_html"]


def test_a_link_that_is_not_a_web_address_is_not_a_link(client: Client) -> None:
    make_condition(citations=(cite(make_snapshot(url="javascript:alert(1)")),))
    assert "javascript" not in read_json(client)["items"][0]["content_html"]


def test_standing_positions_are_in_the_feed_too(client: Client) -> None:
    make_condition(proposal=None, term=make_term("withdrawal"), stance="demands")
    assert titles(client) == ["New position: Northland demands withdrawal in any ceasefire in the River war conflict"]
