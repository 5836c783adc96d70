"""Text preparation: blocks of the article with their role, and sentences with offsets into the untouched text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Span

type BlockRole = Literal["heading", "body", "bullet", "aside"]

# Analysis stops here, beyond the longest agreements there are, so that the time of one reading stays bounded.
MAXIMUM_TEXT = 400_000
MAXIMUM_BLOCK = 4_000
# Marks that show nothing (soft hyphen, zero width, direction) would stick to a word and hide it.
INVISIBLE = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff" + "".join(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
LENGTH_PRESERVING = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "\u00a0": " ", "\u202f": " ", "«": '"', "»": '"', "\t": " "}
    | dict.fromkeys(INVISIBLE, " ")
)
DATELINE = re.compile(
    r"^(?:[A-Z][A-Za-z.'\u00c0-\u024f-]*(?:[ /,]+[A-Z][A-Za-z.'\u00c0-\u024f-]*){0,4})"
    r"(?:,? *(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z.]* +\d{1,2})?(?: +\d{4})?"
    r" *(?:\([A-Za-z /.]{2,20}\) *)?(?: [-–—]{1,2} |[-–—]{2} ?)"
)
LABEL = re.compile(r"^(?:[-•*·–—]|\(?[0-9ivx]{1,4}[.)]|\(?[a-z]\))\s+")
ASIDE = re.compile(
    r"^(?:read more|read also|also read|related|see also|subscribe|sign up|follow us|"
    r"advertisement|photo|image|file photo|"
    r"share this|click here|watch:|listen:|newsletter|copyright|©|all rights reserved|(?:reporting|editing|writing) by|"
    r"reuters/|ap photo|getty|afp/|more on this)",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"\b(?:REUTERS|AFP|AP Photo|Getty Images|EPA)\s*/|/(?:Reuters|AFP|Getty|EPA)\b|\[File\b|\(File photo", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph; `start` is where `text` begins in the article, `text` a length-preserving copy of it."""

    start: int
    text: str
    role: BlockRole


SPEAKER_LABEL = re.compile(r"^([A-Z][\w.'-]*(?: [\w.'()-]+){0,6}): ")


def read_label(text: str) -> str | None:
    """The speaker a line of a transcript opens with ("Q", "SPOKESMAN", "MR. DOE"); None for any other line."""
    match = SPEAKER_LABEL.match(text)
    if match is None:
        return None
    label = match.group(1)
    is_role = (
        label.lower() in ("q", "a", "question", "answer", "moderator", "announcer", "reporter")
        or "spokes" in label.lower()
    )
    return label if is_role or (label.isupper() and len(label) > 3) else None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a parsed block; `start` and `end` are offsets into the article."""

    span: Span
    start: int
    end: int
    block: Block
    number: int


def judge_role(line: str, is_first: bool) -> BlockRole:
    """What a line is: heading, bullet, body, or an aside that is not the article (caption, teaser, subscription)."""
    if ASIDE.match(line) or (CAPTION.search(line) and len(line) < 400):
        return "aside"
    if LABEL.match(line):
        return "bullet"
    is_closed = line[-1] in ".!?:;\"')"
    if not is_closed and len(line) < 160 and (is_first or len(line.split()) <= 14):
        return "heading"
    return "body"


def is_prose(line: str) -> bool:
    """Whether enough of a line is letters; rulers and torn markup would only cost time."""
    return 3 * sum(letter.isalpha() for letter in line) >= len(line)


def split_blocks(text: str) -> Iterator[Block]:
    """The non-empty lines of a text as blocks, over-long ones cut at a space; asides are left out."""
    seen: set[str] = set()
    offset, is_first = 0, True
    for line in text[:MAXIMUM_TEXT].splitlines(keepends=True):
        body = line.translate(LENGTH_PRESERVING)
        stripped = body.strip()
        lead = len(body) - len(body.lstrip())
        if stripped:
            role = judge_role(stripped, is_first)
            opening = DATELINE.match(stripped) or LABEL.match(stripped)
            cut = opening.end() if opening and opening.end() < len(stripped) else 0
            if role != "aside" and stripped not in seen and is_prose(stripped):
                yield from cut_block(Block(offset + lead + cut, stripped[cut:], role))
            seen.add(stripped)
            is_first = False
        offset += len(line)


def cut_block(block: Block) -> Iterator[Block]:
    """The block itself, or pieces of at most MAXIMUM_BLOCK characters cut after a full stop or a space."""
    text, start = block.text, block.start
    while len(text) > MAXIMUM_BLOCK:
        cut = max(text.rfind(". ", 0, MAXIMUM_BLOCK), text.rfind("\n", 0, MAXIMUM_BLOCK)) + 1
        cut = cut if cut > MAXIMUM_BLOCK // 4 else (text.rfind(" ", 1, MAXIMUM_BLOCK) + 1 or MAXIMUM_BLOCK)
        yield Block(start, text[:cut], block.role)
        text, start = text[cut:], start + cut
    if text.strip():
        yield Block(start, text, block.role)


def list_sentences(doc: Doc, block: Block, first_number: int) -> list[Sentence]:
    """The sentences of a parsed block, with blanks and stray quotation marks at the ends left outside."""
    found: list[Sentence] = []
    for span in doc.sents:
        raw = span.text
        start = block.start + span.start_char + (len(raw) - len(raw.lstrip()))
        end = block.start + span.start_char + len(raw.rstrip())
        if end - start > 2 and any(letter.isalpha() for letter in raw):
            found.append(Sentence(span, start, end, block, first_number + len(found)))
    return found
