"""Reads the body of an answer, unpacks it and stops at the limit."""

import zlib

import httpx

from tracker.outbound.refusal import FetchRefused

# What is asked for, and so all that has to be unpacked here.
ACCEPTED_CODING = "gzip"


class GzipBody:
    """Unpacks one gzip stream and never makes more bytes than it is asked for (httpx would unpack a chunk whole)."""

    def __init__(self) -> None:
        """Wait for the first chunk."""
        self._unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)

    @property
    def is_complete(self) -> bool:
        """Whether the end of the stream, with its checksum, has been seen."""
        return self._unpacker.eof

    def unpack(self, chunk: bytes, max_bytes: int) -> bytes:
        """Return at most `max_bytes` of what `chunk` holds; raise FetchRefused when it is not sound gzip."""
        try:
            unpacked = self._unpacker.decompress(chunk, max_bytes)
        except zlib.error as error:
            raise FetchRefused("The site sent a compressed page that cannot be unpacked.") from error
        # A second stream after the first would be silently lost otherwise.
        if self._unpacker.unused_data:
            raise FetchRefused("The site sent a compressed page that cannot be unpacked (it goes on after its end).")
        return unpacked


def read_body(response: httpx.Response, *, max_bytes: int) -> bytes:
    """Return the unpacked body, at most `max_bytes` long; raise FetchRefused when it is longer, broken or cut off."""
    too_large = FetchRefused(f"The page is larger than {max_bytes:,} bytes.")
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > max_bytes:
        raise too_large
    gzip = _choose_unpacker(response)
    body = bytearray()
    received_count = 0
    for chunk in response.iter_raw():
        received_count += len(chunk)
        body += gzip.unpack(chunk, max_bytes + 1 - len(body)) if gzip else chunk
        # Bytes on the wire count as well: compressed data can go on for ever without making any output.
        if max(received_count, len(body)) > max_bytes:
            raise too_large
    if gzip and received_count and not gzip.is_complete:
        raise FetchRefused("The connection broke off in the middle of the page.")
    return bytes(body)


def _choose_unpacker(response: httpx.Response) -> GzipBody | None:
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding in ("", "identity"):
        return None
    if coding in (ACCEPTED_CODING, "x-gzip"):
        return GzipBody()
    raise FetchRefused(f"The site sent the page in an encoding that was not asked for ({coding[:40]}).")
