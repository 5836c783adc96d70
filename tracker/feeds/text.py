"""Text that any XML or JSON reader accepts."""

import re

# Everything outside the character range of XML 1.0: control characters, lone surrogates, U+FFFE and U+FFFF
# (https://www.w3.org/TR/xml/#charsets).
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def cleaned(text: str) -> str:
    """The text without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)
