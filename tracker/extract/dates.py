"""When a thing was said: weekdays, "yesterday" and "last week" counted back from the article's own day."""

import re
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAY = re.compile(r"\b(?:(last|late|on|early|since|this) )?(" + "|".join(WEEKDAYS) + r")\b", re.IGNORECASE)
WRITTEN = re.compile(r"\b(?:(\d{1,2}) ([A-Z][a-z]{2,8})|([A-Z][a-z]{2,8})\.? (\d{1,2}))(?:,? (\d{4}))?\b")


def find_stated_on(words: str, published_on: date | None) -> date | None:
    """The day of a statement named in a sentence, never after the article; the article's day when none is named."""
    if published_on is None:
        return None
    lower = words.lower()
    if "yesterday" in lower:
        return published_on - timedelta(days=1)
    written = read_written(words, published_on)
    if written is not None:
        return written
    match = WEEKDAY.search(words)
    if match and (match.group(1) or "").lower() in ("on", "late", "early", "last", ""):
        days = (published_on.weekday() - WEEKDAYS.index(match.group(2).lower())) % 7
        if days == 0 and (match.group(1) or "").lower() == "last":
            days = 7
        return published_on - timedelta(days=days)
    return published_on


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
