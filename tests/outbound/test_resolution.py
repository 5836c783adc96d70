"""The connection is made to the very address that was checked, under the name that was asked for."""

import shutil
import socket
import subprocess
from pathlib import Path
from threading import Event

import pytest

from tracker.outbound.client import fetch_page
from tracker.outbound.refusal import FetchRefused
from tracker.outbound.rules import Limits, NetworkRules

from .server import LOOPBACK, redirect, send, serve

PUBLIC = "93.184.215.14"


class ChangingResolver:
    """Gives each look-up the next answer, as a rebinding name does."""

    def __init__(self, *answers: str) -> None:
        self.answers = iter(answers)
        self.asked: list[str] = []

    def __call__(self, host: str) -> list[str]:
        self.asked.append(host)
        return [next(self.answers)]


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Every address that a socket was told to connect to; none outside loopback is reached."""
    tried: list[tuple[str, int]] = []
    connect = socket.socket.connect

    def record(self: socket.socket, address: tuple[str, int]) -> None:
        tried.append(address[:2])
        if address[0] != LOOPBACK:
            raise ConnectionRefusedError
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", record)
    return tried


def test_only_the_checked_answer_is_connected_to(connections: list[tuple[str, int]]) -> None:
    resolver = ChangingResolver(PUBLIC, "10.0.0.5")
    with pytest.raises(FetchRefused, match="could not be reached"):
        fetch_page("http://rebinding.example/", network=NetworkRules(resolver=resolver))
    assert connections == [(PUBLIC, 80)]
    assert resolver.asked == ["rebinding.example"]


def test_name_that_changes_its_answer_on_a_redirect_is_refused(connections: list[tuple[str, int]]) -> None:
    with serve({"/": redirect("/again"), "/again": send()}) as site:
        resolver = ChangingResolver(LOOPBACK, "10.0.0.5")
        with pytest.raises(FetchRefused, match=r"private network \(10\.0\.0\.5\)"):
            fetch_page(site.url(host="rebinding.example"), network=site.rules(resolver))
    assert connections == [(LOOPBACK, site.port)]
    assert site.requests == [("/", f"rebinding.example:{site.port}")]


def test_site_is_asked_under_its_name() -> None:
    with serve({"/": send()}) as site:
        resolver = ChangingResolver(LOOPBACK)
        page = fetch_page(site.url(host="news.example"), network=site.rules(resolver))
    assert site.requests == [("/", f"news.example:{site.port}")]
    assert page.final_url == site.url(host="news.example")


def test_next_address_is_tried_when_the_first_does_not_answer(connections: list[tuple[str, int]]) -> None:
    with serve({"/": send()}) as site:
        rules = site.rules(lambda _: [PUBLIC, LOOPBACK])
        assert "synthetic" in fetch_page(site.url(host="news.example"), network=rules).text
    assert connections == [(PUBLIC, site.port), (LOOPBACK, site.port)]


def test_look_up_that_does_not_end_is_cut_off() -> None:
    is_over = Event()

    def resolver(host: str) -> list[str]:
        is_over.wait()
        return [PUBLIC]

    with pytest.raises(FetchRefused, match=r"longer than 0\.2 seconds"):
        fetch_page("http://slow.example/", limits=Limits(seconds=0.2), network=NetworkRules(resolver=resolver))
    is_over.set()


@pytest.fixture(scope="module")
def certificate_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for news.example, with its key, made for this run."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed: no certificate can be made for the HTTPS tests")
    path = tmp_path_factory.mktemp("tls") / "site.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example", "-keyout", path, "-out", path],
        check=True, capture_output=True,
    )  # fmt: skip
    return path


@pytest.fixture
def look_up_loopback() -> ChangingResolver:
    return ChangingResolver(LOOPBACK)


def test_certificate_is_checked_against_the_name(certificate_file: Path, look_up_loopback: ChangingResolver) -> None:
    with serve({"/": send()}, certificate_file=certificate_file) as site:
        rules = site.rules(look_up_loopback, certificate_file=certificate_file)
        assert "synthetic" in fetch_page(site.url(host="news.example"), network=rules).text


def test_certificate_for_another_name_is_refused(certificate_file: Path, look_up_loopback: ChangingResolver) -> None:
    with serve({"/": send()}, certificate_file=certificate_file) as site:
        rules = site.rules(look_up_loopback, certificate_file=certificate_file)
        with pytest.raises(FetchRefused, match="certificate could not be verified") as refusal:
            fetch_page(site.url(host="other.example"), network=rules)
    assert "other.example" in refusal.value.reason
    assert site.requests == []


def test_certificate_that_nobody_vouches_for_is_refused(
    certificate_file: Path, look_up_loopback: ChangingResolver
) -> None:
    refusal = pytest.raises(FetchRefused, match="certificate could not be verified")
    with serve({"/": send()}, certificate_file=certificate_file) as site, refusal:
        fetch_page(site.url(host="news.example"), network=site.rules(look_up_loopback))


def test_site_without_tls_behind_an_https_address_is_explained(look_up_loopback: ChangingResolver) -> None:
    with serve({"/": send()}) as site, pytest.raises(FetchRefused, match="No secure connection"):
        fetch_page(f"https://news.example:{site.port}/", network=site.rules(look_up_loopback))
