"""The values that go into and come out of the extraction room."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

type Kind = Literal["provision", "position"]
type Tier = Literal["suggested", "check", "unclaimed"]


@dataclass(frozen=True, slots=True)
class KnownProposal:
    """A proposal already on record, as far as linking needs it.

    `sponsors` are party names, `duration_days` the length of the pause it offers (None when open or not known),
    `first_on` and `last_on` the span of days in which the record speaks of it.
    """

    slug: str
    name: str
    conflict: str
    sponsors: tuple[str, ...] = ()
    duration_days: int | None = None
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What is known about a text beside the text itself. All of it may be missing."""

    published_on: date | None = None
    title: str = ""
    outlet: str = ""
    issuers: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entry that one sentence of a text supports; the offsets index into that very text.

    `text[start:end]` is the sentence, `text[context_start:context_end]` an earlier sentence that the claim cannot be
    read without (None when it stands alone). Names are the text's own (`party` in its common English form); `amount`
    with `unit` is the typed part of `value`. `score` lies between 0 and 1. `why` maps the step to what it saw.
    """

    start: int
    end: int
    kind: Kind
    term: str
    party: str | None
    stance: str | None
    score: float
    rule: str
    tier: Tier = "suggested"
    is_included: bool = True
    actors: tuple[str, ...] = ()
    value: str | None = None
    amount: float | None = None
    unit: str | None = None
    speaker: str | None = None
    office: str | None = None
    attribution: str | None = None
    directness: str | None = None
    speaks_for_party: bool = True
    is_red_line: bool = False
    is_earlier: bool = False
    stated_on: date | None = None
    conflict: str | None = None
    proposal: str | None = None
    working_name: str | None = None
    context_start: int | None = None
    context_end: int | None = None
    why: tuple[tuple[str, str], ...] = ()
