"""Fetches one page: follows redirects by hand, checks every hop, and says in plain words why it did not."""

from dataclasses import dataclass

import httpcore
import httpx

from tracker.outbound.address import check_url, read_url
from tracker.outbound.body import ACCEPTED_CODING, read_body
from tracker.outbound.charset import decode_body
from tracker.outbound.deadline import Deadline
from tracker.outbound.refusal import FetchRefused
from tracker.outbound.rules import DEFAULT_LIMITS, PUBLIC_ONLY, Limits, NetworkRules
from tracker.outbound.transport import CheckedTransport

CONTENT_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})

REQUEST_HEADERS = {
    "User-Agent": "ceasefire-terms-tracker/0.1",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8",
    "Accept-Encoding": ACCEPTED_CODING,
}

STATUS_REASONS = {
    401: "The site asks for a login before it shows this page",
    402: "The site asks for payment before it shows this page",
    403: "The site refuses to show this page",
    404: "The site has no page at this address",
    410: "The site has removed this page",
    429: "The site asks to be visited less often; try again later",
    451: "The site may not show this page for legal reasons",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was fetched: where it was asked for, where it was found, and its text decoded but not cleaned."""

    url: str
    final_url: str
    content_type: str
    charset: str
    text: str


def fetch_page(url: str, *, limits: Limits = DEFAULT_LIMITS, network: NetworkRules = PUBLIC_ONLY) -> Page:
    """Return the page at `url`; raise FetchRefused, with a reason for the editor, whenever there is none to return.

    `limits` and `network` come from code, never from a request.
    """
    deadline = Deadline(limits.seconds)
    transport = CheckedTransport(network, deadline)
    with httpx.Client(transport=transport, headers=REQUEST_HEADERS, timeout=None, trust_env=False) as client:
        try:
            return _follow(client, url, limits, network)
        except (
            httpcore.TimeoutException,
            httpcore.NetworkError,
            httpcore.ProtocolError,
        ) as error:
            raise (deadline.build_refusal() if deadline.is_over else _describe_failure(error)) from error


def _follow(client: httpx.Client, url: str, limits: Limits, network: NetworkRules) -> Page:
    target = read_url(url.strip())
    for _ in range(limits.max_redirects + 1):
        check_url(target, network)
        response = _request(client, target)
        try:
            if not response.has_redirect_location:
                return _read_page(response, url, limits)
        finally:
            response.close()
        target = read_url(response.headers["location"], target)
    raise FetchRefused(f"The address redirected more than {limits.max_redirects} times.")


def _request(client: httpx.Client, target: httpx.URL) -> httpx.Response:
    try:
        return client.send(client.build_request("GET", target), stream=True, follow_redirects=False)
    except (httpx.RemoteProtocolError, UnicodeError) as error:
        # httpx reads the address of a redirect even where it does not follow it.
        raise FetchRefused("The site redirects to an address that cannot be read as a URL.") from error


def _read_page(response: httpx.Response, url: str, limits: Limits) -> Page:
    if response.status_code != 200:
        raise FetchRefused(_describe_status(response.status_code))
    content_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
    if content_type not in CONTENT_TYPES:
        what = f"is of type {content_type[:80]}" if content_type else "does not say of which type it is"
        raise FetchRefused(f"The page {what}; only HTML and plain text are read.")
    body = read_body(response, max_bytes=limits.max_bytes)
    text, charset = decode_body(body, header=response.charset_encoding)
    return Page(
        url=url,
        final_url=str(response.url),
        content_type=content_type,
        charset=charset,
        text=text,
    )


def _describe_status(status: int) -> str:
    default = "The site failed to show this page; try again later" if status >= 500 else "The site sent no page"
    return f"{STATUS_REASONS.get(status, default)} (status {status})."


def _describe_failure(error: Exception) -> FetchRefused:
    if isinstance(error, httpcore.ConnectError | httpcore.ConnectTimeout):
        return FetchRefused("The site could not be reached; it accepts no connection.")
    if isinstance(error, httpcore.ProtocolError):
        return FetchRefused("The site broke off or did not answer in HTTP.")
    return FetchRefused("The connection to the site broke off.")
