"""Records as sentences in plain English, claims as claims (rule 6)."""

from types import MappingProxyType

from tracker.compare.link import Link, Links, answered_by, requirements_of
from tracker.compare.phrase import (
    OVERALL,
    day_in_words,
    is_reported,
    lowered,
    object_of,
    place_of,
    raised,
    source_of,
    stance_in_words,
    with_article,
)
from tracker.models.condition import Condition, Tense
from tracker.models.involvement import Involvement, Part
from tracker.models.precision import Precision
from tracker.models.record import Directness
from tracker.models.stance import Stance
from tracker.models.status import Status, StatusChange

_SPOKEN = frozenset({Directness.ON_RECORD, Directness.NAMED_AIDE})

# A status that lasts is said to hold from a day; one that happens is said to have come about on it.
_LASTING = {
    Status.UNDER_DISCUSSION: "be under discussion",
    Status.IN_FORCE: "be in force",
    Status.SUSPENDED: "be suspended",
}
_HAPPENED = {
    Status.FLOATED: "been floated",
    Status.TABLED: "been tabled",
    Status.AGREED_IN_PRINCIPLE: "been agreed in principle",
    Status.ANNOUNCED: "been announced",
    Status.EXTENDED: "been extended",
    Status.EXPIRED: "expired",
    Status.COLLAPSED: "collapsed",
    Status.SUPERSEDED: "been superseded",
    Status.WITHDRAWN: "been withdrawn",
    Status.REJECTED: "been rejected",
}
_PARTS = {Part.MEDIATOR: "a mediator of", Part.GUARANTOR: "a guarantor of", Part.HOST: "the host of talks on"}


def condition_sentence(condition: Condition, links: Links = MappingProxyType({})) -> str:
    """The whole record in one sentence, with reservation, conditions, speaker, directness and day.

    Load it with its parts: proposal, conflict, term, party, person, role, depends_on and answers. Without `links` what
    it hangs on or answers is told in the words it had when this was recorded.
    """
    notes = [
        "red line" if condition.is_red_line else "",
        source_of(condition),
        "" if condition.speaks_for_party or condition.party is None else f"not speaking for {condition.party.name}",
    ]
    return f"{condition_claim(condition)}{_ifs(condition, links)} ({'; '.join(note for note in notes if note)})"


def condition_claim(condition: Condition) -> str:
    """The claim alone, without its source: "Hezbollah rejects enforcement in the US 60-day proposal: …"."""
    return _with_summary(condition, _position(condition) if condition.is_position else _provision(condition))


def condition_subject(condition: Condition) -> str:
    """Whose claim on what: "Hezbollah on linkage in the US 60-day proposal"."""
    if condition.is_position and condition.party is not None:
        return f"{condition.party.name} on {object_of(condition)}"
    return raised(f"{place_of(condition)} on {lowered(condition.term.label)}")


def stance_label(condition: Condition) -> str:
    """The stance in the codebook's words, or whether a text contains the term."""
    if condition.is_position:
        label = str(Stance(condition.stance).label)
    else:
        label = "contains" if condition.is_included else "does not contain"
    return f"earlier: {label}" if condition.tense == Tense.EARLIER else label


def status_sentence(change: StatusChange) -> str:
    """A status as somebody's claim, with the party that says so, the speaker, directness and day."""
    party = f"according to {change.said_by.name}" if change.said_by else ""
    return f"{status_claim(change)} ({'; '.join(part for part in (party, source_of(change)) if part)})"


def status_claim(change: StatusChange) -> str:
    """The claim alone: "The US 60-day proposal is said to be in force from 27 November 2024"."""
    lead = raised(f"{with_article(change.proposal.name)} is {'reported' if is_reported(change.directness) else 'said'}")
    status = Status(change.status)
    day = day_in_words(change.effective_on, change.effective_precision)
    if status in _LASTING:
        open_end = " or earlier" if change.effective_precision == Precision.BY else ""
        return f"{lead} to {_LASTING[status]} from {day.removeprefix('by ')}{open_end}"
    preposition = {Precision.DAY: "on ", Precision.BY: ""}.get(Precision(change.effective_precision), "in ")
    return f"{lead} to have {_HAPPENED[status]} {preposition}{day}"


def involvement_sentence(involvement: Involvement) -> str:
    """A party's part in a proposal as its source has it: "Qatar is named as a mediator of the …"."""
    part = _PARTS[Part(involvement.part)]
    return f"{involvement.party.name} is named as {part} {with_article(involvement.proposal.name)}"


def _position(condition: Condition) -> str:
    verb = stance_in_words(
        condition.stance, is_reported=is_reported(condition.directness), is_earlier=condition.tense == Tense.EARLIER
    )
    holder = condition.party.name if condition.party else ""
    return f"{holder} {verb} {object_of(condition)}"


def _provision(condition: Condition) -> str:
    proposal, term = place_of(condition), lowered(condition.term.label)
    is_earlier = condition.tense == Tense.EARLIER
    if condition.directness == Directness.OFFICIAL_TEXT:
        if condition.is_included:
            verb = "provided earlier for" if is_earlier else "provides for"
        else:
            verb = "did not earlier contain" if is_earlier else "does not contain"
    else:
        told = "said" if condition.directness in _SPOKEN else "reported"
        tail = ("have earlier provided for" if is_earlier else "provide for") if condition.is_included else ""
        verb = f"is {told} to {tail}" if tail else f"is {told} not to {'have contained' if is_earlier else 'contain'}"
    if condition.term.slug == OVERALL:
        term = "the following"
    return raised(f"{proposal} {verb} {term}")


def _with_summary(condition: Condition, claim: str) -> str:
    # A summary made from the term's own label adds nothing.
    summary = condition.summary if condition.summary != condition.term.label else ""
    told = f"{claim}: {summary}" if summary else claim
    if not condition.qualifier:
        return told
    kind = "reservation" if condition.stance == Stance.ACCEPTS_RESERVED else "qualified"
    return f"{told}; {kind}: {condition.qualifier}"


def _ifs(condition: Condition, links: Links) -> str:
    """What the condition hangs on, and what it answers."""
    hangs_on = " and ".join(
        f"“{condition_claim(link.condition)}”{_withdrawn(link)}" for link in requirements_of(condition, links)
    )
    answered = answered_by(condition, links)
    told = ""
    if answered is not None and answered.condition.party is not None:
        words = f"{answered.condition.party.name} {stance_label(answered.condition)}: {answered.condition.summary}"
        told = f"; in answer to “{words}”{_withdrawn(answered)}"
    return f"{told}; if: {hangs_on}" if hangs_on else told


def _withdrawn(link: Link) -> str:
    return " (withdrawn)" if link.is_withdrawn else ""
