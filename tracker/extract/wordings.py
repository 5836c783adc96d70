"""Values that are no figure with a unit: shares, days, "indefinite", places forces leave, what a halt covers."""

import re

from spacy.tokens import Span, Token

from tracker.extract.actors import find_span
from tracker.extract.voice import TermHit

HELD = r"(?:hostages?|captives?|prisoners?|detainees?|bodies|dead|living|remains)"
SHARE = re.compile(
    rf"\ball for all\b|\b(?:(?:half|most|all|both|some|two thirds|a third|a handful|dozens|hundreds|scores)"
    rf"(?: of)?(?: the| its| their| our)?(?: [a-z]+){{0,2}} {HELD}\b(?: and (?:half|all|most) of the {HELD}\b)?)",
    re.IGNORECASE,
)
BARE_NUMBER = re.compile(
    r"\b(?:\d{1,3}(?:,\d{3})+|[1-9]\d{0,2}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?|"
    r"ten|eleven|twelve|[a-z]+teen|three|four|five|six|seven|eight|nine)(?: (?:hundred|thousand))?"
    r"(?= (?:[a-z]+ )?(?:would|will|are|were|is|to|of|more|women|children|men|people|came|come|go|a day)\b)",
    re.IGNORECASE,
)
LENGTH = re.compile(
    r"\b(?:indefinite(?:ly)?|open-ended|temporar(?:y|ily)|permanent(?:ly)?|no (?:end|expiry) date)\b", re.IGNORECASE
)
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
DATE = re.compile(
    r"\b(?:day (?:\d+|[a-z]+(?:-[a-z]+)?)"
    r"|(?:the )?(?:[a-z]+th|first|second|third|\d+(?:st|nd|rd|th))(?: and [a-z]+)? days?"
    rf"|\d{{1,2}} {MONTH}(?: \d{{4}})?|{MONTH} \d{{1,2}}\b(?:, \d{{4}})?|(?:the )?end of (?:\d{{4}}|the year|{MONTH}))"
)
CLOCK = re.compile(
    r"\b(?:\d{1,2}(?:[:.]\d{2})? ?[ap]\.?m\.?|\d{4} hours|\d{1,2}:\d{2}|midnight|noon|dawn"
    r"|[a-z]+ o'clock(?: in the morning)?)"
)
COMING = re.compile(
    r"\b(?:by|from|until|till|before|on|after|begin(?:s|ning)?|start(?:s|ing)?) (?:next )?"
    rf"({DAY}|tomorrow|midnight|\d{{4}}|{MONTH})(?!\w)"
    r"|\b(next (?:week|month|year))\b"
)
UNTIL = re.compile(
    rf"\b(?:until|till) ((?:the )?(?:end of )?(?:\d{{1,2}} )?{MONTH}(?: \d{{1,2}}\b)?(?:,? \d{{4}})?"
    r"|the end of \d{4})"
)
FREED = re.compile(
    r"\b(?:free|release|swap|exchange|return)(?:s|d|ing)? (?:all |some |about )?"
    r"(\d[\d,]*|[a-z]+ty|[a-z]+teen|ten|twelve)\b(?! days| hours)"
)
AT_ONCE = re.compile(
    r"\b(?:immediately|at once|with immediate effect|day of (?:declaration|signature|signing))\b", re.IGNORECASE
)
SCOPE = re.compile(
    r"\b(?:(?:on|by) land, (?:at |by )?sea (?:and|or) (?:in |by )?(?:the )?air"
    r"|(?:in|by) (?:the )?air(?:,| and) (?:on |by )?land[a-z, ]*"
    r"|(?:ground|land), (?:air|sea) and (?:naval|air|sea) operations)",
    re.IGNORECASE,
)
STATED_LINES = re.compile(
    r"\b(?:today's|current|existing|present) (?:front ?)?lines?\b|\bwhere (?:we|they) (?:are|stand)\b", re.IGNORECASE
)
VOTE = re.compile(r"\breferendum\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:until|after|before|by)(?: the end of)? 20\d\d\b")
FRONT = re.compile(r"\b(?:in|on|over|for) ([A-Z][a-z]+)\b|\b([A-Z][a-z]+) (?:ceasefire|truce|deal|war|front)\b")
# The terms that each kind of wording may be the value of, in the order in which they are looked for.
WORDINGS: dict[str, tuple[re.Pattern[str], ...]] = {
    "detainees": (SHARE, FREED, BARE_NUMBER),
    "displaced": (BARE_NUMBER, DATE),
    "sanctions": (DATE,),
    "aid": (BARE_NUMBER,),
    "duration": (UNTIL, LENGTH, DATE, COMING),
    "adoption": (CLOCK, DATE, AT_ONCE, COMING, VOTE),
    "cessation": (SCOPE, CLOCK, STATED_LINES, COMING),
    "phasing": (DATE, COMING),
    "further-talks": (DATE, COMING),
    "withdrawal": (DATE, STATED_LINES, COMING),
    "disarmament": (DATE, YEAR),
    "peacekeepers": (YEAR, DATE),
    "border": (STATED_LINES, DATE),
    "monitoring": (DATE,),
    "linkage": (FRONT,),
}
PLACED = frozenset({"withdrawal", "buffer-zone", "border"})
LEAVING = frozenset(
    {"from", "beyond", "behind", "to", "north", "south", "east", "west", "off", "across", "in"}
    | {"out", "leave", "quit"}
)
DIRECTIONS = frozenset({"north", "south", "east", "west"})
VACATING = frozenset({"leave", "quit", "vacate", "evacuate", "cede"})
LONGEST = 50


