"""The values that pass between the steps of reading one sentence: its voice, a term met in it, a claim read from it."""

from dataclasses import dataclass

from spacy.tokens import Span, Token

from tracker.extract.actors import Holder
from tracker.extract.attribution import Teller
from tracker.extract.reference import Scene
from tracker.extract.sentences import Sentence
from tracker.extract.speech import Speech
from tracker.extract.stances import Cue

CARRIED_SENTENCES = 6


@dataclass(slots=True)
class Listing:
    """Whether the article is just now telling what a text contains, and for how many sentences more."""

    is_document: bool = False
    left: int = 0
    name: str | None = None

    def open(self, name: str | None) -> None:
        """A sentence told what a text contains: the next ones may go on."""
        self.left = CARRIED_SENTENCES
        self.name = name or self.name


@dataclass(frozen=True, slots=True)
class Voice:
    """Everything about a sentence that a claim needs.

    `then` is the scene as it was at this sentence: the scene itself moves on while the text is read to its end.
    """

    sentence: Sentence
    speech: Speech
    cues: dict[int, list[Cue]]
    contains: frozenset[int]
    strong: frozenset[int]
    scene: Scene
    listing: Listing
    then: Scene
    teller: Teller


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term shown by a phrase; `token` is the phrase's syntactic head."""

    term: str
    strength: str
    span: Span
    token: Token


@dataclass(frozen=True, slots=True)
class Claim:
    """One reading of a term: position (with stance and holder) or provision, and its reasons.

    `trigger` is the place of the word that carried the stance; `is_sure` says that a text was named as containing it.
    """

    hit: TermHit
    kind: str
    stance: str | None
    holder: Holder | None
    rule: str
    is_included: bool = True
    name: str | None = None
    marks: tuple[str, ...] = ()
    trigger: int | None = None
    is_sure: bool = False
    context: tuple[int, int] | None = None
