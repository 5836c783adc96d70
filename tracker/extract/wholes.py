"""Stances on the whole that name no proposal: "signed off on it", "embraced it", "said yes"."""

from spacy.tokens import Token

from tracker.extract.claims import MAXIMUM_HOLDERS
from tracker.extract.holders import find_holders
from tracker.extract.lexicon import read_words
from tracker.extract.stances import Cue, is_hypothetical, is_negated, negate
from tracker.extract.voice import Claim, TermHit, Voice

STANCES = frozenset({"accepts", "rejects", "under-review", "denies", "silent"})
FORMS = frozenset({"verb", "quality", "noun", "willing"})
MEANT_BY = read_words("meant_proposal")
LONE_VERBS = frozenset({"accept", "reject", "refuse", "agree", "decline", "bite", "sign", "relent"})


def find_object(verb: Token) -> Token | None:
    """The object of a verb, directly or behind its preposition."""
    for child in verb.children:
        if child.dep_ in ("dobj", "attr", "oprd", "nsubjpass"):
            return child
        if child.dep_ in ("prep", "prt"):
            inner = next((deep for deep in child.children if deep.dep_ == "pobj"), None)
            if inner is not None:
                return inner
    return None


def means_whole(cue: Cue, token: Token) -> bool:
    """Whether a stance word without a term is about the proposal the article is about."""
    has_clause = any(child.dep_ in ("ccomp", "xcomp") for child in token.children)
    if cue.form == "willing":
        return cue.stance in ("accepts", "rejects") and not has_clause and token.dep_ != "prep"
    if cue.form == "quality":
        subject = next((child for child in token.head.children if child.dep_ == "nsubj"), None)
        return subject is not None and subject.lower_ in MEANT_BY
    target = find_object(token)
    if has_clause or target is None:
        return not has_clause and (len(cue.span) > 1 or token.lemma_.lower() in LONE_VERBS)
    return target.lower_ in MEANT_BY or any(target.i == place.i for place in cue.span)


def choose_cue(cues: list[Cue], token: Token) -> tuple[Cue, str] | None:
    """The longest stance word at a token and its stance there; None when it says nothing about a whole."""
    cue = max((item for item in cues if item.form in FORMS), key=lambda item: len(item.span), default=None)
    if cue is None or token.pos_ not in ("VERB", "ADJ", "NOUN") or is_hypothetical(token):
        return None
    stance = negate(cue.stance, token) if is_negated(token, cue.span) else cue.stance
    return (cue, stance) if stance in STANCES and means_whole(cue, token) else None


def read_wholes(voice: Voice, used: frozenset[int]) -> list[Claim]:
    """Positions on the whole from stance words that govern no term of their sentence; `used` are words already read."""
    span = voice.sentence.span
    claims: list[Claim] = []
    for place, cues in voice.cues.items():
        if not span.start <= place < span.end or place in used:
            continue
        token = span.doc[place]
        chosen = choose_cue(cues, token)
        if chosen is None:
            continue
        cue, stance = chosen
        hit = TermHit("overall", "for", cue.span, token)
        rule = f"whole:{cue.form}:{cue.stance}"
        holders = [item for item in find_holders(token, cue, voice)[0] if item.party and item.how != "unlisted entity"]
        claims += [Claim(hit, "position", stance, holder, rule) for holder in holders[:MAXIMUM_HOLDERS]]
    return claims
