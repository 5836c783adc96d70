"""What a text contains: sentences whose subject is a proposal, "under the deal", and lists of terms carried on."""

import re
from dataclasses import dataclass

from spacy.tokens import Span, Token

from tracker.extract.frames import Frame, climb
from tracker.extract.holders import PREDICATES
from tracker.extract.reference import is_proposal_word
from tracker.extract.speech import find_subject
from tracker.extract.stances import has_infinitive, is_negated, read_modal
from tracker.extract.voice import TermHit, Voice

NEUTRAL_SUBJECTS = frozenset(
    {
        "it",
        "that",
        "which",
        "this",
        "they",
        "phase",
        "stage",
        "step",
        "clause",
        "article",
        "annex",
        "point",
        "points",
        "terms",
        "provision",
        "provisions",
        "section",
        "paragraph",
        "pages",
        "page",
        "copy",
        "version",
    }
)
TEXT_PARTS = frozenset(
    {
        "copy",
        "version",
        "terms",
        "clause",
        "article",
        "annex",
        "phase",
        "stage",
        "provision",
        "point",
        "protocol",
        "law",
    }
)
PART_OF_NAME = "part of the text's name"
LISTING_TITLE = re.compile(
    r"\b(?:at a glance|what(?:'s| is| we know)[^.]{0,30}\b(?:in|about|inside)\b|terms|key points|points? plan|"
    r"text of|explain|q&a|"
    r"joint (?:statement|declaration|communiqu)|declaration|communiqu|memorandum|agreement on|protocol|draft|leaked)",
    re.IGNORECASE,
)
LISTING_LEAD = re.compile(
    r"\b(?:the following|as follows|here (?:is|are) what|main (?:points|terms)|its terms|"
    r"terms (?:are|include)|key (?:points|elements)|"
    r"(?:text|deal|draft|plan|agreement|paper|document) (?:says|reads|sets out|provides|runs|would work|works))\b",
    re.IGNORECASE,
)
TREATY_WORDS = re.compile(
    r"\b(?:both (?:sides|parties|countries)|the (?:two )?(?:parties|sides)|each (?:side|party)|all parties)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Containment:
    """Why a term is held to stand in a text, how sure that is, and whether it is said to be left out."""

    rule: str
    score: float
    is_included: bool = True
    name: str | None = None


def phrase_of(noun: Token) -> str:
    """A short name for the text a noun means: the noun with the compounds and adjectives before it."""
    words = [
        child
        for child in noun.children
        if child.dep_ in ("compound", "amod", "nummod", "poss", "punct", "npadvmod") and child.i < noun.i
    ]
    start = min([noun.i, *(deep.i for word in words for deep in word.subtree)])
    return noun.doc[start : noun.i + 1].text.strip(" -\"'")


def find_under(span: Span) -> Token | None:
    """The proposal noun of "under the deal", "according to the draft"."""
    for token in span:
        if token.dep_ == "pobj" and is_proposal_word(token):
            head = token.head
            if head.lower_ in ("under", "per") or (head.lower_ == "to" and head.head.lower_ == "according"):
                return token
            if head.lower_ in ("in", "with", "by") and head.dep_ == "prep" and head.i == span.start:
                return token
    return None


def find_text_subject(token: Token, contains: frozenset[int]) -> tuple[Token, Token] | None:
    """The proposal noun that is subject of a verb above the token, and that verb."""
    for child, head in climb(token):
        if child.dep_ in ("conj", "ccomp", "parataxis") and find_subject(child) is not None:
            return None
        if head.pos_ not in PREDICATES:
            continue
        subject = find_subject(head) or find_misread_subject(head)
        if child.dep_ == "nsubj" or subject is None:
            if head.dep_ == "relcl" and child.dep_ != "nsubj" and is_proposal_word(head.head):
                return head.head, head
            continue
        if (
            subject.dep_ in ("nsubj", "compound")
            and (is_proposal_word(subject) or subject.lower_ in TEXT_PARTS)
            and (head.i in contains or read_modal(head))
        ):
            return subject, head
        if subject.lower_ in ("which", "that") and head.dep_ == "relcl" and is_proposal_word(head.head):
            return head.head, head
    return None


def find_misread_subject(verb: Token) -> Token | None:
    """The proposal noun just before a verb that the parser took for one name with it ("the draft calls for")."""
    return next(
        (
            child
            for child in verb.children
            if child.dep_ == "compound" and child.i == verb.i - 1 and is_proposal_word(child)
        ),
        None,
    )


def find_neutral_subject(token: Token) -> Token | None:
    """ "It", "the first phase": a subject that goes on speaking of the text."""
    for _, head in climb(token):
        if head.pos_ in PREDICATES:
            subject = find_subject(head)
            if subject is not None:
                return subject if subject.lower_ in NEUTRAL_SUBJECTS else None
    return None


def find_strong(token: Token, strong: frozenset[int]) -> Token | None:
    """A verb that only texts are subject of ("it entails", "which provides for") above the token."""
    for child, head in climb(token):
        if head.i in strong and head.pos_ == "VERB" and child.dep_ not in ("nsubj", "nsubjpass"):
            subject = find_subject(head)
            if subject is not None and subject.lower_ in NEUTRAL_SUBJECTS:
                return head
    return None


def must_be(verb: Token) -> bool:
    """ "A deal must", "a deal has to": what somebody wants of a text, not what it holds."""
    return read_modal(verb) == "must" or (verb.lemma_ in ("have", "need") and has_infinitive(verb))


def contain(hit: TermHit, frame: Frame, voice: Voice) -> Containment | None:
    """Why the term is a provision of a text; None when it is not."""
    if hit.term == "overall":
        return None
    subject = find_text_subject(hit.token, voice.contains)
    if subject is not None:
        text, verb = subject
        # Of any text, or of a kind that leaves out X, it is a wish what it holds.
        is_kind = frame.is_flipped or any(child.lower_ in ("any", "no") for child in text.children)
        return (
            None
            if must_be(verb) or is_kind
            else Containment("text contains", 0.85, not is_negated(verb), phrase_of(text))
        )
    told = find_strong(hit.token, voice.strong)
    if told is not None:
        return Containment("it provides", 0.7, not is_negated(told), voice.listing.name)
    under = find_under(voice.sentence.span)
    noun = under if under is not None else frame.container
    if noun is not None:
        rule, score = ("under the text", 0.8) if under is not None else (PART_OF_NAME, 0.6)
        return Containment(rule, score, name=phrase_of(noun))
    has_voice = bool(voice.speech.holders) and not voice.speech.is_carried
    is_asked = frame.is_condition and "without" not in frame.marks
    if frame.stance is not None or frame.is_hypothetical or is_asked or has_voice:
        return None
    return carry_on(hit, frame, voice)


def is_by_issuer(subject: Token | None, voice: Voice) -> bool:
    """Whether the clause's subject issues the statement: then it speaks of itself and not of a text."""
    if subject is None or not voice.scene.issuers or voice.listing.is_document:
        return False
    return any(holder.party in voice.scene.issuers for holder in voice.scene.resolve(subject))


def carry_on(hit: TermHit, frame: Frame, voice: Voice) -> Containment | None:
    """A sentence without a voice that goes on telling what a text contains; None when none is being told."""
    listing, clause = voice.listing, frame.clause
    if hit.strength == "against" or is_by_issuer(frame.subject, voice):
        return None
    is_open, has_modal = listing.left > 0, frame.modal is not None
    is_included = clause is None or not is_negated(clause)
    is_told = has_modal or clause is None or find_neutral_subject(hit.token) is not None
    is_present = clause is not None and clause.tag_ in ("VBZ", "VBP")
    reasons = (
        (is_open and is_told, "list carried on", 0.65),
        (is_open and is_present, "list in the present", 0.5),
        (listing.is_document, "document", 0.5),
        (has_modal and TREATY_WORDS.search(voice.sentence.span.text) is not None, "both sides shall", 0.6),
        (frame.modal == "to be", "is to", 0.5),
    )
    for holds, rule, score in reasons:
        if holds:
            return Containment(rule, score, is_included or rule == "document", listing.name)
    return None
