"""A claim becomes a candidate: offsets, values, dates, links and reasons are put to it."""

import re
from dataclasses import dataclass

from tracker.extract.candidate import Candidate, KnownProposal, Source
from tracker.extract.dates import find_stated_on
from tracker.extract.lexicon import Conflict, Lexicon
from tracker.extract.linking import choose_conflict, link_proposal
from tracker.extract.values import find_actors, find_value
from tracker.extract.voice import Claim, Voice

EARLIER = re.compile(
    r"\b(?:previously|earlier this|last (?:month|year)|in the past|once demanded|formerly|"
    r"had (?:long |earlier |previously )?(?:wanted|demanded|insisted|rejected|refused))\b"
)
RED_LINE = re.compile(
    r"\b(?:red lines?|non-negotiable|not negotiable|under no circumstances|out of the question)\b", re.I
)


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
    inside = {token.i for token in trigger.subtree}
    for child in trigger.subtree:
        if child.dep_ == "relcl" and child != trigger:
            inside -= {token.i for token in child.subtree}
    return bool(EARLIER.search(" ".join(span.doc[place].text for place in sorted(inside))))


def make_candidate(claim: Claim, voice: Voice, article: Article) -> Candidate:
    """A claim with its values, dates, links and reasons; the score is the ranking's to give."""
    span, holder, speech = voice.sentence.span, claim.holder, voice.speech
    value = find_value(claim.hit, span)
    party = holder.party if holder else None
    conflict = choose_conflict(span.text, party, article.ranked, article.conflicts)
    days = value.amount if value and value.unit == "days" else None
    slug = link_proposal(claim.name, span.text, conflict, days, article.proposals, article.source)
    speaker = next((item for item in (holder, *speech.holders) if item and (item.person or item.office)), None)
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
        actors=find_actors(claim.hit, voice.scene),
        value=value.text if value else None,
        amount=value.amount if value else None,
        unit=value.unit if value else None,
        speaker=speaker.person if speaker else None,
        office=speaker.office if speaker else None,
        attribution=speech.subject.text if speech.subject is not None else None,
        directness=speech.directness,
        speaks_for_party=holder.speaks_for_party if holder else True,
        is_red_line=claim.kind == "position" and bool(RED_LINE.search(span.text)),
        is_earlier=is_earlier(claim, voice),
        stated_on=find_stated_on(span.text, article.source.published_on),
        conflict=conflict,
        proposal=slug,
        working_name=claim.name if slug is None else None,
        context_start=context[0] if context else None,
        context_end=context[1] if context else None,
        why=explain(claim, voice),
    )
