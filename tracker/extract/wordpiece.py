"""BERT's WordPiece tokens with their places in the text, from its vocabulary file alone."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 60


@dataclass(slots=True)
class WordPiece:
    """A vocabulary of word pieces; `split` gives the numbers of a text's pieces and where each stands."""

    pieces: dict[str, int]
    known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> "WordPiece":
        """The vocabulary in a file of one piece a line. Raises OSError."""
        lines = path.read_text(encoding="utf-8").split("\n")
        return cls({line: number for number, line in enumerate(lines) if line})

    def split(self, text: str) -> list[tuple[int, int, int]]:
        """(piece, start, end) of each piece; all pieces of a word stand where the word stands."""
        found = []
        for word, start, end in list_words(text):
            if word not in self.known:
                self.known[word] = tuple(self.cut(word))
            found += [(piece, start, end) for piece in self.known[word]]
        return found

    def cut(self, word: str) -> list[int]:
        """The longest known pieces of a word from left to right; the unknown piece when a rest is in no vocabulary."""
        found: list[int] = []
        start = 0
        while start < len(word):
            end = len(word)
            while end > start:
                piece = word[start:end] if start == 0 else f"##{word[start:end]}"
                if piece in self.pieces:
                    found.append(self.pieces[piece])
                    break
                end -= 1
            if end == start or len(word) > LONGEST_WORD:
                return [self.pieces[UNKNOWN]]
            start = end
        return found


def list_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Words and single punctuation marks, lower-cased and without accents, with their places in the text."""
    word, begun = "", 0
    for place, letter in enumerate(text):
        is_mark = not letter.isalnum() and not unicodedata.combining(letter)
        if (letter.isspace() or is_mark) and word:
            yield word, begun, place
            word = ""
        if letter.isspace():
            continue
        if is_mark:
            if unicodedata.category(letter)[0] in "PS":
                yield letter, place, place + 1
            continue
        begun = begun if word else place
        plain = unicodedata.normalize("NFD", letter.lower())
        word += "".join(item for item in plain if unicodedata.category(item) != "Mn")
    if word:
        yield word, begun, len(text)
