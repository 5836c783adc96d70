"""Parties that a sentence only speaks of: asked, accused, supposed or told what they should do."""

from spacy.tokens import Span, Token

from tracker.extract.holders import OBJECT_CONTROL
from tracker.extract.stances import is_hypothetical

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "dative", "pobj", "obj"})
SHOULD = frozenset({"should", "must", "ought"})
SPOKEN_OF = OBJECT_CONTROL | {"accuse", "blame", "warn", "criticise", "criticize", "suspect"}


def is_bystander(span: Span, places: list[tuple[int, int]]) -> bool:
    """Whether a party takes part only as somebody spoken of; `places` are its mentions, in characters of the block.

    A party named nowhere in the sentence is none: who is meant stands in an earlier one.
    """
    tokens = [token for token in span if any(start <= token.idx < end for start, end in places)]
    heads = [token for token in tokens if token.head not in tokens]
    return bool(heads) and all(is_spoken_of(climb(token)) for token in heads)


def climb(token: Token) -> Token:
    """The noun that a name qualifies ("the Israeli government"), or the first of those joined by "and"."""
    while token.dep_ in ("amod", "compound", "poss", "nmod", "conj") and token.head != token:
        if token.dep_ == "conj" and token.head.pos_ not in ("NOUN", "PROPN", "ADJ"):
            break
        token = token.head
    return token


def is_spoken_of(token: Token) -> bool:
    """Whether a noun is asked or accused of something, or is the subject of a clause that nobody asserts."""
    verb = token.head
    if token.dep_ in SUBJECTS:
        is_told = any(child.dep_ == "aux" and child.lower_ in SHOULD for child in verb.children)
        is_asked = verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_.lower() in SPOKEN_OF
        return is_hypothetical(verb) or (verb.dep_ == "ccomp" and is_told) or (is_asked and has_to(verb))
    if token.dep_ == "pobj" and verb.lower_ in ("on", "upon", "for"):
        verb = verb.head
    return token.dep_ in OBJECTS and verb.lemma_.lower() in SPOKEN_OF


def has_to(verb: Token) -> bool:
    """Whether a verb is a "to" infinitive."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
