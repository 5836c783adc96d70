"""Which conflict and which known proposal a claim belongs to; else a working name."""

import re
from collections import Counter

from tracker.extract.candidate import KnownProposal, Source
from tracker.extract.lexicon import Conflict, Lexicon

LINK_THRESHOLD = 2.0


def rank_conflicts(text: str, lexicon: Lexicon, allowed: tuple[str, ...] = ()) -> list[str]:
    """Conflicts by how often a text names their words, the most frequent first."""
    words = text.lower()
    counts: Counter[str] = Counter()
    for conflict in lexicon.conflicts:
        if allowed and conflict.name not in allowed:
            continue
        counts[conflict.name] = sum(
            len(re.findall(rf"\b{re.escape(word.lower())}\b", words)) for word in conflict.keywords
        )
    return [name for name, count in counts.most_common() if count]


def choose_conflict(sentence: str, party: str | None, ranked: list[str], conflicts: dict[str, Conflict]) -> str | None:
    """The conflict of one sentence: the article's main one, unless the sentence names only another's words."""
    if not ranked:
        return None
    words = sentence.lower()
    main = conflicts[ranked[0]]
    if any(word.lower() in words for word in main.keywords) or party in main.parties:
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
