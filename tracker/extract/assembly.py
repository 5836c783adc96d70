"""A claim becomes a candidate: offsets, values, dates, links and reasons are put to it."""

import re
from dataclasses import dataclass

from spacy.tokens import Span, Token

from tracker.extract.actors import Holder
from tracker.extract.attribution import Tellers, attribute
from tracker.extract.candidate import Candidate, KnownProposal, Source
from tracker.extract.dates import find_stated_on, read_past
from tracker.extract.lexicon import Conflict, Lexicon
from tracker.extract.linking import choose_conflict, link_proposal
from tracker.extract.obliged import find_actors
from tracker.extract.values import find_value
from tracker.extract.voice import Claim, Voice

EARLIER = re.compile(
    r"\b(?:previously|earlier this (?:month|year)|last (?:month|year)|in the past|once demanded|formerly|"
    r"had (?:long|earlier) (?:wanted|demanded|insisted|rejected|refused))\b"
)
# The past perfect of a stance, but not where it only reports: "said X had rejected it" is said of now.
HAD = re.compile(r"\bhad (?:wanted|demanded|insisted|rejected|refused)\b")
DISSENT = re.compile(
    r"\b(?:break(?:ing|s)? (?:with|ranks)|broke (?:with|ranks)|in defiance of|at odds with|split(?:ting)? (?:from|with)"
    r"|against (?:his|her|their) own (?:government|party|cabinet|leader(?:ship)?|movement)|opposed to the government"
    r"|critical of (?:the|his|her) government|contradict(?:ing|ed|s) (?:the|his|her|their) "
    r"(?:own )?(?:government|leadership|prime minister|president|party)|dissent(?:ing|er|s|ed)?|dissident)\b",
    re.IGNORECASE,
)
RED_LINE = re.compile(
    r"\b(?:red lines?|non-negotiable|not negotiable|under no circumstances|out of the question)\b", re.I
)
FORMERLY = frozenset({"once", "formerly", "previously", "initially", "originally"})
# "Denied that it had rejected it": what stands in a clause of its own has its own time.
OTHER_CLAUSES = frozenset({"relcl", "ccomp", "advcl"})


@dataclass(frozen=True, slots=True)
class Article:
    """What stays the same for every sentence of one text; `sponsors` collects who was named as one."""

    source: Source
    lexicon: Lexicon
    proposals: tuple[KnownProposal, ...]
    ranked: list[str]
    conflicts: dict[str, Conflict]
    is_relevant: bool
    sponsors: set[str]
    tellers: Tellers


def explain(claim: Claim, voice: Voice) -> tuple[tuple[str, str], ...]:
    """What led to a claim, as pairs of step and what it saw; the ranking reads some of them."""
    speech, block = voice.speech, voice.sentence.block
    words = len(voice.sentence.span)
    kind_of_voice = "none" if not speech.holders else "carried" if speech.is_carried else "own"
    return (
        ("rule", claim.rule),
        ("trigger", claim.hit.span.text),
        ("holder", claim.holder.how if claim.holder else ""),
        ("strength", claim.hit.strength),
        ("voice", kind_of_voice),
        ("block", block.role),
        ("length", "short" if words < 12 else "long" if words > 40 else "middle"),
        ("place", "early" if voice.sentence.number < 4 else "later"),
        ("text", "document" if voice.listing.is_document else "article"),
        *(("flag", mark) for mark in claim.marks),
    )


def is_earlier(claim: Claim, voice: Voice) -> bool:
    """Whether the clause of the claim's own trigger speaks of an earlier stance ("which rejected it last month")."""
    if claim.kind == "provision":
        return False
    span = voice.sentence.span
    if claim.trigger is None:
        return bool(EARLIER.search(span.text))
    trigger = span.doc[claim.trigger]
    if is_past_beside_now(trigger, span):
        return True
    inside = {token.i for token in trigger.subtree}
    for child in trigger.subtree:
        if child.dep_ in OTHER_CLAUSES and child != trigger:
            inside -= {token.i for token in child.subtree}
    words = " ".join(span.doc[place].text for place in sorted(inside))
    is_reported = trigger.dep_ == "ccomp" and trigger.head.tag_ in ("VBD", "VBN")
    return bool(EARLIER.search(words)) or (not is_reported and bool(HAD.search(words)))


def is_past_beside_now(trigger: Token, span: Span) -> bool:
    """ "Which refused it in spring and now agrees", "who had refused it": the clause of the past is the earlier one."""
    clause = trigger
    while clause.dep_ in ("xcomp", "conj") and clause.head != clause:
        clause = clause.head
    subject = next((child for child in clause.children if child.dep_ == "nsubj"), None)
    is_qualifying = clause.dep_ == "relcl" and subject is not None and subject.lower_ in ("which", "who", "that")
    words = {child.lower_ for child in clause.children if child.dep_ == "aux"}
    is_once = any(child.lower_ in FORMERLY and child.dep_ == "advmod" for child in trigger.children)
    if "having" in words or is_once or ("had" in words and is_qualifying):
        return True
    is_past = clause.tag_ == "VBD" or "had" in words
    inside = {token.i for token in clause.subtree} if is_qualifying else {token.i for token in trigger.subtree}
    says_now = any(token.lower_ == "now" and token.i not in inside for token in span)
    return says_now and is_past and (is_qualifying or "had" in words)


def find_main_subject(voice: Voice) -> Holder | None:
    """Whom the sentence is about, where it names a person or office as its main subject."""
    root = voice.sentence.span.root
    found = next((holder for place, weight, holder in voice.then.local if weight > 2 and place < root.i), None)
    return found if found is not None and (found.person or found.office) else None


def is_dissent(holder: Holder, span: Span) -> bool:
    """Whether a person or office is said to stand against the own side."""
    return bool(holder.person or holder.office) and DISSENT.search(span.text) is not None


def make_candidate(claim: Claim, voice: Voice, article: Article) -> Candidate:
    """A claim with its values, dates, links and reasons; the score is the ranking's to give."""
    span, holder = voice.sentence.span, claim.holder
    value = find_value(claim.hit, span)
    party = holder.party if holder else None
    conflict = choose_conflict(span.text, party, article.ranked, article.conflicts)
    days = value.amount if value and value.unit == "days" else None
    slug = link_proposal(claim.name, span.text, conflict, days, article.proposals, article.source)
    said = attribute(holder, voice.teller, find_main_subject(voice), article.lexicon)
    context = claim.context
    return Candidate(
        start=voice.sentence.start,
        end=voice.sentence.end,
        kind="provision" if claim.kind == "provision" else "position",
        term=claim.hit.term,
        party=party,
        stance=claim.stance,
        score=0.0,
        rule=claim.rule,
        is_included=claim.is_included,
        actors=find_actors(claim, voice),
        value=value.text if value else None,
        amount=value.amount if value else None,
        unit=value.unit if value else None,
        speaker=said.person,
        office=said.office,
        attribution=said.words,
        directness=said.directness,
        speaks_for_party=holder.speaks_for_party and not is_dissent(holder, span) if holder else True,
        is_red_line=claim.kind == "position" and bool(RED_LINE.search(span.text)),
        is_earlier=is_earlier(claim, voice),
        stated_on=find_stated_on(read_past(span), article.source.published_on),
        conflict=conflict,
        proposal=slug,
        working_name=claim.name if slug is None else None,
        context_start=context[0] if context else None,
        context_end=context[1] if context else None,
        why=explain(claim, voice),
    )
