"""Figures and named lines: the typed amount and unit of a claim."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span

from tracker.extract.voice import TermHit
from tracker.extract.wordings import find_wording

NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100, "a dozen": 12, "half a dozen": 6, "a": 1, "an": 1,
}  # fmt: skip
NUMBER = (
    r"(?:\d[\d,.]{0,14}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|"
    + "|".join(sorted((word for word in NUMBER_WORDS if len(word) > 2), key=len, reverse=True))
    + r")(?: (?:hundred|thousand|million|billion))?"
)
UNITS: dict[str, str] = {
    "duration": r"hours?|days?|weeks?|months?|years?",
    "phasing": r"hours?|days?|weeks?|months?|phases?|stages?|steps?",
    "withdrawal": r"km|kilometres?|kilometers?|miles?|metres?|days?|hours?|weeks?|months?",
    "buffer-zone": r"km|kilometres?|kilometers?|miles?|metres?|m",
    "army-deployment": r"troops|soldiers|men|police|officers|days",
    "peacekeepers": r"troops|soldiers|peacekeepers|men|days",
    "detainees": r"(?:[a-z]+ ){0,2}(?:hostages?|prisoners?|captives?|detainees?|"
    r"bodies|people|women|children|men|minors|soldiers|remains)",
    "aid": r"(?:aid |fuel )*(?:trucks?|tankers?|ships?|lorries|tonnes|flights)(?: (?:a|per) day| daily)?",
    "airspace": r"hours?(?: (?:daily|a day|of every day))?|(?:commercial )?flights?(?: (?:a|per) week)?|miles?|km",
    "disarmament": r"days?|weeks?|months?|troops|soldiers|missiles?|rockets?",
    "reconstruction": r"dollars|euros|pounds|billion|million",
    "further-talks": r"days?|weeks?|hours?|months?",
    "monitoring": r"observers|monitors|members|nations|countries",
    "adoption": r"hours?|days?",
    "overall": r"days?|weeks?|months?|hours?|points?",
    "cessation": r"hours?|days?|weeks?|months?",
    "displaced": r"people|residents|days",
    "complaints": r"hours?|days?",
    "guarantees": r"days?|weeks?|months?|years?",
    "governance": r"days?|weeks?|months?|years?",
    "border": r"spots?|points?|years?",
}
LINES = re.compile(
    r"\b(?:(?:the )?Litani(?: River)?|(?:the )?Blue Line|Philadelphi(?: corridor| line| axis)?|"
    r"Netzarim(?: corridor| axis)?|Line of Control|Durand [Ll]ine|Black Sea|Rafah(?: crossing)?|"
    r"(?:UN(?:SCR)?|Security Council)? ?[Rr]esolution \d{3,4}|UNSCR \d{3,4}|1701|[Aa]rticle (?:5|[Ff]ive))"
)
MONEY = re.compile(r"[$€£]\s?\d[\d,.]{0,14}(?: ?(?:million|billion|bn|m))?")
WITH_LINE = frozenset(
    {
        "withdrawal",
        "buffer-zone",
        "army-deployment",
        "legal-basis",
        "aid",
        "border",
        "airspace",
        "monitoring",
        "guarantees",
        "linkage",
        "peacekeepers",
        "disarmament",
    }
)

# "Two days ago", "the last two days", "five months of it already": a time gone by is nobody's term.
GONE_AFTER = re.compile(r"\s+(?:ago|earlier|before|old|later)\b|[- ]?(?:old|war)\b", re.IGNORECASE)
GONE_BEFORE = ("the last", "these last", "past", "had", "after", "for the first", "'ve had", "nearly", "almost")
# What makes a length a proposal's own: "a 60-day truce", "a pause of two days".
TRUCE = r"(?:truce|ceasefire|cease-fire|pause|halt|lull|armistice|plan|deal|proposal|draft|agreement|calm)"
TRUCE_AFTER = re.compile(rf"\s+(?:[a-z-]+ )?{TRUCE}\b", re.IGNORECASE)
TRUCE_BEFORE = re.compile(rf"{TRUCE} (?:of|for|lasting)(?: about| up to)?$")


@dataclass(frozen=True, slots=True)
class Value:
    """A figure or named line in words, with its amount and unit where it has one."""

    text: str
    amount: float | None = None
    unit: str | None = None


def read_number(words: str) -> float | None:
    """A number written in digits or words; None when it is neither."""
    words = words.lower().strip()
    digits = words.replace(",", "").rstrip(".")
    try:
        return float(digits)
    except ValueError:
        total = 0.0
        for word in re.split(r"[- ]", words):
            if word in ("hundred", "thousand", "million", "billion"):
                total = max(total, 1) * {"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9}[word]
            elif word in NUMBER_WORDS:
                total += NUMBER_WORDS[word]
            else:
                try:
                    total += float(word.replace(",", ""))
                except ValueError:
                    return None
        return total or None


def find_value(hit: TermHit, span: Span) -> Value | None:
    """The figure or named line that belongs to a term: the one nearest to it in the sentence, else what words say."""
    text, centre = span.text, hit.span.start_char - span.start_char
    if hit.term in ("reconstruction", "sanctions"):
        money = MONEY.search(text)
        if money:
            return Value(money.group(), read_number(re.sub(r"[^\d.,]", "", money.group())), money.group()[0])
    found = [(abs(start - centre), value) for start, value in list_figures(hit.term, text)]
    if hit.term in WITH_LINE:
        found += [(abs(match.start() - centre) + 10, Value(match.group())) for match in LINES.finditer(text)]
    if found:
        return min(found, key=lambda item: item[0])[1]
    words = find_wording(hit, span)
    return Value(words) if words else None


def list_figures(term: str, text: str) -> Iterator[tuple[int, Value]]:
    """The numbers of a sentence that have a unit of a term, with where they start; times gone by are left out."""
    units = UNITS.get(term)
    if not units:
        return
    for match in re.finditer(rf"\b({NUMBER})[ -](?:[a-z]+[ -])?({units})\b", text, re.IGNORECASE):
        before, after = text[: match.start()].rstrip().lower(), text[match.end() :]
        if GONE_AFTER.match(after) or before.endswith(GONE_BEFORE):
            continue
        if term == "overall" and not (TRUCE_AFTER.match(after) or TRUCE_BEFORE.search(before)):
            continue
        unit = match.group(2).lower()
        words = match.group()
        if term == "detainees" and (more := re.match(rf",? and {NUMBER} (?:{units})\b", after, re.IGNORECASE)):
            words += more.group()
        yield match.start(), Value(words, read_number(match.group(1)), unit.rstrip("s") + "s")
