"""A yes with a "but": acceptance that its own clause ties to a condition or cuts down ("only if", "in principle")."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from tracker.extract.stances import ALL_INVERTED, Cue, is_inverted, read_modal
from tracker.extract.voice import Claim, Voice

RESERVATION = re.compile(
    r"\b(?:only (?:if|once|after|when|on|under|with)|provided|providing|(?:as|so) long as|subject to|unless|not until"
    r"|in (?:principle|part|outline)|partly|partially|conditionally|conditional (?:on|upon)|albeit|not (?:all|every)"
    r"|(?:on|under) (?:the )?(?!same|these|those)(?:\w+ )?(?:conditions?|understanding|terms)"
    r"|with the (?:proviso|caveat|reservation)"
    r"|with (?:\w+ ){0,2}(?:reservations?|conditions?|caveats?|changes|amendments|modifications|remarks|strings)"
    r"|(?:qualified|conditional|partial|guarded|limited) (?:\w+ )?"
    r"(?:yes|acceptance|approval|nod|assent|consent|agreement|support|backing|welcome|endorsement|green light))\b",
    re.IGNORECASE,
)
WITHOUT_RESERVATION = re.compile(
    r"\bwith(?:out| no) (?:\w+ )?(?:reservation|condition|caveat|change)s?\b", re.IGNORECASE
)
YES_BUT = re.compile(r"\byes\W{1,4}but\b", re.IGNORECASE)
OTHER_CLAUSES = frozenset({"relcl", "ccomp", "parataxis"})


def reserve(claims: list[Claim], voice: Voice) -> list[Claim]:
    """The claims, an acceptance or offer that its own clause reserves being `accepts-reserved`."""
    return [
        replace(claim, stance="accepts-reserved", rule=f"reserved:{claim.rule}", marks=(*claim.marks, mark))
        if (mark := find_reservation(claim, voice)) is not None
        else claim
        for claim in claims
    ]


def find_reservation(claim: Claim, voice: Voice) -> str | None:
    """The words that reserve a claim; None for one without, and for every other stance."""
    if claim.kind != "position" or claim.trigger is None:
        return None
    is_yes = claim.stance == "accepts" or (claim.stance in ("offers", "open") and "verb:accepts" in claim.rule)
    if not is_yes and claim.stance != "offers":
        return None
    verb = voice.sentence.span.doc[claim.trigger]
    words = " ".join(token.text for token in sorted(list_own(verb), key=lambda token: token.i))
    if WITHOUT_RESERVATION.search(words):
        return None
    found = RESERVATION.search(words) or (YES_BUT.search(words) if is_yes else None)
    if found is not None:
        return found.group()
    if is_yes and read_modal(verb) == "future" and has_if(verb):
        return "if"
    return find_demand(verb, voice.cues) if is_yes else None


def list_own(verb: Token) -> Iterator[Token]:
    """The words of the verb's own clause: not those of relative and reported clauses, nor of one joined to it."""
    yield verb
    for child in verb.children:
        is_joined = child.dep_ == "conj" and any(item.dep_ in ("nsubj", "nsubjpass") for item in child.children)
        if child.dep_ not in OTHER_CLAUSES and not is_joined:
            yield from list_own(child)


def has_if(verb: Token) -> bool:
    """Whether the verb is promised for the case that something happens."""
    return any(
        is_inverted(child, ALL_INVERTED) or any(item.lower_ == "if" and item.dep_ == "mark" for item in child.children)
        for child in verb.children
        if child.dep_ == "advcl"
    )


def find_demand(verb: Token, cues: dict[int, list[Cue]]) -> str | None:
    """The verb of a demand that "but" joins to an acceptance ("accepted the plan but wants it changed")."""
    for child in verb.children:
        if child.dep_ != "conj" or not any(item.lower_ == "but" for item in verb.children if item.dep_ == "cc"):
            continue
        subject = next((item for item in child.children if item.dep_ == "nsubj"), None)
        is_same = subject is None or subject.pos_ == "PRON"
        if is_same and any((cue.form, cue.stance) == ("verb", "demands") for cue in cues.get(child.i, ())):
            return f"but {child.text}"
    return None
