"""Labelled texts as windows with their answers, the lines that training reads."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.extract.evaluation import party_key
from tracker.extract.labels import GoldRow, LabelledArticle
from tracker.extract.lexicon import Actor, ActorName, Lexicon, Speaker, SpeakerRole
from tracker.extract.reading import read_windows
from tracker.extract.window import Window
from tracker.extract.wordpiece import WordPiece

MOVEMENT_WORDS = ("front", "army", "movement", "brigade", "council", "liberation", "force", "league", "rebels", "union")
UNREACHABLE = -1


@dataclass(frozen=True, slots=True)
class ExampleReport:
    """How many sentences were written, and how many must-rows name a party that no window offers."""

    sentences: int
    rows: int
    unreachable: int


def write_examples(
    articles: Iterable[LabelledArticle], lexicon: Lexicon, tokenizer: WordPiece, path: Path, *, teach: bool
) -> ExampleReport:
    """Appends each sentence of the articles to a file of JSON lines.

    `teach`: the parties of the labels are made known beforehand, as an editor's own list would; wanted where names are
    invented, so that training sees them as it will see listed names.
    """
    sentences = rows = unreachable = 0
    with path.open("a", encoding="utf-8") as lines:
        for article in articles:
            known = teach_parties(lexicon, article.rows) if teach else lexicon
            windows = read_windows(article.text, source=article.source, lexicon=known, tokenizer=tokenizer)
            for window, found in zip(windows, share_rows(windows, article.rows), strict=True):
                answers = list(answer(window, found))
                lines.write(json.dumps(describe(article, window, answers)) + "\n")
                sentences += 1
                rows += len(answers)
                unreachable += sum(candidate == UNREACHABLE for candidate, *_ in answers)
    return ExampleReport(sentences, rows, unreachable)


def teach_parties(lexicon: Lexicon, rows: Iterable[GoldRow]) -> Lexicon:
    """A lexicon that also knows the parties and speakers of these rows."""
    held = {name.text for actor in lexicon.actors for name in actor.names}
    actors, speakers = {}, {}
    for row in rows:
        if row.party is None:
            continue
        if row.party not in held:
            is_movement = any(word in row.party.lower() for word in MOVEMENT_WORDS)
            actors[row.party] = Actor(row.party, "armed group" if is_movement else "state", (ActorName(row.party),))
        words = (row.speaker or "").split()
        if 2 <= len(words) <= 4 and words[0][0].isupper() and row.speaker != row.party:
            name = " ".join(words)
            speakers[name] = Speaker(name, (words[-1],), (SpeakerRole(row.party),))
    return lexicon.extended(actors=actors.values(), speakers=speakers.values())


def share_rows(windows: list[Window], rows: Iterable[GoldRow]) -> list[list[GoldRow]]:
    """For each window the rows whose span it shares most of."""
    shared: list[list[GoldRow]] = [[] for _ in windows]
    for row in rows:
        overlaps = [min(window.end, row.end) - max(window.start, row.start) for window in windows]
        if overlaps and max(overlaps) > 0:
            shared[overlaps.index(max(overlaps))].append(row)
    return shared


def answer(window: Window, rows: Iterable[GoldRow]) -> Iterator[tuple[int, str, str | None, bool]]:
    """(candidate, term, stance, must) of each row; a party that is no candidate is UNREACHABLE."""
    numbers = {party_key(party): number for number, party in reversed(list(enumerate(window.parties, 1)))}
    for row in rows:
        candidate = numbers.get(party_key(row.party), UNREACHABLE) if row.kind == "position" else 0
        yield candidate, row.term, row.stance, row.must


def describe(
    article: LabelledArticle, window: Window, answers: list[tuple[int, str, str | None, bool]]
) -> dict[str, Any]:
    """A window and its answers as a JSON object. Its pieces can be read as text: such a file is never committed."""
    return {
        "article": article.name,
        "form": article.form,
        "start": window.start,
        "end": window.end,
        "parties": window.parties,
        "pieces": [piece.number for piece in window.pieces],
        "parts": [piece.part for piece in window.pieces],
        "slots": [piece.slot for piece in window.pieces],
        "features": window.features,
        "pairs": [[*place, *values] for place, values in window.pairs.items()],
        "gold": answers,
    }
