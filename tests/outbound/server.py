"""Real local HTTP and HTTPS servers for the tests of the guarded client, and the rules that let it reach them."""

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

from tracker.outbound.rules import NetworkRules, Resolver

type Answer = Callable[[BaseHTTPRequestHandler], None]

LOOPBACK = "127.0.0.1"


@dataclass
class Site:
    """A running server: its port, the requests it saw (path and Host header), and a flag that ends slow answers."""

    port: int
    scheme: str = "http"
    requests: list[tuple[str, str]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    is_closing: Event = field(default_factory=Event)

    def url(self, path: str = "/", host: str = LOOPBACK) -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def rules(self, resolver: Resolver | None = None, *, certificate_file: Path | None = None) -> NetworkRules:
        """Let the client reach this server, and nothing else that is not public."""
        return NetworkRules(
            resolver=resolver or refuse_to_resolve,
            allowed_addresses=frozenset({LOOPBACK}),
            allowed_ports=frozenset({80, 443, self.port}),
            certificate_file=str(certificate_file) if certificate_file else None,
        )


def refuse_to_resolve(host: str) -> list[str]:
    raise OSError(f"no look-up was expected, but {host} was looked up")


def send(
    body: bytes = b"<p>A synthetic page.</p>", *, content_type: str | None = "text/html; charset=utf-8", **headers: str
) -> Answer:
    """A whole answer of status 200; further headers with underscores for dashes."""
    return send_status(200, body, content_type=content_type, **headers)


def send_status(status: int, body: bytes = b"", *, content_type: str | None = "text/html", **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        if content_type is not None:
            handler.send_header("Content-Type", content_type)
        if "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def send_raw(raw: bytes) -> Answer:
    """Exactly these bytes, then the end of the connection."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(raw)

    return answer


def redirect(location: str, status: int = 302) -> Answer:
    return send_status(status, Location=location)


def drip(site: Site, opening: bytes, drop: bytes) -> Answer:
    """Send `opening`, then a `drop` every 20 ms until the test is over: each single read succeeds at once."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(opening)
        while not site.is_closing.wait(0.02):
            handler.wfile.write(drop)

    return answer


def wait(site: Site, seconds: float | None, then: Answer) -> Answer:
    """Say nothing for `seconds` (None: until the test is over), then answer."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        site.is_closing.wait(seconds)
        then(handler)

    return answer


@contextmanager
def serve(answers: dict[str, Answer], *, certificate_file: Path | None = None) -> Iterator[Site]:
    """Run a server on 127.0.0.1 that answers each path as told; `answers` may still be filled while it runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.requests.append((self.path, self.headers["Host"]))
            site.headers.append(dict(self.headers))
            answers.get(self.path, send_status(404))(self)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test output quiet."""

    class QuietServer(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """The client hangs up on purpose; the server's complaint about it is no news."""

    server = QuietServer((LOOPBACK, 0), Handler)
    site = Site(server.server_port)
    if certificate_file:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate_file)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        site.scheme = "https"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.is_closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
