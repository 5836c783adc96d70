"""Labelled texts: what an annotator says an article supports, read from corpus files or from JSON lines."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from tracker.extract.candidate import Source
from tracker.extract.output import read_index


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
class LabelledArticle:
    """A text with what is known about it and what it supports."""

    name: str
    text: str
    source: Source
    form: str
    conflict: str
    rows: tuple[GoldRow, ...]


def read_corpus(folder: Path) -> list[LabelledArticle]:
    """The corpus files below a folder, by name: a header, `---`, then a sentence a line with its labels under it.

    A label line starts with `>`; its fields are parted by `|`. Raises `CorpusFault`.
    """
    return [read_corpus_file(path) for path in sorted(folder.rglob("*.txt"))]


def read_corpus_file(path: Path) -> LabelledArticle:
    """One corpus file: sentences of a paragraph are joined by a space, paragraphs by an empty line."""
    head, mark, body = path.read_text(encoding="utf-8").partition("\n---\n")
    if not mark:
        raise CorpusFault(f"{path.name}: the line `---` after the header is missing.")
    facts = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())}
    text, rows = "", []
    is_new_paragraph = False
    start = 0
    for number, line in enumerate(body.splitlines(), head.count("\n") + 3):
        if not line.strip():
            is_new_paragraph = bool(text)
        elif line.startswith(">"):
            rows.append(_read_label(line, start, len(text), f"{path.name}, line {number}"))
        else:
            text += ("\n\n" if is_new_paragraph else " ") if text else ""
            start, is_new_paragraph = len(text), False
            text += line.strip()
    issuers = tuple(name.strip() for name in facts.get("issuers", "").split(",") if name.strip())
    source = Source(date.fromisoformat(facts["date"]), facts.get("title", ""), facts.get("outlet", ""), issuers)
    return LabelledArticle(path.stem, text, source, facts.get("form", "news"), facts.get("conflict", ""), tuple(rows))


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
