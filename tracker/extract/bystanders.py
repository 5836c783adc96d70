"""Parties that a sentence only speaks of: asked, accused, supposed or told what they should do."""

from spacy.tokens import Span, Token

from tracker.extract.actors import OPPOSITION
from tracker.extract.holders import OBJECT_CONTROL, is_accusation
from tracker.extract.stances import is_hypothetical, is_speculative

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "dative", "pobj", "obj"})
PLACE_WORDS = frozenset({"in", "at", "inside", "across", "near", "outside", "over", "through", "into", "around"})
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
    """Whether a noun is asked or accused of something, accuses, or is the subject of a clause that nobody asserts.

    "The Ruritanian opposition" names Ruritania and is not it.
    """
    verb = token.head
    if token.lower_ in OPPOSITION or any(child.lower_ in OPPOSITION for child in token.children):
        return True
    if is_place(token):
        return True
    if token.dep_ in SUBJECTS:
        if is_accuser(token) or is_speculative(verb):
            return True
        is_told = verb.lower_ in SHOULD or any(
            child.dep_ == "aux" and child.lower_ in SHOULD for child in verb.children
        )
        is_asked = verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_.lower() in SPOKEN_OF
        return is_hypothetical(verb) or (verb.dep_ == "ccomp" and is_told) or (is_asked and has_to(verb))
    if token.dep_ == "pobj" and verb.lower_ in ("on", "upon", "for"):
        verb = verb.head
    return token.dep_ in OBJECTS and verb.lemma_.lower() in SPOKEN_OF


def is_place(token: Token) -> bool:
    """Whether a name only says where something happens ("fighting in Ruritania"); who is there may speak for it."""
    preposition = token.head
    if token.dep_ != "pobj" or preposition.lower_ not in PLACE_WORDS:
        return False
    return preposition.head.pos_ in ("VERB", "AUX") or preposition.head.ent_type_ in ("GPE", "LOC", "FAC")


def is_accuser(token: Token) -> bool:
    """Whether a subject does nothing but say what another did; a further verb of its own would be its stance."""
    children = list(token.head.children)
    is_accusing = any(is_accusation(child) for child in children)
    return is_accusing and not any(child.dep_ in ("conj", "parataxis") for child in children)


def has_to(verb: Token) -> bool:
    """Whether a verb is a "to" infinitive."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
