"""What a reader asks for: one frozen filter shared by pages, feeds and the API; it is a cache key as it stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

SLUG_FIELDS = ("proposal", "party", "term", "conflict")
DATE_FIELDS = ("on", "known")

# A slug as `models.SlugField` keeps it.
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,50}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

# Outside these days nothing can have been said or recorded; a year such as 0204 or 20244 is a slip of the keyboard.
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2100, 12, 31)


class QuestionRefused(Exception):
    """A question that cannot be read: the field it fails in, and words that say what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True)
class Question:
    """Slugs to filter by (empty: any) and the two clocks of rule 3 (None: now). Equal questions have equal answers."""

    proposal: str = ""
    party: str = ""
    term: str = ""
    conflict: str = ""
    on: date | None = None
    known: date | None = None

    def parts(self) -> tuple[tuple[str, str], ...]:
        """The fields that are set, as (name, text) in a stable order; dates as YYYY-MM-DD."""
        slugs = ((name, str(getattr(self, name))) for name in SLUG_FIELDS)
        days = ((name, _day_text(getattr(self, name))) for name in DATE_FIELDS)
        return tuple((name, text) for name, text in (*slugs, *days) if text)

    def query_string(self) -> str:
        """The set fields as `name=value&…` in a stable order, without a question mark; empty when none is set."""
        return urlencode(self.parts())

    @property
    def is_dated(self) -> bool:
        """True when an earlier view is asked for by either clock."""
        return self.on is not None or self.known is not None


def parse_question(query: Mapping[str, str]) -> Question:
    """The question in a GET query; names it does not know are left to the page.

    Raises `QuestionRefused` for a slug or a date that cannot be one.
    """
    slugs = {name: _parse_slug(name, query.get(name, "").strip()) for name in SLUG_FIELDS}
    days = {name: _parse_day(name, query.get(name, "").strip()) for name in DATE_FIELDS}
    return Question(**slugs, on=days["on"], known=days["known"])


def _day_text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _parse_slug(field: str, text: str) -> str:
    if text and not _SLUG.fullmatch(text):
        raise QuestionRefused(
            field,
            f"“{field}” is the short name from the {field}’s address: letters, digits and hyphens, at most 50. "
            f"Choose one from the list or leave it out.",
        )
    return text


def _parse_day(field: str, text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise QuestionRefused(field, f"“{field}” is a day written year-month-day, such as 2024-11-20.")
    if not FIRST_DAY <= day <= LAST_DAY:
        raise QuestionRefused(
            field,
            f"“{field}” is a day between {FIRST_DAY.isoformat()} and {LAST_DAY.isoformat()}, such as 2024-11-20. "
            f"Check the year.",
        )
    return day
