"""Turns what was fetched, pasted or uploaded into the text of a snapshot: normalised once, never edited afterwards."""

import codecs
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import trafilatura
from lxml.etree import LxmlError
from trafilatura.settings import Document

from tracker.importer.errors import ArticleRefused
from tracker.outbound.charset import decode_body, find_declared_charset

# Shorter than one sentence of a report: a cookie notice, a title, nothing that a term can be read from.
SHORTEST_TEXT = 40
# In UTF-8. The longest negotiated agreements run to some 300,000 characters; more is a mistake.
LARGEST_TEXT_BYTES = 1_000_000
# As much as the guarded client fetches of one page.
LARGEST_UPLOAD_BYTES = 5_000_000

LINE_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# NUL and the other C0 controls but tab and newline, DEL, surrogates (no character by themselves), byte order marks,
# and the two code points that XML 1.0, and so a feed, cannot carry.
UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")
EMPTY_LINES = re.compile("\n{3,}")

# Atomic and possessive, so that a file of nothing but comments cannot make the match run for ever.
HTML_OPENING = re.compile(
    r"\s*+(?:(?><!--.*?-->)\s*+|<\?xml[^>]*+>\s*+)*+"
    r"<(?:!doctype\s+html|html|head|body|meta|title|article|main|section|div|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
WHOLE_PAGE = re.compile(r"\s*+<(?:!doctype|!--|\?xml|html|head)", re.IGNORECASE)

# What the parsers below trafilatura were seen to raise, or may, on markup that they did not foresee: an AssertionError
# when the root is an element to be thrown away, a RecursionError when elements nest too deep.
PARSER_FAILURES = (AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError, LxmlError)

BINARY_OPENINGS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"{\\rtf": "an RTF file",
}
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """What an HTML page says: its title and outlet in one line each (may be empty), its text, its day if it has one."""

    title: str
    text: str
    published_on: date | None
    outlet: str


def clean_text(text: str) -> str:
    """Return `text` as a snapshot keeps it; cleaning a second time changes nothing.

    Line breaks are LF, at most two in a row and none at either end; no line ends in white space; no NUL, other control
    character, lone surrogate or byte order mark is left; characters are composed (Unicode NFC).
    """
    text = UNWANTED.sub("", LINE_BREAKS.sub("\n", text))
    text = unicodedata.normalize("NFC", text)
    # By line, not by a pattern: a pattern for trailing spaces takes quadratic time on a long run of them.
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return EMPTY_LINES.sub("\n\n", text).strip("\n")


def clean_article(text: str) -> str:
    """Return the cleaned text of an article that came as plain text; raise ArticleRefused when too short or long."""
    cleaned = clean_text(text)
    if not cleaned:
        raise ArticleRefused("No article text was found.")
    if len(cleaned) < SHORTEST_TEXT:
        raise ArticleRefused(
            f"The text is too short to be an article (length {len(cleaned)}, at least {SHORTEST_TEXT} characters)."
        )
    size = len(cleaned.encode())
    if size > LARGEST_TEXT_BYTES:
        raise ArticleRefused(f"The text is too long ({size:,} bytes; at most {LARGEST_TEXT_BYTES:,} are taken).")
    return cleaned


def clean_page(html: str, *, url: str) -> CleanedPage:
    """Return the article in `html`, without navigation, comments and advertisements; nothing is downloaded.

    The day is taken only from where a page states it (metadata, address, time element), never guessed from its text.
    `url` may be empty for an uploaded file. Raises ArticleRefused when there is no article or it is too short or long.
    """
    document = _extract_document(UNWANTED.sub("", html), url)
    if document is None:
        raise ArticleRefused("No article text was found on the page.")
    return CleanedPage(
        title=_join_line(document.title),
        text=clean_article(document.text or ""),
        published_on=date.fromisoformat(document.date) if document.date else None,
        outlet=_join_line(document.sitename) or (urlsplit(url).hostname or "").removeprefix("www."),
    )


def decode_upload(content: bytes) -> str:
    """Return the text of an uploaded .txt or .html file, not cleaned yet.

    UTF-16 with its mark, else UTF-8, else what the markup declares, else Windows-1252, else Latin-1 (which fits any
    bytes). Raises ArticleRefused when the file is empty, too large or not text.
    """
    if not content:
        raise ArticleRefused("The file is empty.")
    if len(content) > LARGEST_UPLOAD_BYTES:
        raise ArticleRefused(f"The file is larger than {LARGEST_UPLOAD_BYTES:,} bytes.")
    if content.startswith(UTF_16_MARKS):
        return decode_body(content)[0]
    for opening, kind in BINARY_OPENINGS.items():
        if content.startswith(opening):
            raise ArticleRefused(f"The file is {kind}; only text and HTML files are read.")
    if b"\0" in content:
        raise ArticleRefused("The file is not a text file.")
    for charset in ("utf-8-sig", find_declared_charset(content), "cp1252"):
        try:
            return content.decode(charset or "utf-8")
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def is_html(text: str) -> bool:
    """Return whether an uploaded text opens like an HTML page: a doctype or an element of one, after any comments."""
    return HTML_OPENING.match(text.removeprefix("\ufeff")) is not None


def _extract_document(html: str, url: str) -> Document | None:
    try:
        document = trafilatura.bare_extraction(
            _complete_page(html),
            url=url or None,
            favor_precision=True,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params={
                "original_date": True,
                "extensive_search": False,
                "max_date": datetime.now(UTC).date().isoformat(),
            },
        )
    except PARSER_FAILURES as error:
        raise ArticleRefused("The HTML of the page could not be read; paste its text instead.") from error
    return document if isinstance(document, Document) else None


def _complete_page(html: str) -> str:
    """Return `html` as a whole page: trafilatura takes a lone element for something other than HTML."""
    return html if WHOLE_PAGE.match(html) else f"<!doctype html><html><body>{html}</body></html>"


def _join_line(words: str | None) -> str:
    return " ".join(clean_text(words or "").split())
