"""How well candidates fit labelled texts: precision and recall at four levels, fields, calibration, errors."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from tracker.extract.candidate import Candidate
from tracker.extract.labels import GoldRow, LabelledArticle
from tracker.extract.ranking import GROUPS

LEVELS = (1, 2, 3, 4)
# Which way a stance points; a provision's group is the text itself (annotation guide).
STANCE_GROUPS: dict[str | None, str] = {None: "text", **dict[str | None, str](GROUPS.items())}
# One party under two common names.
SAME_PARTY = {
    "us": "unitedstates", "usa": "unitedstates", "unitedstatesofamerica": "unitedstates", "america": "unitedstates",
    "un": "unitednations", "uk": "unitedkingdom", "eu": "europeanunion", "ansarallah": "houthis",
    "houthimovement": "houthis", "russianfederation": "russia", "palestinianislamicjihad": "islamicjihad",
    "drc": "democraticrepublicofthecongo",
}  # fmt: skip


@dataclass(slots=True)
class Tally:
    """Counts for one level: labels that must be found and were, candidates said and right."""

    must: int = 0
    found: int = 0
    said: int = 0
    right: int = 0

    def add(self, other: "Tally") -> None:
        """Adds the counts of another text."""
        self.must += other.must
        self.found += other.found
        self.said += other.said
        self.right += other.right

    @property
    def precision(self) -> float:
        """Candidates that fit any label, by candidates said."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """Labels found, by labels that must be."""
        return self.found / self.must if self.must else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Evaluation:
    """What a run over labelled texts came to."""

    levels: dict[int, Tally] = field(default_factory=lambda: {level: Tally() for level in LEVELS})
    pairs: list[tuple[LabelledArticle, GoldRow, Candidate]] = field(default_factory=list)
    misses: list[tuple[LabelledArticle, GoldRow]] = field(default_factory=list)
    alarms: list[tuple[LabelledArticle, Candidate]] = field(default_factory=list)

    def add(self, article: LabelledArticle, candidates: Sequence[Candidate]) -> None:
        """Scores one text's candidates."""
        for level in LEVELS:
            owner = match_rows(article.rows, candidates, level)
            found = set(owner.values())
            must = [number for number, row in enumerate(article.rows) if row.must]
            self.levels[level].add(
                Tally(len(must), sum(number in found for number in must), len(candidates), len(owner))
            )
            if level == 3:
                self.pairs += [(article, article.rows[i], candidates[j]) for j, i in owner.items()]
                self.misses += [(article, article.rows[number]) for number in must if number not in found]
                self.alarms += [(article, each) for j, each in enumerate(candidates) if j not in owner]

    def reliability(self, steps: int = 10) -> list[tuple[float, float, int]]:
        """The reliability curve: for each tenth of the score, its mean, the share right at level 3, and how many."""
        scored = [(each.score, True) for _, _, each in self.pairs] + [(each.score, False) for _, each in self.alarms]
        curve = []
        for step in range(steps):
            part = [pair for pair in scored if step == min(steps - 1, int(pair[0] * steps))]
            if part:
                mean = sum(score for score, _ in part) / len(part)
                curve.append((mean, sum(right for _, right in part) / len(part), len(part)))
        return curve

    def field_accuracy(self) -> dict[str, tuple[int, int]]:
        """Of rows right at level 3 whose label has the field: how many say the same, and how many there are."""
        counts: Counter[str] = Counter()
        totals: Counter[str] = Counter()
        for _, row, candidate in self.pairs:
            for name, said in _field_values(candidate).items():
                if (wanted := getattr(row, name)) is None:
                    continue
                totals[name] += 1
                counts[name] += _share_words(wanted, said or "") or (
                    name == "actor" and party_key(wanted) == party_key(said)
                )
        return {name: (counts[name], totals[name]) for name in sorted(totals)}


def evaluate(articles: Iterable[LabelledArticle], read: Callable[[LabelledArticle], Sequence[Candidate]]) -> Evaluation:
    """Reads every article and scores what was found."""
    evaluation = Evaluation()
    for article in articles:
        evaluation.add(article, read(article))
    return evaluation


def match_rows(rows: Sequence[GoldRow], candidates: Sequence[Candidate], level: int) -> dict[int, int]:
    """One-to-one matching, must rows first and as many as can be: candidate number → row number.

    A candidate fits a row when the shorter of the two spans lies at least half inside the other and, from level 2, the
    term agrees, from 3 kind and party too, from 4 the stance group as well.
    """
    fitting = {
        i: [j for j, candidate in enumerate(candidates) if _overlaps(row, candidate) and _agrees(row, candidate, level)]
        for i, row in enumerate(rows)
    }
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in fitting[i]:
            if j in seen:
                continue
            seen.add(j)
            if j not in owner or place(owner[j], seen):
                owner[j] = i
                return True
        return False

    for i in sorted(fitting, key=lambda number: not rows[number].must):
        place(i, set())
    return owner


def party_key(name: str | None) -> str | None:
    """A party's name folded so that two spellings compare equal; None stays None."""
    if not name:
        return None
    key = re.sub(r"[^a-z0-9]", "", re.sub(r"^the\s+", "", name.lower()))
    return SAME_PARTY.get(key, key)


def _overlaps(row: GoldRow, candidate: Candidate) -> bool:
    shared = min(row.end, candidate.end) - max(row.start, candidate.start)
    return shared > 0 and 2 * shared >= min(row.end - row.start, candidate.end - candidate.start)


def _agrees(row: GoldRow, candidate: Candidate, level: int) -> bool:
    if level >= 2 and row.term != candidate.term:
        return False
    if level >= 3 and (row.kind, party_key(row.party)) != (candidate.kind, party_key(candidate.party)):
        return False
    return level < 4 or STANCE_GROUPS.get(row.stance) == STANCE_GROUPS.get(candidate.stance, "?")


def _field_values(candidate: Candidate) -> dict[str, str | None]:
    return {
        "actor": " and ".join(candidate.actors),
        "value": candidate.value,
        "speaker": candidate.speaker or candidate.office,
        "proposal": candidate.proposal or candidate.working_name,
    }


def _share_words(wanted: str, said: str) -> bool:
    """Two phrases mean the same when half of the shorter one's words stand in the other."""
    one, other = (set(re.findall(r"\w+", text.lower())) - {"the", "a", "of", "and"} for text in (wanted, said))
    return bool(one and other) and 2 * len(one & other) >= min(len(one), len(other))
