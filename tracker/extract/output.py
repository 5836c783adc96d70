"""Candidates as JSON lines, with the field names of the annotation guide."""

import json
from datetime import date
from pathlib import Path

from tracker.extract.candidate import Candidate, Source


def describe(article: str, text: str, candidate: Candidate) -> dict[str, object]:
    """One candidate as a JSON object; `start` and `end` index into `text`."""
    return {
        "article": article,
        "start": candidate.start,
        "end": candidate.end,
        "sentence": text[candidate.start : candidate.end],
        "kind": candidate.kind,
        "term": candidate.term,
        "party": candidate.party,
        "stance": candidate.stance,
        "actor": " and ".join(candidate.actors) or None,
        "value": candidate.value,
        "amount": candidate.amount,
        "unit": candidate.unit,
        "speaker": candidate.speaker or candidate.office,
        "attribution": candidate.attribution,
        "directness": candidate.directness,
        "speaks_for_party": candidate.speaks_for_party,
        "is_included": candidate.is_included,
        "is_earlier": candidate.is_earlier,
        "stated_on": candidate.stated_on.isoformat() if candidate.stated_on else None,
        "conflict": candidate.conflict,
        "proposal": candidate.proposal or candidate.working_name,
        "score": candidate.score,
        "rule": candidate.rule,
        "tier": candidate.tier,
        "why": [list(pair) for pair in candidate.why],
    }


def read_index(path: Path) -> dict[str, Source]:
    """What an index of JSON lines (article, title, publisher, date) says about each file.

    A date that is not a whole day is left out. Raises OSError, and ValueError for a line that is not JSON.
    """
    sources = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            sources[str(row["article"])] = Source(
                published_on=_day(row.get("date")), title=row.get("title") or "", outlet=row.get("publisher") or ""
            )
    return sources


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
