"""When a thing was said: weekdays, "yesterday" and "last week" counted back from the article's own day."""

import re
from datetime import date, timedelta

from spacy.tokens import Span

from tracker.extract.values import read_number

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAY = re.compile(r"\b(?:(last|late|on|early|since|this) )?(" + "|".join(WEEKDAYS) + r")\b", re.IGNORECASE)
AGO = re.compile(r"\b(\d{1,3}|[a-z]+) (day|week)s? (?:ago|earlier)\b", re.IGNORECASE)
DAYS = {"day": 1, "week": 7}
# A longer time back is told too roughly to be a day.
LONGEST_AGO = timedelta(days=31)
WRITTEN = re.compile(r"\b(?:(\d{1,2}) ([A-Z][a-z]{2,8})|([A-Z][a-z]{2,8})\.? (\d{1,2}))(?:,? (\d{4}))?\b")


def read_past(span: Span) -> str:
    """A sentence without the days of what is yet to happen ("to begin on Monday"): nothing was said on those."""
    words = span.text
    for ent in span.ents:
        if ent.label_ not in ("DATE", "TIME"):
            continue
        verb = next((token for token in ent.root.ancestors if token.pos_ in ("VERB", "AUX")), None)
        if verb is not None and (verb.tag_ == "VB" or any(child.tag_ in ("MD", "TO") for child in verb.children)):
            start = ent.start_char - span.start_char
            words = words[:start] + " " * len(ent.text) + words[start + len(ent.text) :]
    return words


def find_stated_on(words: str, published_on: date | None) -> date | None:
    """The day of a statement named in a sentence, never after the article; the article's day when none is named."""
    if published_on is None:
        return None
    lower = words.lower()
    if "yesterday" in lower:
        return published_on - timedelta(days=1)
    written = read_written(words, published_on) or read_ago(lower, published_on)
    if written is not None:
        return written
    if "the weekend" in lower and "next weekend" not in lower and published_on.weekday() < WEEKDAYS.index("saturday"):
        return published_on - timedelta(days=published_on.weekday() + 1)  # its Sunday: no later than that
    match = WEEKDAY.search(words)
    if match and (match.group(1) or "").lower() in ("on", "late", "early", "last", ""):
        days = (published_on.weekday() - WEEKDAYS.index(match.group(2).lower())) % 7
        if days == 0 and (match.group(1) or "").lower() == "last":
            days = 7
        return published_on - timedelta(days=days)
    return published_on


def read_ago(words: str, published_on: date) -> date | None:
    """The day of "two days ago", "a week earlier"; None for no such words, or for a time too long ago to be exact."""
    match = AGO.search(words)
    number = read_number(match.group(1)) if match else None
    if match is None or number is None:
        return None
    back = timedelta(days=min(round(number * DAYS[match.group(2)]), LONGEST_AGO.days + 1))
    return published_on - back if timedelta(0) < back <= LONGEST_AGO else None


def read_written(words: str, published_on: date) -> date | None:
    """A date in words ("Sept. 25", "25 September 2024") that is not after the article."""
    for match in WRITTEN.finditer(words):
        day, month = match.group(1) or match.group(4), (match.group(2) or match.group(3)).lower()[:3]
        if month not in MONTHS:
            continue
        try:
            found = date(int(match.group(5) or published_on.year), MONTHS.index(month) + 1, int(day))
        except ValueError:
            continue
        if found <= published_on:
            return found
    return None
