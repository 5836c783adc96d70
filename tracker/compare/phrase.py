"""The small pieces of a sentence: stances as verbs, names with their article, days in words."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from tracker.models.condition import Condition
from tracker.models.precision import Precision
from tracker.models.record import Directness, Statement
from tracker.models.stance import Stance

# The whole proposal is a term of the codebook, but no part of a text; it reads differently.
OVERALL = "overall"

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

# Nobody who may bind the party is quoted, so the sentence says that it is a report (rule 6).
_REPORTED = frozenset({Directness.UNNAMED_OFFICIAL, Directness.THIRD_PARTY_REPORT, Directness.MEDIA_INFERENCE})


@dataclass(frozen=True, slots=True)
class StanceVerb:
    """One stance as a verb: "rejects", "rejected", "(is reported to) reject", "(to have) rejected"."""

    present: str
    past: str
    infinitive: str
    participle: str


def _regular(stem: str) -> StanceVerb:
    past = f"{stem}d" if stem.endswith("e") else f"{stem}ed"
    return StanceVerb(f"{stem}s", past, stem, past)


STANCE_VERBS = {
    Stance.PROPOSES: _regular("propose"),
    Stance.DEMANDS: _regular("demand"),
    Stance.OFFERS: _regular("offer"),
    Stance.ACCEPTS: _regular("accept"),
    Stance.ACCEPTS_RESERVED: StanceVerb(
        "accepts with reservations",
        "accepted with reservations",
        "accept with reservations",
        "accepted with reservations",
    ),
    Stance.OPEN: StanceVerb("is open to", "was open to", "be open to", "been open to"),
    Stance.UNDER_REVIEW: StanceVerb("is reviewing", "was reviewing", "be reviewing", "been reviewing"),
    Stance.SILENT: StanceVerb("is silent on", "was silent on", "be silent on", "been silent on"),
    Stance.REJECTS: _regular("reject"),
    Stance.DROPS: StanceVerb(
        "drops an earlier demand on",
        "dropped an earlier demand on",
        "drop an earlier demand on",
        "dropped an earlier demand on",
    ),
    Stance.DENIES: StanceVerb(
        "denies holding the position reported on",
        "denied holding the position reported on",
        "deny holding the position reported on",
        "denied holding the position reported on",
    ),
}


def stance_in_words(stance: str, *, is_reported: bool, is_earlier: bool) -> str:
    """A stance as the verb of a sentence; a reported one is "is reported to …", an earlier one is in the past."""
    verb = STANCE_VERBS[Stance(stance)]
    if is_reported:
        return f"is reported to have earlier {verb.participle}" if is_earlier else f"is reported to {verb.infinitive}"
    return f"earlier {verb.past}" if is_earlier else verb.present


def is_reported(directness: str) -> bool:
    """True when nobody who may speak for the party is quoted by name or in an official text."""
    return directness in _REPORTED


def day_in_words(day: date, precision: str = Precision.DAY) -> str:
    """A day as exactly as it is known: "20 November 2024", "November 2024", "2024", "by 20 November 2024"."""
    month = f"{_MONTHS[day.month - 1]} {day.year}"
    match Precision(precision):
        case Precision.DAY:
            return f"{day.day} {month}"
        case Precision.MONTH:
            return month
        case Precision.YEAR:
            return str(day.year)
        case Precision.BY:
            return f"by {day.day} {month}"
        case other:
            assert_never(other)


def with_article(name: str) -> str:
    """A proposal's name inside a sentence: "the US 60-day proposal", but "Resolution 1701" and "Amal’s plan"."""
    first, *_, last = f"{name} {name}".split()
    has_own = first.casefold() in {"the", "a", "an"} or first.endswith(("’s", "'s", "s’"))
    if first.casefold() == "the":
        return f"the{name[3:]}"
    return name if has_own or last.strip("().").isdigit() else f"the {name}"


def lowered(label: str) -> str:
    """A label inside a sentence: its first letter small, unless the word is written in capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def raised(sentence: str) -> str:
    """A sentence with its first letter as a capital."""
    return sentence[:1].upper() + sentence[1:]


def place_of(condition: Condition) -> str:
    """Where a condition belongs: its proposal, or any ceasefire in its conflict for a standing position."""
    if condition.proposal is not None:
        return with_article(condition.proposal.name)
    return f"any ceasefire in the {condition.conflict.name} conflict"


def object_of(condition: Condition) -> str:
    """What a position is about: "withdrawal in the US 60-day proposal", "the US 60-day proposal as a whole"."""
    if condition.term.slug == OVERALL:
        return f"{place_of(condition)} as a whole"
    return f"{lowered(condition.term.label)} in {place_of(condition)}"


def speaker_of(statement: Statement) -> str:
    """Who said it: the person with the office, else the source's own words for the speaker; may be empty."""
    if statement.person is None:
        return statement.attribution
    office = statement.role.office if statement.role else ""
    return ", ".join(part for part in (statement.person.name, office) if part)


def source_of(statement: Statement) -> str:
    """Speaker, directness and day: "Naim Qassem, secretary-general, on the record, 20 November 2024"."""
    said_on = day_in_words(statement.stated_on, statement.stated_precision)
    directness = Directness(statement.directness).label
    return ", ".join(part for part in (speaker_of(statement), str(directness), said_on) if part)
