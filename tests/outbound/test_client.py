"""One page fetched from a real server: redirects, limits, types and the reasons an editor reads."""

import gzip
import zlib

import pytest

from tracker.outbound.body import GzipBody
from tracker.outbound.client import Page, fetch_page
from tracker.outbound.refusal import FetchRefused
from tracker.outbound.rules import DEFAULT_LIMITS, Limits, NetworkRules

from .server import Answer, Site, drip, redirect, send, send_raw, send_status, serve, wait

SMALL = Limits(max_bytes=10_000)
BRIEF = Limits(seconds=0.5)
PAGE_HEAD = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n"


def fetch(answers: dict[str, Answer], limits: Limits = DEFAULT_LIMITS) -> Page:
    with serve(answers) as site:
        return fetch_page(site.url(), limits=limits, network=site.rules())


def read_reason(answers: dict[str, Answer], limits: Limits = DEFAULT_LIMITS) -> str:
    with pytest.raises(FetchRefused) as refusal:
        fetch(answers, limits)
    return refusal.value.reason


def test_page_is_fetched_with_its_text_and_where_it_was_found() -> None:
    with serve({"/news": send("<p>Żółw</p>".encode())}) as site:
        page = fetch_page(f"  {site.url('/news')}\n", network=site.rules())
    assert page.text == "<p>Żółw</p>"
    assert page.final_url == site.url("/news")
    assert (page.content_type, page.charset) == ("text/html", "utf-8")


def test_site_is_told_who_asks() -> None:
    with serve({"/": send()}) as site:
        fetch_page(site.url(), network=site.rules())
    assert site.headers[0]["User-Agent"] == "ceasefire-terms-tracker/0.1"


def test_loopback_is_refused_unless_the_rules_name_it() -> None:
    with serve({"/": send()}) as site:
        rules = NetworkRules(allowed_ports=frozenset({site.port}))
        with pytest.raises(FetchRefused, match="the server itself"):
            fetch_page(site.url(), network=rules)
    assert site.requests == []


def test_proxy_of_the_environment_is_passed_by(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve({}) as proxy, serve({"/": send()}) as site:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url())
        assert "synthetic" in fetch_page(site.url(), network=site.rules()).text
    assert proxy.requests == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_is_followed(status: int) -> None:
    page = fetch({"/": redirect("/moved", status), "/moved": send()})
    assert page.final_url.endswith("/moved")


def test_five_redirects_are_followed_and_a_sixth_is_not() -> None:
    chain = {"/": redirect("/1")} | {f"/{n}": redirect(f"/{n + 1}") for n in range(1, 5)}
    assert fetch(chain | {"/5": send()}).final_url.endswith("/5")
    assert read_reason(chain | {"/5": redirect("/6"), "/6": send()}) == "The address redirected more than 5 times."


def test_redirect_loop_ends() -> None:
    assert read_reason({"/": redirect("/back"), "/back": redirect("/")}) == "The address redirected more than 5 times."


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://10.0.0.5/", "private network (10.0.0.5)"),
        ("http://169.254.169.254/latest/meta-data/", "(169.254.169.254)"),
        ("http://127.0.0.2/", "the server itself (127.0.0.2)"),
        ("//[::1]/", "the server itself (::1)"),
        ("http://2130706433/", "unusual form"),
        ("file:///etc/passwd", "Only http and https"),
        ("http://editor:secret@127.0.0.1/", "user name"),
        ("http://127.0.0.1:6379/", "Port 6379"),
        ("http://[::1", "cannot be read as a URL"),
        ("http://xn--/", "cannot be read as a URL"),
    ],
)
def test_redirect_is_checked_like_the_first_address(location: str, reason: str) -> None:
    assert reason in read_reason({"/": redirect(location)})


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (204, "sent no page (status 204)"),
        (304, "sent no page (status 304)"),
        (401, "login"),
        (403, "refuses to show this page (status 403)"),
        (404, "no page at this address (status 404)"),
        (410, "removed"),
        (418, "sent no page (status 418)"),
        (429, "less often"),
        (451, "legal reasons"),
        (500, "failed to show this page"),
        (503, "try again later (status 503)"),
    ],
)
def test_status_other_than_ok_is_explained(status: int, reason: str) -> None:
    assert reason in read_reason({"/": send_status(status)})


@pytest.mark.parametrize("content_type", ["application/pdf", "image/png", "application/json", "text/css", None])
def test_content_that_is_not_a_page_is_refused(content_type: str | None) -> None:
    assert "only HTML and plain text are read" in read_reason({"/": send(content_type=content_type)})


@pytest.mark.parametrize(
    "content_type", ["text/html", "application/xhtml+xml", "text/plain; charset=utf-8", "TEXT/HTML"]
)
def test_pages_of_the_three_types_are_fetched(content_type: str) -> None:
    assert "synthetic" in fetch({"/": send(content_type=content_type)}).text


