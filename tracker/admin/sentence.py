"""Finds a pasted sentence in frozen texts, and says where it stands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.models.article import Snapshot
from tracker.models.citation import CitationRole
from tracker.review.draft import CitationDraft

LONGEST_SENTENCE = 1500  # characters; more than any sentence, and short enough for an address
_AROUND = 60  # characters shown on each side, to tell one occurrence from another
_SEARCHED = 40  # characters by which snapshots are looked up before their texts are read


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place of a sentence: `snapshot.text[start:end]`, with a few characters before and after."""

    snapshot: Snapshot
    start: int
    end: int

    @property
    def key(self) -> str:
        """How a form names this place."""
        return f"{self.snapshot.pk}-{self.start}-{self.end}"

    @property
    def quote(self) -> str:
        """The sentence as the text has it."""
        return self.snapshot.text[self.start : self.end]

    @property
    def before(self) -> str:
        """What stands in front of it."""
        return self.snapshot.text[max(0, self.start - _AROUND) : self.start]

    @property
    def after(self) -> str:
        """What stands behind it."""
        return self.snapshot.text[self.end : self.end + _AROUND]

    def citation(self, role: CitationRole = CitationRole.EVIDENCE) -> CitationDraft:
        """The sentence, ready to be cited."""
        return CitationDraft(self.snapshot, self.start, self.end, self.quote, role)


def find_sentence(quote: str, snapshots: Iterable[Snapshot]) -> list[Occurrence]:
    """Every place where the words stand in this order, whatever white space is between them."""
    words = quote.split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
    return [
        Occurrence(snapshot, found.start(), found.end())
        for snapshot in snapshots
        for found in pattern.finditer(snapshot.text)
    ]


def snapshots_with(quote: str) -> list[Snapshot]:
    """Snapshots whose text may hold the sentence, newest first, at most ten."""
    opening = max(quote.split("\n"), key=len).strip()[:_SEARCHED]
    if not opening:
        return []
    found = Snapshot.objects.filter(text__contains=opening, withheld_at=None).select_related("article")
    return list(found.order_by("-pk")[:10])


def choose(occurrences: list[Occurrence], key: str) -> Occurrence | None:
    """The only place, or the one an editor chose; None while there are several."""
    if len(occurrences) == 1:
        return occurrences[0]
    return next((each for each in occurrences if each.key == key), None)
