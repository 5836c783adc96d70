"""Claims that need the sentence before: "such a condition", "this demand" point back to the term named there."""

from dataclasses import dataclass

from spacy.tokens import Token

from tracker.extract.frames import read_frame
from tracker.extract.lexicon import read_words
from tracker.extract.voice import Claim, TermHit, Voice

POINTING = frozenset({"such", "this", "that", "these", "those"})
POINTED_TO = read_words("pointed_to")
MAXIMUM_HOLDERS = 4


@dataclass(slots=True)
class Previous:
    """The last sentence that made a claim: its term and its place in the text."""

    term: str | None = None
    start: int = 0
    end: int = 0
    number: int = -2

    def note(self, claims: list[Claim], voice: Voice) -> None:
        """Remember the last term of a sentence that is not the whole proposal."""
        terms = [claim.hit.term for claim in claims if claim.hit.term != "overall"]
        if terms:
            sentence = voice.sentence
            self.term, self.start, self.end, self.number = terms[0], sentence.start, sentence.end, sentence.number


def points_back(token: Token) -> bool:
    """Whether a noun means something said before ("such a condition")."""
    is_noun = token.lemma_.lower() in POINTED_TO and token.pos_ == "NOUN"
    return is_noun and any(child.lower_ in POINTING for child in token.children)


def read_context(voice: Voice, previous: Previous) -> list[Claim]:
    """Positions on the previous sentence's term, each with that sentence as its context."""
    if previous.term is None or voice.sentence.number - previous.number > 1:
        return []
    claims: list[Claim] = []
    for token in voice.sentence.span:
        if not points_back(token):
            continue
        hit = TermHit(previous.term, "for", token.doc[token.i : token.i + 1], token)
        frame = read_frame(hit, voice)
        if frame.stance is None or frame.is_hypothetical:
            continue
        place = (previous.start, previous.end)
        rule = f"context:{frame.rule}"
        holders = [holder for holder in frame.holders if holder.party][:MAXIMUM_HOLDERS]
        claims += [Claim(hit, "position", frame.stance, holder, rule, context=place) for holder in holders]
    return claims
