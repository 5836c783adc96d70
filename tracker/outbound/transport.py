"""The HTTP transport that connects to the very address that was checked, and never past the deadline.

httpcore asks its network backend to connect to a *name*; the backend here looks the name up once, checks every answer
and hands a *number* to the socket, so no second look-up can answer differently. The Host header, the TLS server name
and the certificate check still use the name, because the URL above keeps it.
"""

import ssl
from collections.abc import Iterable, Iterator
from typing import Any, override

import httpcore
import httpx

from tracker.outbound.address import find_addresses
from tracker.outbound.deadline import Deadline
from tracker.outbound.refusal import FetchRefused
from tracker.outbound.rules import NetworkRules

# One address that swallows packets must leave time for the next one.
CONNECT_SECONDS = 6.0
# A name may have hundreds of addresses; a page that four of them do not serve is not there.
ADDRESS_COUNT = 4


class DeadlineStream(httpcore.NetworkStream):
    """A connection on which each read, write and handshake gets what is left of the one deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        """Wrap an open `stream`."""
        self._stream = stream
        self._deadline = deadline

    @override
    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return up to `max_bytes` as soon as some are there."""
        return self._stream.read(max_bytes, timeout=self._deadline.remaining())

    @override
    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of `buffer`."""
        self._stream.write(buffer, timeout=self._deadline.remaining())

    @override
    def close(self) -> None:
        """Close the socket."""
        self._stream.close()

    @override
    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Return the connection with TLS on it; `server_hostname` is the URL's name, not the address."""
        try:
            stream = self._stream.start_tls(ssl_context, server_hostname, timeout=self._deadline.remaining())
        except httpcore.ConnectError as error:
            raise _describe_handshake(error) from error
        return DeadlineStream(stream, self._deadline)

    @override
    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore asks about the socket below."""
        return self._stream.get_extra_info(info)


class CheckedBackend(httpcore.NetworkBackend):
    """Opens connections to checked addresses only."""

    def __init__(self, network: NetworkRules, deadline: Deadline) -> None:
        """Hold the rules that each new connection is checked against."""
        self._network = network
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()

    @override
    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the first address of `host` that answers; raise FetchRefused as the check does."""
        addresses = find_addresses(host, self._network, self._deadline)[:ADDRESS_COUNT]
        failures: list[httpcore.ConnectError | httpcore.ConnectTimeout] = []
        for address in addresses:
            seconds = min(CONNECT_SECONDS, self._deadline.remaining())
            try:
                stream = self._sockets.connect_tcp(address, port, timeout=seconds, socket_options=socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failures.append(error)
            else:
                return DeadlineStream(stream, self._deadline)
        raise failures[-1]


class AnswerStream(httpx.SyncByteStream):
    """The body of an answer as it comes off the wire, still compressed."""

    def __init__(self, answer: httpcore.Response) -> None:
        """Wrap an answer whose body has not been read."""
        self._answer = answer

    @override
    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    @override
    def close(self) -> None:
        """Give the connection up."""
        self._answer.close()


class CheckedTransport(httpx.BaseTransport):
    """Sends httpx requests over checked connections, each request over a new one, past no proxy."""

    def __init__(self, network: NetworkRules, deadline: Deadline) -> None:
        """Prepare TLS; nothing is connected yet."""
        self._pool = httpcore.ConnectionPool(
            ssl_context=_build_tls(network),
            max_keepalive_connections=0,  # a redirect to the same host is looked up and checked again
            network_backend=CheckedBackend(network, deadline),
        )

    @override
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer with its body unread. The request's own body is not sent: this room only reads."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(httpcore.Request(request.method, url, headers=request.headers.raw))
        return httpx.Response(answer.status, headers=answer.headers, stream=AnswerStream(answer))

    @override
    def close(self) -> None:
        """Close what is still open."""
        self._pool.close()


def _describe_handshake(error: httpcore.ConnectError) -> FetchRefused:
    cause = error.__cause__  # readable only here: httpcore's pool drops it
    if isinstance(cause, ssl.SSLCertVerificationError):
        return FetchRefused(f"The site's certificate could not be verified ({cause.verify_message.rstrip('.')}).")
    return FetchRefused("No secure connection to the site could be made.")


def _build_tls(network: NetworkRules) -> ssl.SSLContext:
    if network.certificate_file:
        return ssl.create_default_context(cafile=network.certificate_file)
    return httpx.create_ssl_context(trust_env=False)
