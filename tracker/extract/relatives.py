"""Stances in a clause that hangs on a proposal: "the plan, which X refused but Y accepted", "a draft backed by X"."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from tracker.extract.claims import MAXIMUM_HOLDERS
from tracker.extract.holders import list_objects
from tracker.extract.reference import is_proposal_word
from tracker.extract.restrictions import NOT_SPECIFIC
from tracker.extract.speech import find_subject
from tracker.extract.stances import Cue, is_hypothetical, is_negated, negate
from tracker.extract.voice import Claim, TermHit, Voice

RELATIVE = frozenset({"which", "that", "who"})


def read_relatives(voice: Voice) -> list[Claim]:
    """Positions on the whole from the clauses that qualify a proposal; a clause on "any" or "no" proposal says none."""
    claims: list[Claim] = []
    span = voice.sentence.span
    for noun in span:
        if not is_proposal_word(noun) or any(child.lower_ in NOT_SPECIFIC for child in noun.children):
            continue
        hit = TermHit("overall", "for", noun.doc[noun.i : noun.i + 1], noun)
        for verb in dict.fromkeys(list_verbs(noun, span)):
            claims += read_verb(verb, hit, voice)
    return claims


def list_verbs(noun: Token, span: Span) -> Iterator[Token]:
    """The verbs that have the noun for their object: of its relative clause or participle, and those joined to them.

    A second clause that the parser hung elsewhere is found by its place, before the comma that ends the first.
    """
    if noun.dep_ == "nsubjpass":  # "was welcomed by X and condemned by Y"
        yield from noun.head.conjuncts
    for child in noun.children:
        if child.dep_ not in ("relcl", "acl") or child.tag_ == "VBG":
            continue
        clause = [child, *child.conjuncts]
        yield from clause
        if not any(item.lower_ in RELATIVE for item in child.children):
            continue
        end = next((token.i for token in span.doc[child.i : span.end] if token.text == ","), child.i)
        for token in span.doc[child.i : end]:
            if token.pos_ == "VERB" and token not in clause and token.dep_ in ("parataxis", "conj", "ccomp", "ROOT"):
                yield token


def read_verb(verb: Token, hit: TermHit, voice: Voice) -> list[Claim]:
    """The positions of whoever accepted, refused or tabled the proposal in one verb of such a clause."""
    cue = max(
        (item for item in voice.cues.get(verb.i, ()) if item.form == "verb"),
        key=lambda item: len(item.span),
        default=None,
    )
    takers = list_takers(verb)
    if cue is None or not takers or is_hypothetical(verb) or has_object(verb, cue):
        return []
    stance = negate(cue.stance, verb) if is_negated(verb, cue.own) else cue.stance
    if stance is None:
        return []
    named = {holder.party: holder for taker in takers for holder in voice.scene.resolve(taker) if holder.party}
    rule = f"relative:{cue.stance}"
    return [
        Claim(hit, "position", stance, holder, rule, trigger=verb.i)
        for holder in list(named.values())[:MAXIMUM_HOLDERS]
        if holder.how != "unlisted entity"
    ]


def list_takers(verb: Token) -> list[Token]:
    """Who does it: behind "by" for a participle, else the subject; nobody where that is the proposal itself."""
    agents = list(list_objects(verb, frozenset({"by"})))
    if agents and verb.tag_ == "VBN":
        return agents
    subject = find_subject(verb)
    if subject is None or subject.lower_ in RELATIVE or is_proposal_word(subject):
        return []
    return [subject]


def has_object(verb: Token, cue: Cue) -> bool:
    """Whether a verb has an object or clause of its own, so that the proposal is not what it is about."""
    own = [child for child in verb.children if child.dep_ in ("dobj", "ccomp", "xcomp") and child.i > verb.i]
    return any(not cue.span.start <= child.i < cue.span.end for child in own)
