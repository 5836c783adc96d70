"""Labelled texts: what an annotator says an article supports, read from corpus files or from JSON lines."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from tracker.extract.candidate import Source
from tracker.extract.output import read_index

ARTICLE_MARK = re.compile(r"^=== *(.+)$", re.MULTILINE)


class CorpusFault(Exception):
    """A labelled file says something that cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One entry that a sentence supports, at offsets into the text. `must`: an editor would certainly want it."""

    start: int
    end: int
    kind: str
    term: str
    party: str | None
    stance: str | None
    actor: str | None = None
    value: str | None = None
    speaker: str | None = None
    proposal: str | None = None
    must: bool = True


@dataclass(frozen=True, slots=True)
class Cast:
    """Who appears in an invented text: each party with its other names, each person with the party spoken for."""

    parties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """A text with what is known about it and what it supports."""

    name: str
    text: str
    source: Source
    form: str
    conflict: str
    rows: tuple[GoldRow, ...]
    cast: Cast = field(default_factory=Cast)


def read_corpus(folder: Path) -> list[LabelledArticle]:
    """The articles in the corpus files below a folder, by file name.

    An article is a header, `---`, then a sentence a line with its labels under it; a label line starts with `>`, its
    fields are parted by `|`. A file holds one article, or several that each begin with `=== name`.
    Raises `CorpusFault`.
    """
    return [article for path in sorted(folder.rglob("*.txt")) for article in read_corpus_file(path)]


def read_corpus_file(path: Path) -> Iterator[LabelledArticle]:
    """The articles of one corpus file."""
    content = path.read_text(encoding="utf-8")
    marks = list(ARTICLE_MARK.finditer(content))
    if not marks:
        yield read_article(content, path.stem, path.name, 1)
    ends = [*(mark.start() for mark in marks[1:]), len(content)]
    for mark, end in zip(marks, ends[: len(marks)], strict=True):
        part = content[mark.end() + 1 : end]
        first = content.count("\n", 0, mark.end()) + 2
        yield read_article(part, f"{path.stem} {mark.group(1).strip()}", path.name, first)


def read_article(content: str, name: str, file: str, first: int) -> LabelledArticle:
    """One article, `first` being the number of its first line in the file.

    Sentences of a paragraph are joined by a space, paragraphs by an empty line.
    """
    head, mark, body = content.partition("\n---\n")
    if not mark:
        raise CorpusFault(f"{file}, line {first}: the line `---` after the header is missing.")
    facts = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())}
    text, rows = "", []
    is_new_paragraph = False
    start = 0
    for number, line in enumerate(body.splitlines(), first + head.count("\n") + 2):
        if not line.strip():
            is_new_paragraph = bool(text)
        elif line.startswith(">"):
            rows.append(_read_label(line, start, len(text), f"{file}, line {number}"))
        else:
            text += ("\n\n" if is_new_paragraph else " ") if text else ""
            start, is_new_paragraph = len(text), False
            text += line.strip()
    issuers = tuple(name.strip() for name in facts.get("issuers", "").split(",") if name.strip())
    source = Source(date.fromisoformat(facts["date"]), facts.get("title", ""), facts.get("outlet", ""), issuers)
    cast = Cast(_read_parties(facts.get("parties", "")), _read_people(facts.get("people", "")))
    form, conflict = facts.get("form", "news"), facts.get("conflict", "")
    return LabelledArticle(name, text, source, form, conflict, tuple(rows), cast)


def read_gold(gold: Path, articles: Path, index: Path | None = None) -> list[LabelledArticle]:
    """Labels from JSON lines, with the texts beside them and, from an index, title, outlet, date and form."""
    rows: dict[str, list[GoldRow]] = {}
    row: dict[str, Any]
    for row in _read_lines(gold):
        rows.setdefault(str(row["article"]), []).append(
            GoldRow(**{item.name: row[item.name] for item in fields(GoldRow) if item.name in row})
        )
    sources = read_index(index) if index else {}
    facts = {str(row["article"]): row for row in _read_lines(index)} if index else {}
    names = sorted({*rows, *facts})
    return [
        LabelledArticle(
            name=name,
            text=(articles / name).read_text(encoding="utf-8"),
            source=sources.get(name, Source()),
            form=str(facts.get(name, {}).get("form", "news")),
            conflict=str(facts.get(name, {}).get("conflict", "")),
            rows=tuple(rows.get(name, ())),
        )
        for name in names
    ]


def _read_parties(line: str) -> dict[str, tuple[str, ...]]:
    """`Varend = Varendi, Osk | Tolmi Front = TF`: each party with its other names."""
    pairs = [part.partition("=") for part in line.split("|") if part.strip()]
    return {name.strip(): tuple(each.strip() for each in names.split(",") if each.strip()) for name, _, names in pairs}


def _read_people(line: str) -> dict[str, str]:
    """`Ilva Marsh = Varend | Dessar Ombay = Tolmi Front`: each person with the party spoken for."""
    pairs = [part.partition("=") for part in line.split("|") if part.strip()]
    return {name.strip(): party.strip() for name, _, party in pairs if party.strip()}


def _read_lines(path: Path) -> Iterable[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _read_label(line: str, start: int, end: int, place: str) -> GoldRow:
    kind, *fields = (field.strip() for field in line.removeprefix(">").split("|"))
    fixed = {"position": 3, "provision": 1}.get(kind)
    if fixed is None or len(fields) < fixed:
        raise CorpusFault(f"{place}: a label is `position | term | party | stance` or `provision | term`.")
    named = dict(field.split("=", 1) for field in fields[fixed:] if "=" in field)
    return GoldRow(
        start=start,
        end=end,
        kind=kind,
        term=fields[0],
        party=fields[1] if kind == "position" else None,
        stance=fields[2] if kind == "position" else None,
        actor=named.get("actor"),
        value=named.get("value"),
        speaker=named.get("speaker"),
        proposal=named.get("proposal"),
        must="optional" not in fields[fixed:],
    )
