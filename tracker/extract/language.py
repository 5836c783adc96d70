"""The language of a text, as far as it matters here: English is read, any other is named and left alone."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Any

from tracker.extract.lexicon import read_file

# Pieces from all over a long text: its second half may be the English version of the first.
PIECES, PIECE_LENGTH = 5, 4_000
# Fewer letters or words are a name or a heading, which may stand in any language.
LEAST_LETTERS, LEAST_WORDS = 20, 12
# Function words make up about two fifths of English prose and a tenth of a list; of foreign prose at least a tenth.
LEAST_SHARE = 0.1
LANGUAGE_OF_RULES = "English"
WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def load_languages() -> dict[str, Any]:
    """The function words and scripts of the room's languages.toml."""
    return read_file("languages.toml")


@lru_cache(maxsize=4_096)
def read_script(letter: str) -> str:
    """The script of a letter, by the first word of its Unicode name ("LATIN", "CYRILLIC")."""
    return unicodedata.name(letter, "?").split()[0]


def find_foreign_language(text: str) -> str | None:
    """The English name of the language of a text that is clearly not English; None for English, and for no prose.

    Letters tell the script, short words the language. A text in two languages counts as the one it has more of.
    """
    sample = take_sample(text).lower()
    scripts = Counter(read_script(letter) for letter in sample if letter.isalpha())
    total = scripts.total()
    if total < LEAST_LETTERS:
        return None
    script, count = scripts.most_common(1)[0]
    if script != "LATIN" and 2 * count > total:
        return name_by_script(script, scripts, sample)
    return name_by_words(WORD.findall(sample))


def is_english(text: str) -> bool:
    """Whether a stretch is surely English prose: enough words, and enough English ones among the short ones."""
    words = WORD.findall(text.lower())
    return len(words) >= LEAST_WORDS and find_share(Counter(words), LANGUAGE_OF_RULES) >= LEAST_SHARE


def take_sample(text: str) -> str:
    """A short text itself, of a long one evenly spread pieces."""
    if len(text) <= PIECES * PIECE_LENGTH:
        return text
    step = (len(text) - PIECE_LENGTH) // (PIECES - 1)
    return "\n".join(text[number * step : number * step + PIECE_LENGTH] for number in range(PIECES))


def find_share(counts: Counter[str], language: str) -> float:
    """How much of all words the short words of a language are, between 0 and 1."""
    known: list[str] = load_languages()["words"][language]
    return sum(counts[word] for word in known) / counts.total()


def name_by_script(script: str, scripts: Counter[str], sample: str) -> str | None:
    """The likeliest language of a script; None for a script that no language here is written in."""
    languages = load_languages()
    if script == "CJK" and scripts["HIRAGANA"]:
        return str(languages["scripts"]["HIRAGANA"])
    name: str | None = languages["scripts"].get(script)
    for language, letters in languages["letters"].items():
        if any(letter in sample and read_script(letter) == script for letter in letters):
            name = language
    return name


def name_by_words(words: list[str]) -> str | None:
    """The language whose short words a text has most of, when that is not English; None when too few say so."""
    if len(words) < LEAST_WORDS:
        return None
    counts = Counter(words)
    shares = {language: find_share(counts, language) for language in load_languages()["words"]}
    best = max(shares, key=lambda language: shares[language])
    is_clear = shares[best] >= LEAST_SHARE and shares[best] > 2 * shares[LANGUAGE_OF_RULES]
    return best if best != LANGUAGE_OF_RULES and is_clear else None
