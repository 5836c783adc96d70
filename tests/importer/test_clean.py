"""Fetched, pasted and uploaded text becomes the text of a snapshot; all articles here are synthetic."""

import codecs
import socket
import unicodedata
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker.importer.clean import (
    LARGEST_TEXT_BYTES,
    LARGEST_UPLOAD_BYTES,
    clean_article,
    clean_page,
    clean_text,
    decode_upload,
    is_html,
)
from tracker.importer.errors import ArticleRefused

FIRST = "The invented council of Northmark met again on Friday and spoke about the draft for an hour."
SECOND = "A spokesman of Northmark said that the pause would last sixty days, should both councils agree to it."
URL = "https://www.news.example/2024/11/05/northmark-talks"

# Surrogates included, which hypothesis leaves out of text() by default, and more of what the cleaning is about.
ANY_TEXT = st.text(st.characters() | st.sampled_from("\0\r\n\t \x0b\x0c\x85\u2028\ufeff\ud800\udfff\u0301e\xa0\u3000"))


def make_page(*, head: str = "", article: str = f"<p>{FIRST}</p><p>{SECOND}</p>") -> str:
    return (
        f"<!doctype html><html><head><title>Northmark talks</title>{head}</head><body>"
        f"<nav><ul><li><a href='/'>Home of the site</a></li><li><a href='/x'>Subscribe now</a></li></ul></nav>"
        f"<article><h1>Northmark talks</h1>{article}</article>"
        f"<section id='comments'><div class='comment'><p>First! says a reader of the page below it.</p></div></section>"
        f"<footer><p>All rights reserved by nobody.</p></footer></body></html>"
    )


