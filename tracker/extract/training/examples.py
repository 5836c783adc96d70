"""Labelled texts as windows with their answers, the lines that training reads."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from tracker.extract.evaluation import party_key
from tracker.extract.labels import GoldRow, LabelledArticle
from tracker.extract.lexicon import Actor, ActorName, Lexicon, NameKind, Speaker, SpeakerRole
from tracker.extract.mentions import clean_name, is_demonym
from tracker.extract.reading import read_windows
from tracker.extract.window import Window
from tracker.extract.wordpiece import WordPiece

MOVEMENT_WORDS = ("front", "army", "movement", "brigade", "council", "liberation", "force", "league", "rebels", "union")
UNREACHABLE = -1
UNTAUGHT = 4


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

    `teach`: the cast of most articles is made known beforehand, as an editor's own list would; wanted where names are
    invented, so that training sees them as it will see listed names. One article in UNTAUGHT stays as it is, so that
    training sees names that no list holds as well.
    """
    sentences = rows = unreachable = 0
    with path.open("a", encoding="utf-8") as lines:
        for article in articles:
            known = teach_cast(lexicon, article) if teach and crc32(article.name.encode()) % UNTAUGHT else lexicon
            windows = read_windows(article.text, source=article.source, lexicon=known, tokenizer=tokenizer)
            for window, found in zip(windows, share_rows(windows, article.rows), strict=True):
                answers = list(answer(window, found))
                lines.write(json.dumps(describe(article, window, answers)) + "\n")
                sentences += 1
                rows += len(answers)
                unreachable += sum(candidate == UNREACHABLE for candidate, *_ in answers)
    return ExampleReport(sentences, rows, unreachable)


def teach_cast(lexicon: Lexicon, article: LabelledArticle) -> Lexicon:
    """A lexicon that also knows the parties and the people of an article."""
    held = {name.text for actor in lexicon.actors for name in actor.names}
    named = {row.party: () for row in article.rows if row.party} | dict(article.cast.parties)
    actors = [build_actor(party, others) for party, others in named.items() if party not in held]
    spoken = {row.speaker: row.party for row in article.rows if row.speaker and row.party} | dict(article.cast.people)
    speakers = [
        Speaker(name, (name.split()[-1],), (SpeakerRole(party),))
        for name, party in spoken.items()
        if 2 <= len(name.split()) <= 4 and name[0].isupper() and name != party
    ]
    return lexicon.extended(actors=actors, speakers=speakers)


def build_actor(party: str, others: Iterable[str]) -> Actor:
    """A party as a list would hold it, its other names told apart by their look; common nouns are left out."""
    names = [ActorName(party)]
    for other in (clean_name(each) for each in others):
        if not other or not other[0].isupper() or other == party:
            continue
        kind: NameKind = "acronym" if other.isupper() else "demonym" if is_demonym(other, party) else "alias"
        names.append(ActorName(other, kind, is_case_sensitive=True))
    is_movement = any(word in party.lower() for word in MOVEMENT_WORDS)
    return Actor(party, "armed group" if is_movement else "state", tuple(names))


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