def test_compressed_page_is_unpacked() -> None:
    body = gzip.compress(b"<p>synthetic</p>" * 100)
    assert fetch({"/": send(body, Content_Encoding="gzip")}).text == "<p>synthetic</p>" * 100


def test_page_of_exactly_the_limit_is_fetched() -> None:
    assert len(fetch({"/": send(b"a" * 10_000)}, SMALL).text) == 10_000
    assert len(fetch({"/": send(gzip.compress(b"a" * 10_000), Content_Encoding="gzip")}, SMALL).text) == 10_000


@pytest.mark.parametrize(
    "answer",
    [
        send(b"a" * 10_001),
        send_raw(PAGE_HEAD + b"a" * 10_001),
        send(b"", Content_Length="99999999999999999999"),
        send(gzip.compress(b"a" * 10_001), Content_Encoding="gzip"),
        send(gzip.compress(b"a" * 50_000_000), Content_Encoding="gzip"),
    ],
    ids=["plain", "no length", "declared", "gzip", "gzip bomb"],
)
def test_page_over_the_limit_is_refused(answer: Answer) -> None:
    assert read_reason({"/": answer}, Limits(max_bytes=10_000)) == "The page is larger than 10,000 bytes."


def test_gzip_bomb_within_the_default_limit_on_the_wire_is_refused() -> None:
    bomb = gzip.compress(b"a" * 50_000_000)
    assert len(bomb) < 100_000
    assert read_reason({"/": send(bomb, Content_Encoding="gzip")}) == "The page is larger than 5,000,000 bytes."


def test_bomb_is_never_unpacked_beyond_what_is_asked_for() -> None:
    assert len(GzipBody().unpack(gzip.compress(b"a" * 50_000_000), 10_001)) == 10_001


def test_compressed_data_that_never_unpacks_to_anything_is_stopped() -> None:
    packer = zlib.compressobj(wbits=31)
    empty_blocks = packer.flush(zlib.Z_FULL_FLUSH) + b"\x00\x00\x00\xff\xff" * 3000
    head = PAGE_HEAD.removesuffix(b"\r\n") + b"Content-Encoding: gzip\r\n\r\n"
    reason = read_reason({"/": send_raw(head + empty_blocks)}, SMALL)
    assert reason == "The page is larger than 10,000 bytes."


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"not gzip", "cannot be unpacked"),
        (gzip.compress(b"a" * 1000)[:-4], "broke off"),
        (gzip.compress(b"one") + gzip.compress(b"two"), "goes on after its end"),
    ],
    # Named here: compressed bytes hold the second they were made in, and two workers would collect different tests.
    ids=["no gzip", "cut off", "two in one"],
)
def test_broken_compression_is_refused_rather_than_cut_short(body: bytes, reason: str) -> None:
    assert reason in read_reason({"/": send(body, Content_Encoding="gzip")})


@pytest.mark.parametrize("coding", ["br", "gzip, gzip", "zstd"])
def test_encoding_that_was_not_asked_for_is_refused(coding: str) -> None:
    assert "not asked for" in read_reason({"/": send(Content_Encoding=coding)})


def test_page_shorter_than_announced_is_refused() -> None:
    assert "broke off" in read_reason({"/": send(b"half", Content_Length="8")})


def test_answer_that_is_not_http_is_refused() -> None:
    assert "did not answer in HTTP" in read_reason({"/": send_raw(b"SSH-2.0\r\n\r\n")})


@pytest.mark.parametrize(
    ("opening", "drop"),
    [(PAGE_HEAD, b"a"), (b"HTTP/1.0 200 OK\r\nX-Slow: ", b"a"), (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n")],
    ids=["body", "header", "endless early hints"],
)
def test_server_that_drips_is_cut_off(opening: bytes, drop: bytes) -> None:
    answers: dict[str, Answer] = {}
    with serve(answers) as site:
        answers["/"] = drip(site, opening, drop)
        assert read_slow_reason(site) == "The site took longer than 0.5 seconds to answer; the fetch was stopped."


def test_silent_server_is_cut_off() -> None:
    answers: dict[str, Answer] = {}
    with serve(answers) as site:
        answers["/"] = wait(site, None, send())
        assert "longer than 0.5 seconds" in read_slow_reason(site)


def test_redirects_share_one_deadline() -> None:
    answers: dict[str, Answer] = {}
    with serve(answers) as site:
        answers["/"] = wait(site, 0.3, redirect("/"))
        assert "longer than 0.5 seconds" in read_slow_reason(site)
    assert len(site.requests) == 2


def read_slow_reason(site: Site) -> str:
    with pytest.raises(FetchRefused) as refusal:
        fetch_page(site.url(), limits=BRIEF, network=site.rules())
    return refusal.value.reason


def test_port_that_nobody_listens_on_is_said_to_be_out_of_reach() -> None:
    with serve({}) as site:
        url, rules = site.url(), site.rules()
    with pytest.raises(FetchRefused, match="could not be reached"):
        fetch_page(url, network=rules)