@given(ANY_TEXT)
@example("a\r\n\n\r\n\nb")
@example("a \0\n\x00\n \n b")
@example("\n\ufeff \n e\u0301\ufeff\u0301")
@settings(deadline=None)
def test_cleaned_text_stays_as_it_is_and_can_be_stored(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert cleaned.encode().decode() == cleaned
    assert not set(cleaned) & {"\0", "\r", "\x0b", "\x0c", "\x1f", "\x7f", "\ufeff"}
    assert "\n\n\n" not in cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert all(line == line.rstrip() for line in cleaned.split("\n"))


@given(st.text(st.characters(categories=["L", "N", "P"])))
@settings(deadline=None)
def test_no_letter_digit_or_punctuation_mark_is_lost(text: str) -> None:
    assert clean_text(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("page one\fpage two\u2028line", "page one\npage two\nline"),
        ("a  \nb\t\n\n\n\nc\xa0", "a\nb\n\nc"),
        ("\ufeffcease\0fire\ud83d", "ceasefire"),
        ("\tcolumn\tcolumn", "\tcolumn\tcolumn"),
        ("cafe\u0301", "café"),
        ("\n\n  indented\n", "  indented"),
        ("", ""),
    ],
)
def test_text_is_normalised(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


def test_very_long_run_of_spaces_is_cleaned_like_any_other() -> None:
    assert clean_text("a" + " " * 1_000_000 + "b") == "a" + " " * 1_000_000 + "b"


@pytest.mark.parametrize("text", ["", " \n\t\r\n ", "\0\ufeff"])
def test_empty_article_is_refused(text: str) -> None:
    with pytest.raises(ArticleRefused, match="No article text"):
        clean_article(text)


def test_article_of_less_than_a_sentence_is_refused_with_its_length() -> None:
    with pytest.raises(ArticleRefused, match="too short") as refusal:
        clean_article("Talks go on.\n\n\n")
    assert "length 12" in refusal.value.reason
    assert clean_article("a" * 40) == "a" * 40


def test_article_over_the_limit_is_refused_by_its_size_in_bytes() -> None:
    assert len(clean_article("a" * LARGEST_TEXT_BYTES)) == LARGEST_TEXT_BYTES
    with pytest.raises(ArticleRefused, match="too long"):
        clean_article("é" * (LARGEST_TEXT_BYTES // 2 + 1))


def test_page_gives_its_article_without_what_stands_around_it() -> None:
    page = clean_page(make_page(), url=URL)
    assert FIRST in page.text
    assert SECOND in page.text
    assert page.title == "Northmark talks"
    for around in ("Subscribe now", "says a reader", "rights reserved"):
        assert around not in page.text


def test_page_keeps_lists_and_tables() -> None:
    table = "<table><tr><th>Term</th><th>Value</th></tr><tr><td>Pause</td><td>sixty days</td></tr></table>"
    items = "<ul><li>A withdrawal of both invented armies behind the river</li></ul>"
    text = clean_page(make_page(article=f"<p>{FIRST}</p>{items}{table}<p>{SECOND}</p>"), url=URL).text
    assert "behind the river" in text
    assert "sixty days" in text.split(SECOND)[0]


def test_text_of_a_page_is_cleaned_as_pasted_text_is() -> None:
    page = clean_page(make_page(article=f"<p>{FIRST}</p><p>cafe\u0301\0 \ud800{SECOND}</p>"), url=URL)
    assert page.text == clean_text(page.text)
    assert "café" in page.text


def test_outlet_and_first_day_of_publication_are_read_from_the_page() -> None:
    head = (
        '<meta property="og:site_name" content="Northmark  Gazette">'
        '<meta property="article:modified_time" content="2024-11-09T08:00:00Z">'
        '<meta property="article:published_time" content="2024-11-07T08:00:00Z">'
    )
    page = clean_page(make_page(head=head), url="https://www.news.example/a")
    assert page.outlet == "Northmark Gazette"
    assert page.published_on == date(2024, 11, 7)


def test_host_stands_in_for_an_outlet_and_the_address_for_a_day() -> None:
    page = clean_page(make_page(), url=URL)
    assert page.outlet == "news.example"
    assert page.published_on == date(2024, 11, 5)


def test_day_that_only_the_text_mentions_is_not_taken_for_the_day_of_publication() -> None:
    article = f"<p>{FIRST}</p><p>On 3 May 2019 the councils of Northmark had signed an earlier paper.</p>"
    assert clean_page(make_page(article=article), url="https://www.news.example/a").published_on is None


def test_uploaded_page_without_an_address_is_cleaned() -> None:
    page = clean_page(make_page(), url="")
    assert FIRST in page.text
    assert page.outlet == ""


def test_fragment_of_a_page_is_cleaned() -> None:
    assert clean_page(f"<p>{FIRST} {SECOND}</p>", url="").text == f"{FIRST} {SECOND}"


@pytest.mark.parametrize(
    "html", ["", "<html></html>", "<html><body><script>run()</script></body></html>", "\0", "<!-- -->"]
)
def test_page_without_an_article_is_refused(html: str) -> None:
    with pytest.raises(ArticleRefused, match="No article text was found"):
        clean_page(html, url=URL)


@pytest.mark.parametrize("html", ["<!-- --><video><video></video><frame>", "<div>" * 3000 + FIRST])
def test_markup_that_the_parser_stumbles_over_is_refused_like_any_other(html: str) -> None:
    with pytest.raises(ArticleRefused):
        clean_page(html, url=URL)


def test_page_with_a_few_words_is_refused() -> None:
    with pytest.raises(ArticleRefused, match="too short"):
        clean_page("<html><body><p>Please enable cookies.</p></body></html>", url=URL)


def test_cleaning_a_page_touches_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        pytest.fail(f"the network was used: {arguments}")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    head = f'<link rel="canonical" href="{URL}"><base href="{URL}"><link rel="amphtml" href="{URL}?amp">'
    assert FIRST in clean_page(make_page(head=head), url=URL).text
    assert clean_page(URL, url=URL).text == URL


@pytest.mark.parametrize(
    "content",
    [
        "“Žluťoučký” – text".encode(),
        codecs.BOM_UTF8 + "“Žluťoučký” – text".encode(),
        codecs.BOM_UTF16_LE + "“Žluťoučký” – text".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "“Žluťoučký” – text".encode("utf-16-be"),
    ],
)
def test_unicode_upload_is_decoded(content: bytes) -> None:
    assert decode_upload(content) == "“Žluťoučký” – text"


def test_upload_in_an_old_character_set_is_decoded() -> None:
    assert decode_upload("“café”".encode("cp1252")) == "“café”"
    assert decode_upload(b"caf\xe9 \x81") == "café \x81"


def test_uploaded_page_is_decoded_as_it_declares() -> None:
    html = '<html><head><meta charset="windows-1251"></head><body>Слово</body></html>'
    assert decode_upload(html.encode("cp1251")) == html


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04....", "Word or zip"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\x7fELF\x00\x00", "not a text file"),
        (b"a" * (LARGEST_UPLOAD_BYTES + 1), "larger than 5,000,000 bytes"),
    ],
)
def test_upload_that_is_no_text_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(ArticleRefused, match=reason) as refusal:
        decode_upload(content)
    assert refusal.value.reason == str(refusal.value)


@given(st.binary(min_size=1))
@settings(deadline=None)
def test_any_upload_is_either_decoded_or_refused(content: bytes) -> None:
    with suppress(ArticleRefused):
        assert clean_text(decode_upload(content)).encode() is not None


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><html>",
        "\ufeff\n <HTML lang=en>",
        '<?xml version="1.0"?>\n<!-- saved --><!-- twice --><!doctype html>',
        "<head>",
        "<p>Text</p>",
        "<h2 class=x>",
    ],
)
def test_html_is_recognised_by_its_opening(text: str) -> None:
    assert is_html(text)


@pytest.mark.parametrize("text", ["", "Text <p>", "<northmark@news.example> wrote", "<pause>", "<!---->" * 100_000])
def test_other_text_is_not_taken_for_html(text: str) -> None:
    assert not is_html(text)
