"""Decides which URLs and which network addresses may be fetched."""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from threading import Thread

import httpx

from tracker.outbound.deadline import Deadline
from tracker.outbound.refusal import FetchRefused
from tracker.outbound.rules import NetworkRules, Resolver

DEFAULT_PORTS = {"http": 80, "https": 443}

# The only block of IPv6 from which public unicast addresses are given out: IANA, IPv6 Global Unicast Address Space.
GLOBAL_UNICAST = IPv6Network("2000::/3")
# RFC 6052: the last 32 bits are the IPv4 address that a translator will connect to.
NAT64 = IPv6Network("64:ff9b::/96")
# Public by number, but answered by the host's own control service: Azure (Microsoft, "What is 168.63.129.16") and
# Oracle (192.0.0.192, which Python counts as special only since 3.12.4).
CLOUD_CONTROL = frozenset({IPv4Address("168.63.129.16"), IPv4Address("192.0.0.192")})

# RFC 1123 labels, with the underscore that some names in use have; a trailing dot marks a full name.
HOST_NAME = re.compile(r"(?=.{1,253}\.?$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?")
# WHATWG URL, "ends in a number": such a host is an IPv4 address in decimal, octal, hexadecimal or short form.
NUMBER_LABEL = re.compile(r"(.*\.)?(0x[0-9a-f]*|[0-9]+)\.?")


def read_url(url: str, base: httpx.URL | None = None) -> httpx.URL:
    """Return `url` parsed (relative to `base` where given); raise FetchRefused when it is not a URL."""
    try:
        parsed = base.join(url) if base else httpx.URL(url)
        parsed.host.encode()  # a property that decodes international names, and fails on a broken one
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchRefused(f"The address cannot be read as a URL: {url[:200]!r}.") from error
    return parsed


def check_url(url: httpx.URL, network: NetworkRules) -> None:
    """Raise FetchRefused unless scheme, user part, host and port of `url` are such as a public page has."""
    if url.scheme not in DEFAULT_PORTS:
        raise FetchRefused(f"Only http and https addresses are fetched, not {url.scheme or 'one without a scheme'!r}.")
    if url.userinfo:
        raise FetchRefused("The address contains a user name or password; such addresses are not fetched.")
    if not url.host:
        raise FetchRefused("The address names no host.")
    port = url.port or DEFAULT_PORTS[url.scheme]
    if port not in network.allowed_ports:
        allowed = ", ".join(str(each) for each in sorted(network.allowed_ports))
        raise FetchRefused(f"Port {port} is not fetched; the allowed ports are {allowed}.")
    _check_host(url.raw_host.decode("ascii"))


def _check_host(host: str) -> None:
    if "%" in host and ":" in host:
        raise FetchRefused(f"The address names a network interface ({host}); only public addresses are fetched.")
    if _parse_address(host) is not None:
        return
    if not HOST_NAME.fullmatch(host):
        raise FetchRefused(f"The address contains a host name that cannot exist: {host[:200]!r}.")
    if NUMBER_LABEL.fullmatch(host):
        raise FetchRefused(f"The host {host} is an address written in an unusual form; write it as a name.")


def find_addresses(host: str, network: NetworkRules, deadline: Deadline) -> list[str]:
    """Return the addresses of `host` in canonical form, all of them checked, looked up exactly once.

    One address that is not public refuses the whole host: a name that mixes both is built to be chosen from.
    Raises FetchRefused when the name is unknown, an address is not public or the deadline passes.
    """
    literal = _parse_address(host)
    found = [host] if literal is not None else _resolve_before(deadline, network.resolver, host)
    if not found:
        raise FetchRefused(f"The name {host} was not found (no address in the DNS).")
    return [_check_address(each, network) for each in found]


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Return whether `address` is unicast on the public internet, seen through the forms that embed an IPv4 address.

    6to4 and Teredo are refused as such (RFC 7526, RFC 4380: both out of use); IPv4-mapped and NAT64 addresses count
    as the IPv4 address inside them.
    """
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast and address not in CLOUD_CONTROL
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    if address in NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    if address.sixtofour is not None or address.teredo is not None or address.scope_id is not None:
        return False
    return address.is_global and address in GLOBAL_UNICAST


def _check_address(text: str, network: NetworkRules) -> str:
    address = _parse_address(text)
    if address is None:
        raise FetchRefused(f"The name was resolved to something that is no address: {text[:200]!r}.")
    if str(address) not in network.allowed_addresses and not is_public(address):
        raise FetchRefused(
            f"The address points to {_name_range(address)} ({address}); only public addresses are fetched."
        )
    return str(address)


def _name_range(address: IPv4Address | IPv6Address) -> str:
    if address.is_loopback:
        return "the server itself"
    if address.is_multicast:
        return "a multicast group"
    return "a private network" if address.is_private else "a reserved network range"


def _parse_address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None


def _resolve_before(deadline: Deadline, resolver: Resolver, host: str) -> list[str]:
    """Ask the resolver in a thread of its own: the system's look-up takes no time limit and cannot be stopped."""
    answers: SimpleQueue[list[str] | OSError | UnicodeError] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(list(resolver(host)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    Thread(target=ask, name="name look-up", daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.remaining())
    except Empty as error:
        raise deadline.build_refusal() from error
    if isinstance(answer, list):
        return answer
    raise FetchRefused(f"The name {host} was not found (no answer from the DNS).") from answer
