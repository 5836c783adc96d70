"""What a fetch may cost and where it may go: constants from the code, never values from a request."""

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass

type Resolver = Callable[[str], Sequence[str]]

WEB_PORTS = frozenset({80, 443, 8080, 8443})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost: bytes after unpacking, seconds from start to end, redirects followed."""

    max_bytes: int = 5_000_000
    seconds: float = 20.0
    max_redirects: int = 5


def resolve_name(host: str) -> Sequence[str]:
    """Return every address that the system's resolver gives for `host`; raise OSError when there is none.

    A link-local address with a zone comes back as "fe80::1%2", which the address check refuses.
    """
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(_format_address(answer[4]) for answer in found))


def _format_address(socket_address: tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]) -> str:
    address = str(socket_address[0])
    zone = socket_address[3] if len(socket_address) == 4 else 0
    return f"{address}%{zone}" if zone and "%" not in address else address


@dataclass(frozen=True, slots=True)
class NetworkRules:
    """Where a fetch may go: public addresses, the web's ports.

    The fields exist for tests and for a desk behind its own certificate authority; they are set in code only.
    `allowed_addresses` are exceptions in canonical form ("127.0.0.1"), `certificate_file` a PEM file that replaces
    the public authorities.
    """

    resolver: Resolver = resolve_name
    allowed_addresses: frozenset[str] = frozenset()
    allowed_ports: frozenset[int] = WEB_PORTS
    certificate_file: str | None = None


DEFAULT_LIMITS = Limits()
PUBLIC_ONLY = NetworkRules()
