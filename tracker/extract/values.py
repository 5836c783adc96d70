"""Figures and named lines: the typed amount and unit of a claim, and who would have to act."""

import re
from dataclasses import dataclass

from spacy.tokens import Span, Token

from tracker.extract.reference import Scene
from tracker.extract.speech import SUBJECTS
from tracker.extract.voice import TermHit

NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100, "a dozen": 12, "half a dozen": 6, "a": 1, "an": 1,
}  # fmt: skip
NUMBER = (
    r"(?:\d[\d,.]*|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
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
    "detainees": r"(?:living |dead |remaining |women )*(?:hostages?|prisoners?|captives?|detainees?|bodies|people)",
    "aid": r"(?:aid |fuel )*(?:trucks?|tankers?|ships?|lorries|tonnes|flights)(?: (?:a|per) day| daily)?",
    "airspace": r"(?:commercial )?flights?(?: (?:a|per) week)?|miles?|km",
    "disarmament": r"days?|weeks?|months?|troops|soldiers|missiles?|rockets?",
    "reconstruction": r"dollars|euros|pounds|billion|million",
    "further-talks": r"days?|weeks?|hours?|months?",
    "monitoring": r"observers|monitors|members|nations|countries",
    "adoption": r"hours?|days?",
    "overall": r"days?|weeks?|months?|hours?|points?",
    "cessation": r"hours?|days?|weeks?|months?",
    "displaced": r"people|residents|days",
    "complaints": r"hours?|days?",
}
LINES = re.compile(
    r"\b(?:(?:the )?Litani(?: River)?|(?:the )?Blue Line|Philadelphi(?: corridor| line| axis)?|"
    r"Netzarim(?: corridor| axis)?|Line of Control|Durand [Ll]ine|Black Sea|Rafah(?: crossing)?|"
    r"(?:UN(?:SCR)?|Security Council)? ?[Rr]esolution \d{3,4}|UNSCR \d{3,4}|1701|[Aa]rticle (?:5|[Ff]ive))"
)
MONEY = re.compile(r"[$€£]\s?\d[\d,.]*(?: ?(?:million|billion|bn|m))?")
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
    """The figure or named line that belongs to a term: the one nearest to it in the sentence."""
    text, centre = span.text, hit.span.start_char - span.start_char
    if hit.term in ("reconstruction", "sanctions"):
        money = MONEY.search(text)
        if money:
            return Value(money.group(), read_number(re.sub(r"[^\d.,]", "", money.group())), money.group()[0])
    found: list[tuple[int, Value]] = []
    units = UNITS.get(hit.term)
    if units:
        for match in re.finditer(rf"\b({NUMBER})[ -](?:[a-z]+[ -])?({units})\b", text, re.IGNORECASE):
            unit = match.group(2).lower()
            found.append(
                (abs(match.start() - centre), Value(match.group(), read_number(match.group(1)), unit.rstrip("s") + "s"))
            )
    if hit.term in WITH_LINE:
        found += [(abs(match.start() - centre) + 10, Value(match.group())) for match in LINES.finditer(text)]
    return min(found, key=lambda item: item[0])[1] if found else None


def find_actors(hit: TermHit, scene: Scene) -> tuple[str, ...]:
    """Who would have to act: the subject of the term's own clause, or a party beside its noun."""
    token: Token = hit.token
    for _ in range(4):
        for child in token.children:
            if (
                child.dep_ in SUBJECTS
                or child.dep_ in ("poss", "agent")
                or (child.dep_ == "prep" and child.lower_ in ("by", "of"))
            ):
                nouns = (
                    [deep for deep in child.children if deep.dep_ == "pobj"]
                    if child.dep_ in ("agent", "prep")
                    else [child]
                )
                names = tuple(holder.party for noun in nouns for holder in scene.resolve(noun) if holder.party)
                if names:
                    return names
        if token.head == token or token.dep_ in ("ccomp", "ROOT", "relcl"):
            break
        token = token.head
    return ()
