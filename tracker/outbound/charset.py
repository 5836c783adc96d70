"""Decides in which character set a page is written, and decodes it."""

import codecs
import re

FALLBACK = "utf-8"

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Browsers look at the first 1,024 bytes (WHATWG HTML, "prescan a byte stream"); pages in use declare it later too.
PRESCAN_BYTES = 4096
DECLARATION = re.compile(
    rb"""<(?:meta\b[^>]{0,300}?\bcharset|\?xml\b[^>]{0,100}?\bencoding)\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)

# WHATWG Encoding, "names and labels": these labels mean the wider Windows sets on the web, curly quotes included.
WIDER_SETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
}

# Python knows codecs that are no character sets (unicode_escape, utf-7, punycode); a page may not choose one.
KNOWN_SETS = re.compile(
    r"utf-8|utf-16(-[lb]e)?|cp125\d|cp866|cp874|cp932|cp949|iso8859-\d+|koi8-[ru]|mac-(roman|cyrillic)"
    r"|big5(hkscs)?|gbk|gb18030|euc_(jp|kr)|shift_jis|iso2022_jp"
)


def decode_body(body: bytes, *, header: str | None = None) -> tuple[str, str]:
    """Return the text of `body` without its byte order mark, and the name of the character set that was used.

    A byte order mark counts most, then the `header` label, then what the markup declares, then UTF-8 (the order of
    WHATWG HTML, "determining the character encoding"). Bytes that do not fit become U+FFFD; nothing is raised.
    """
    for mark, charset in BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(charset, errors="replace"), charset
    charset = find_charset(header) or find_declared_charset(body) or FALLBACK
    return body.decode(charset, errors="replace"), charset


def find_declared_charset(body: bytes) -> str | None:
    """Return the character set that a meta element or XML declaration near the start of `body` names, if any."""
    declared = DECLARATION.search(body[:PRESCAN_BYTES])
    charset = find_charset(declared[1].decode("ascii")) if declared else None
    # Whoever could read the declaration byte by byte was not reading UTF-16 (WHATWG HTML says the same).
    return "utf-8" if charset and charset.startswith("utf-16") else charset


def find_charset(label: str | None) -> str | None:
    """Return Python's name for the character set that the web means by `label`, None when it is none."""
    try:
        name = codecs.lookup((label or "").strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    name = WIDER_SETS.get(name, name)
    return name if KNOWN_SETS.fullmatch(name) else None
