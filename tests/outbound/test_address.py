"""Which URLs and which network addresses may be fetched."""

import socket
from ipaddress import ip_address

import pytest

from tracker.outbound.address import is_public
from tracker.outbound.client import fetch_page
from tracker.outbound.refusal import FetchRefused
from tracker.outbound.rules import NetworkRules, resolve_name

from .server import refuse_to_resolve

NO_LOOK_UP = NetworkRules(resolver=refuse_to_resolve)


def read_reason(url: str, network: NetworkRules = NO_LOOK_UP) -> str:
    with pytest.raises(FetchRefused) as refusal:
        fetch_page(url, network=network)
    assert str(refusal.value) == refusal.value.reason
    return refusal.value.reason


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/a", "gopher://example.org/", "data:,x"])
def test_only_web_schemes_are_fetched(url: str) -> None:
    assert "Only http and https" in read_reason(url)


@pytest.mark.parametrize("url", ["", "example.org/a", "//example.org/a"])
def test_address_without_scheme_is_refused(url: str) -> None:
    assert "without a scheme" in read_reason(url)


@pytest.mark.parametrize(
    "url", ["http://editor:secret@example.org/", "http://editor@example.org/", "http://example.org\\@10.0.0.5/"]
)
def test_user_name_in_the_address_is_refused(url: str) -> None:
    assert "user name" in read_reason(url)


@pytest.mark.parametrize("port", [22, 25, 5432, 6379, 8000])
def test_port_of_another_service_is_refused(port: int) -> None:
    assert read_reason(f"http://example.org:{port}/").startswith(f"Port {port} is not fetched")


@pytest.mark.parametrize(
    "url", ["http://0177.0.0.1/", "http://[::1", "http://example.org:web/", "http://exa\0mple.org/", "http://xn--/"]
)
def test_address_that_is_no_url_is_refused(url: str) -> None:
    assert "cannot be read as a URL" in read_reason(url)


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0x7f.1", "127.1", "017700000001", "127.0.0.1."])
def test_address_written_as_an_unusual_number_is_refused_before_any_look_up(host: str) -> None:
    assert "unusual form" in read_reason(f"http://{host}/")


@pytest.mark.parametrize("host", ["exa mple.org", "a..b", ".example.org", "a" * 64 + ".org", "example.org%2f.net"])
def test_host_name_that_cannot_exist_is_refused(host: str) -> None:
    assert "cannot exist" in read_reason(f"http://{host}/")


@pytest.mark.parametrize("zone", ["%25eth0", "%eth0", "%251"])
def test_address_with_a_zone_is_refused(zone: str) -> None:
    assert "network interface" in read_reason(f"http://[fe80::1{zone}]/")


@pytest.mark.parametrize(
    ("host", "named"),
    [
        ("127.0.0.1", "the server itself (127.0.0.1)"),
        ("10.0.0.5", "a private network (10.0.0.5)"),
        ("169.254.169.254", "(169.254.169.254)"),
        ("0.0.0.0", "(0.0.0.0)"),
        ("100.64.0.1", "(100.64.0.1)"),
        ("224.0.0.1", "a multicast group (224.0.0.1)"),
        ("[::1]", "the server itself (::1)"),
        ("[fd00:ec2::254]", "a private network (fd00:ec2::254)"),
        ("[::ffff:10.0.0.5]", "10.0.0.5"),
        ("[::ffff:7f00:1]", "127.0.0.1"),
        ("127。0。0。1", "the server itself (127.0.0.1)"),
    ],
)
def test_literal_address_that_is_not_public_is_refused_by_name(host: str, named: str) -> None:
    reason = read_reason(f"http://{host}/")
    assert named in reason
    assert reason.endswith("only public addresses are fetched.")


@pytest.mark.parametrize(
    "address",
    [
        "0.1.2.3", "10.0.0.5", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.0.0.192", "192.0.2.1",
        "192.168.1.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "168.63.129.16",
        "::", "::1", "::7f00:1", "::ffff:10.0.0.5", "::ffff:224.0.0.1", "64:ff9b::10.0.0.5", "64:ff9b::127.0.0.1",
        "64:ff9b:1::808:808", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1",
        "2002:a00:5::1", "2002:808:808::1", "5f00::1", "fc00::1", "fe80::1", "fec0::1", "ff02::1", "ff0e::1",
    ],
)  # fmt: skip
def test_address_outside_the_public_internet_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"])
def test_address_on_the_public_internet_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "answers",
    [
        ["10.0.0.5"],
        ["93.184.215.14", "10.0.0.5"],
        ["2606:4700::1111", "fd00::1"],
        ["fe80::1%2"],
        ["::ffff:192.168.0.1"],
        ["64:ff9b::a00:5"],
    ],
)
def test_name_with_any_address_that_is_not_public_is_refused(answers: list[str]) -> None:
    reason = read_reason("http://news.example/", NetworkRules(resolver=lambda _: answers))
    assert reason.endswith("only public addresses are fetched.")


def fail_to_resolve(host: str) -> list[str]:
    raise socket.gaierror(socket.EAI_NONAME, "unknown")


@pytest.mark.parametrize("resolver", [fail_to_resolve, lambda _: []])
def test_unknown_name_is_said_to_be_unknown(resolver: object) -> None:
    reason = read_reason("http://news.example/", NetworkRules(resolver=resolver))  # type: ignore[arg-type]
    assert "news.example was not found" in reason


def test_resolver_that_answers_with_something_else_is_refused() -> None:
    assert "no address" in read_reason("http://news.example/", NetworkRules(resolver=lambda _: ["localhost"]))


def test_name_in_another_script_is_looked_up_in_its_ascii_form() -> None:
    asked: list[str] = []

    def resolver(host: str) -> list[str]:
        asked.append(host)
        return ["10.0.0.5"]

    read_reason("http://новости.example/", NetworkRules(resolver=resolver))
    assert asked == ["новости".encode("idna").decode() + ".example"]


def test_system_resolver_keeps_the_zone_so_that_the_check_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = (socket.AF_INET6, socket.SOCK_STREAM, 6, "")
    found = [(*stream, ("fe80::1", 0, 0, 2)), (*stream, ("2606:4700::1111", 0, 0, 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert resolve_name("news.example") == ["fe80::1%2", "2606:4700::1111"]
