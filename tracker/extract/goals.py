"""Aims and conditions that a sentence lists: "until its goals are met, including X and Y", "its demands: X, Y"."""

from spacy.tokens import Token

from tracker.extract.actors import Holder
from tracker.extract.claims import FLIPPED, limit_holders, list_hits
from tracker.extract.holders import find_noun_holders
from tracker.extract.lexicon import read_words
from tracker.extract.reference import is_proposal_word
from tracker.extract.restrictions import read_limiter
from tracker.extract.speech import find_subject
from tracker.extract.voice import Claim, TermHit, Voice

GOALS = read_words("goal")
OPENERS = frozenset({"including", "namely", "notably", ":"})
SETTLING = frozenset({"drops", "rejects", "accepts", "denies"})
MAXIMUM_GAP = 8


def read_goals(voice: Voice) -> list[Claim]:
    """A demand for each term of a list of aims, held by whose aims they are."""
    span = voice.sentence.span
    for noun in span:
        if noun.lemma_.lower() not in GOALS or noun.pos_ != "NOUN":
            continue
        opener = find_opener(noun, span.end)
        if opener is None:
            continue
        holders = find_owners(noun, voice) if not is_settled(noun, voice) else []
        hits = [hit for hit in list_hits(span) if hit.span.start > opener and is_listable(hit)]
        return [
            Claim(hit, "position", FLIPPED["demands"] if hit.strength == "against" else "demands", holder, "listed aim")
            for hit in hits
            for holder in limit_holders(holders)
        ]
    return []


def is_listable(hit: TermHit) -> bool:
    """Whether a phrase names what is aimed at and not only a thing on the way."""
    return hit.strength != "weak" and hit.term != "overall"


def find_opener(noun: Token, end: int) -> int | None:
    """The place of the word that opens the list, a few words behind the noun."""
    for token in noun.doc[noun.i + 1 : min(end, noun.i + MAXIMUM_GAP)]:
        if token.lower_ in OPENERS or (token.lower_ in ("among", "such") and token.i + 1 < end):
            return token.i
    return None


def is_settled(noun: Token, voice: Voice) -> bool:
    """Whether somebody drops, refuses or grants the aims: then the list says that and no demand."""
    token = noun
    while token.head != token:
        if read_limiter(token) is not None:
            return False
        token = token.head
        if any(cue.form == "verb" and cue.stance in SETTLING for cue in voice.cues.get(token.i, ())):
            return True
    return False


def find_owners(noun: Token, voice: Voice) -> list[Holder]:
    """Whose aims they are: the possessor, else the subject of the clause and of those around it, else the speaker.

    Nobody's where a text is what has the aims.
    """
    named = [holder for holder in find_noun_holders(noun, voice)[0] if holder.party]
    token = noun
    while not named and token.head != token:
        token = token.head
        subject = find_subject(token)
        if subject is not None and is_proposal_word(subject):
            return []
        if subject is not None and subject != noun:
            named = [holder for holder in voice.scene.resolve(subject) if holder.party]
    return named or [holder for holder in voice.speech.holders if holder.party]
