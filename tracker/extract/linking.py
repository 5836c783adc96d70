"""Which conflict and which known proposal a claim belongs to; else a working name."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from tracker.extract.candidate import Candidate, KnownProposal, Source
from tracker.extract.lexicon import Conflict, Lexicon

LINK_THRESHOLD = 2.0
MAIN_THRESHOLD = 1.5
# A text is written about a proposal from shortly before it is on record until some weeks after the last word on it.
DAYS_BEFORE = timedelta(days=10)
DAYS_AFTER = timedelta(days=45)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
WHOLE = "overall"
LENGTH_IN_NAME = re.compile(r"\b(?:\d+|[a-z]+)[- ](?:day|week|month)s?\b", re.IGNORECASE)


def rank_conflicts(text: str, lexicon: Lexicon, filed: tuple[str, ...] = ()) -> list[str]:
    """Conflicts by how often a text names their words, the most frequent first.

    Those the article is filed under come before all others: an article on one war may have a sentence on another.
    """
    words = text.lower()
    counts: Counter[str] = Counter()
    for conflict in lexicon.conflicts:
        # Most words stand nowhere in the text: a plain look first keeps a long text and many conflicts quick.
        met = [word.lower() for word in conflict.keywords if word.lower() in words]
        counts[conflict.name] = sum(len(re.findall(rf"\b{re.escape(word)}\b", words)) for word in met)
    named = [name for name, count in counts.most_common() if count]
    return [name for name in named if name in filed] + [name for name in named if name not in filed]


def choose_conflict(sentence: str, party: str | None, ranked: list[str], conflicts: dict[str, Conflict]) -> str | None:
    """The conflict of one sentence: the article's main one, unless the sentence names only another's words."""
    if not ranked:
        return None
    words = sentence.lower()
    main = conflicts[ranked[0]]
    if any(word.lower() in words for word in main.keywords):
        return main.name
    for name in ranked[1:3]:
        if sum(word.lower() in words for word in conflicts[name].keywords) >= 1 and (
            party is None or party in conflicts[name].parties
        ):
            return name
    return main.name


def link_proposal(
    working_name: str | None,
    sentence: str,
    conflict: str | None,
    days: float | None,
    proposals: tuple[KnownProposal, ...],
    source: Source,
) -> str | None:
    """The slug of the known proposal meant, by name, length, sponsor and dates; None when none stands out."""
    scored: list[tuple[float, str]] = []
    words = f"{working_name or ''} {sentence}".lower()
    for item in proposals:
        if conflict is not None and item.conflict != conflict:
            continue
        score = 3.0 if item.name.lower() in words else 0.0
        if item.duration_days is not None and days is not None:
            score += 2.0 if abs(days - item.duration_days) < 1 else -2.0
        score += sum(1.0 for sponsor in item.sponsors if sponsor.lower() in words)
        day = source.published_on
        if day is not None and item.first_on is not None and day < item.first_on:
            score -= 2.0
        if day is not None and item.last_on is not None and (day - item.last_on).days > 60:
            score -= 1.0
        scored.append((score, item.slug))
    scored.sort(reverse=True)
    if scored and scored[0][0] >= LINK_THRESHOLD and (len(scored) == 1 or scored[0][0] > scored[1][0]):
        return scored[0][1]
    return None


def main_proposals(text: str, source: Source, proposals: tuple[KnownProposal, ...]) -> dict[str, str]:
    """For each conflict the one known proposal that a whole text is about, by length, sponsors and days; slugs.

    A conflict with none that fits, or with two that fit alike, is left out.
    """
    words = text.lower()
    best: dict[str, list[tuple[float, str]]] = {}
    for item in proposals:
        best.setdefault(item.conflict, []).append((_fit(item, words, source.published_on), item.slug))
    chosen = {}
    for conflict, scored in best.items():
        scored.sort(reverse=True)
        (first, slug), *others = scored
        if first >= MAIN_THRESHOLD and (not others or first > others[0][0]):
            chosen[conflict] = slug
    return chosen


def _fit(item: KnownProposal, words: str, day: date | None) -> float:
    """How well a text fits a proposal: its length named is worth most, a day outside its time costs as much."""
    score = 3.0 if item.name.lower() in words else 0.0
    if item.duration_days is not None and any(form in words for form in spell_days(item.duration_days)):
        score += 2.0
    score += min(1.0, 0.5 * sum(sponsor.lower() in words for sponsor in item.sponsors))
    if day is not None and item.first_on is not None and item.last_on is not None:
        is_in_time = item.first_on - DAYS_BEFORE <= day <= item.last_on + DAYS_AFTER
        score += 1.0 if is_in_time else -2.0
    return score


def spell_days(days: int) -> tuple[str, ...]:
    """The ways in which a text may give a length: "21 days", "21-day", "three weeks", "two months"."""
    forms = [f"{days} days", f"{days}-day"]
    for unit, length in (("week", 7), ("month", 30)):
        if days % length == 0 and (count := days // length) < len(NUMBERS):
            forms += [f"{NUMBERS[count]} {unit}", f"{NUMBERS[count]}-{unit}"]
    return tuple(forms)


def names_other_length(name: str | None, days: int | None) -> bool:
    """Whether a working name gives a length that is not a proposal's own ("45-day plan" beside one of 21 days)."""
    if not name or not days or LENGTH_IN_NAME.search(name) is None:
        return False
    return not any(form in name.lower() for form in spell_days(days))


def link_to_main(
    candidates: list[Candidate], text: str, source: Source, proposals: tuple[KnownProposal, ...]
) -> list[Candidate]:
    """The candidates, those that speak of a text on the table without saying which linked to the one the article is
    about. A length that differs from its own speaks against it.
    """
    mains = main_proposals(text, source, proposals)
    lengths = {item.slug: item.duration_days for item in proposals}
    linked = []
    for each in candidates:
        slug = mains.get(each.conflict or "")
        is_other = each.unit == "days" and slug is not None and each.amount != lengths[slug]
        is_other = is_other or (slug is not None and names_other_length(each.working_name, lengths[slug]))
        speaks_of_text = each.kind == "provision" or each.term == WHOLE
        if each.proposal is None and slug is not None and speaks_of_text and not is_other:
            each = replace(each, proposal=slug, working_name=None)  # noqa: PLW2901  (the same candidate, linked)
        linked.append(each)
    return linked