def find_wording(hit: TermHit, span: Span) -> str | None:
    """What a sentence says of a term without a figure: a share, a day, a place; None when it says nothing such."""
    if hit.term in PLACED and (place := find_place(hit.token)) is not None:
        return place
    centre = hit.span.start_char - span.start_char
    for pattern in WORDINGS.get(hit.term, ()):
        found = [match for match in pattern.finditer(span.text) if not is_telling_time(match, span)]
        if found:
            match = min(found, key=lambda item: abs(item.start() - centre))
            return next((group for group in match.groups() if group), match.group()).rstrip(".")
    return None


def is_telling_time(match: re.Match[str], span: Span) -> bool:
    """Whether a time is when something was said or done and not when it is to be: its verb is in the past."""
    words = span.doc.char_span(span.start_char + match.start(), span.start_char + match.end(), alignment_mode="expand")
    if words is None or not any(token.ent_type_ in ("DATE", "TIME") for token in words):
        return False
    return is_time_gone(words.root)


def is_time_gone(token: Token) -> bool:
    """Whether the verb that a time hangs on tells of the past ("said on Monday") and of no plan ("to begin then")."""
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            is_planned = any(child.tag_ in ("MD", "TO") for child in above.children)
            is_told = above.tag_ == "VBD" or any(
                child.lower_ in ("had", "has", "was", "were") for child in above.children
            )
            return is_told and not is_planned
    return False


def find_place(token: Token) -> str | None:
    """The place that forces would leave or go to, where it is more than the name of a state or movement."""
    seen: list[Token] = [token, *token.children]
    verb = token.head if token.head.pos_ == "VERB" else None
    seen += list(verb.children) if verb is not None else []
    for place in seen:
        if place.dep_ in ("prep", "advmod") and place.lower_ in LEAVING:
            nouns = [deep for deep in place.children if deep.dep_ == "pobj"]
            nouns += [
                low
                for deep in place.children
                if deep.dep_ in ("prep", "pcomp")
                for low in deep.children
                if low.dep_ == "pobj"
            ]
        elif place.dep_ == "dobj" and place.head.lemma_.lower() in VACATING:
            nouns = [place]
        else:
            continue
        for noun in nouns:
            words = describe_place(noun)
            if words is not None:
                return f"{place.lower_} of {words}" if place.lower_ in DIRECTIONS else words
    return None


def describe_place(noun: Token) -> str | None:
    """A place in words ("most of the Strip", "the towns"); None for a bare party's name and for what is no place."""
    span = find_span(noun.doc, noun)
    if span is not None and noun.i - noun.left_edge.i <= 1 and span.start <= noun.left_edge.i + 1:
        return None
    is_named = any(item.ent_type_ in ("GPE", "LOC", "FAC") for item in noun.subtree)
    is_area = noun.lemma_.lower() in AREAS
    if not (is_named or is_area) or noun.ent_type_ in ("DATE", "TIME", "PERSON", "CARDINAL"):
        return None
    end = noun.i
    for child in noun.children:
        if child.i > noun.i and child.lower_ == "of" and child.dep_ == "prep":
            end = child.right_edge.i
    words = noun.doc[noun.left_edge.i : end + 1].text
    return words if len(words) <= LONGEST else noun.doc[noun.left_edge.i : noun.i + 1].text


AREAS = frozenset(
    {"town", "city", "area", "village", "territory", "zone", "line", "position", "border"}
    | {"frontier", "river", "corridor", "part", "strip", "outpost", "hill", "valley", "crossing"}
    | {"province", "region", "side"}
)
