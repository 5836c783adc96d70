"""The little pattern language of the word lists, and the stems in which it is compared.

A phrase is words; `a|b` are choices, `~N` a gap of up to N words, `?word` may be missing. Words are compared by stem,
so that "releases", "released" and "releasing" are one.
"""

from functools import lru_cache
from itertools import product

from tracker.extract.lexicon import read_file, read_words

IRREGULAR: dict[str, str] = read_file("irregular.toml")["forms"]
WHOLE = read_words("not_stemmed")
VOWELS = frozenset("aeiouy")
MAXIMUM_EXPANSION = 4_000


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A crude lower-case stem, the same for every inflection of a word (our own rules; no lemmatiser's surprises)."""
    word = word.lower().replace("’", "'")
    word = IRREGULAR.get(word, word)
    if word in WHOLE or len(word) <= 3 or not word.isalpha():
        return word
    for ending, replacement in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", "")):
        root = word.removesuffix(ending)
        if root == word or not VOWELS & set(root) or len(root) < 2 or (ending == "s" and root[-1] in "sui"):
            continue
        word = root + replacement
        break
    word = word.rstrip("e") if len(word) > 3 else word
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def has_gap(phrase: str) -> bool:
    """Whether a phrase holds a gap, so that it needs a token pattern rather than a list of phrases."""
    return "~" in phrase


def expand_phrase(phrase: str) -> list[list[str]]:
    """All readings of a phrase without gaps, as lists of words.

    Raises ValueError for a phrase with so many choices that it can only be a slip in a list.
    """
    choices: list[list[str]] = []
    for part in phrase.split():
        words = [word for word in part.removeprefix("?").split("|") if word]
        choices.append([*words, ""] if part.startswith("?") else words)
    readings = 1
    for words in choices:
        readings *= len(words)
    if readings > MAXIMUM_EXPANSION:
        raise ValueError(f"the phrase {phrase!r} has {readings} readings")
    return [[word for word in words if word] for words in product(*choices)]


def split_word(word: str) -> list[str]:
    """A word as the tokeniser would cut it: hyphens and possessive endings stand alone."""
    pieces: list[str] = []
    for piece in word.replace("-", " - ").split():
        pieces += [piece[:-2], "'s"] if piece.endswith("'s") and len(piece) > 2 else [piece]
    return pieces


def compile_tokens(phrase: str) -> list[dict[str, object]]:
    """A phrase with gaps as one spaCy token pattern over stems (kept in NORM)."""
    pattern: list[dict[str, object]] = []
    for part in phrase.split():
        if part.startswith("~"):
            pattern += [{"OP": "?", "NORM": {"NOT_IN": [".", ";", ":", "-"]}} for _ in range(int(part[1:]))]
            continue
        words = part.removeprefix("?").split("|")
        if len(words) == 1 and "-" in words[0] and words[0] != "-":
            pattern += [{"NORM": stem(piece)} for piece in split_word(words[0])]
            continue
        token: dict[str, object] = {"NORM": {"IN": sorted({stem(word) for word in words})}}
        if part.startswith("?"):
            token["OP"] = "?"
        pattern.append(token)
    return pattern
