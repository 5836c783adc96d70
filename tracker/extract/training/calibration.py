"""From cross-validated claims to the settings of the reading: thresholds, and what a chance has been worth."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.extract.candidate import Candidate
from tracker.extract.encoder import Calibration, Thresholds
from tracker.extract.evaluation import Tally, match_rows
from tracker.extract.labels import LabelledArticle

CHANCES = tuple(step / 20 for step in range(2, 15))
SHARES = (0.0, 0.2, 0.3, 0.4, 0.5)
# Of the settings that nearly reach the best F1 the most precise is taken: an alarm costs an editor more than a miss.
NEARLY = 0.006
CHECK, UNCLAIMED = 0.2, 0.03
KNOTS = 8  # points of the calibration curve, with about as many claims between any two


@dataclass(frozen=True, slots=True)
class Claims:
    """What was claimed of each article by weights that had not learnt it; a candidate's score is its raw chance."""

    by_article: dict[str, list[Candidate]]

    @classmethod
    def read(cls, path: Path) -> "Claims":
        """From the lines that `validate` wrote."""
        found: dict[str, list[Candidate]] = {}
        with path.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                names = ("start", "end", "kind", "term", "party", "stance")
                candidate = Candidate(**{name: row[name] for name in names}, score=row["chance"], rule="trained")
                found.setdefault(row["article"], []).append(candidate)
        return cls(found)

    def cut(self, article: str, kind: str, least: float, share: float) -> list[Candidate]:
        """The claims of one kind that would be suggested."""
        best: dict[int, float] = {}
        for item in self.by_article.get(article, ()):
            best[item.start] = max(best.get(item.start, 0.0), item.score)
        return [
            item
            for item in self.by_article.get(article, ())
            if item.kind == kind and item.score >= max(least, share * best[item.start])
        ]


def count(claims: Claims, articles: Sequence[LabelledArticle], kind: str, least: float, share: float) -> Tally:
    """Level 3 of one kind over the articles: a match never joins two kinds, so the kinds can be counted apart."""
    tally = Tally()
    for article in articles:
        rows = [row for row in article.rows if row.kind == kind]
        found = claims.cut(article.name, kind, least, share)
        owner = match_rows(rows, found, 3)
        met = set(owner.values())
        must = [number for number, row in enumerate(rows) if row.must]
        tally.add(Tally(len(must), sum(number in met for number in must), len(found), len(owner)))
    return tally


def choose_thresholds(claims: Claims, articles: Sequence[LabelledArticle]) -> tuple[Thresholds, Tally]:
    """The most precise thresholds that nearly reach the best F1 at level 3, and what they come to."""
    choices: list[tuple[Tally, float, float, float]] = []
    for share in SHARES:
        counted = {
            kind: {least: count(claims, articles, kind, least, share) for least in CHANCES}
            for kind in ("position", "provision")
        }
        for position in CHANCES:
            for provision in CHANCES:
                total = Tally()
                total.add(counted["position"][position])
                total.add(counted["provision"][provision])
                choices.append((total, position, provision, share))
    best = max(tally.f1 for tally, *_ in choices)
    near = [choice for choice in choices if choice[0].f1 >= best - NEARLY]
    tally, position, provision, share = max(near, key=lambda choice: choice[0].precision)
    return Thresholds(position, provision, CHECK, share, 0.0, UNCLAIMED), tally


def calibrate(claims: Claims, articles: Sequence[LabelledArticle]) -> Calibration:
    """How often claims of a chance were right at level 3, rising with the chance."""
    curves = {kind: _trace(_judge(claims, articles, kind)) for kind in ("position", "provision")}
    chances = sorted({0.0, 1.0, *(chance for curve in curves.values() for chance, _ in curve)})
    shares = {kind: tuple(_read(curve, chance) for chance in chances) for kind, curve in curves.items()}
    return Calibration(tuple(chances), shares["position"], shares["provision"])


def _judge(claims: Claims, articles: Sequence[LabelledArticle], kind: str) -> list[tuple[float, bool]]:
    """(chance, right) of every claim that an editor may see, in rising order."""
    judged = []
    for article in articles:
        found = claims.cut(article.name, kind, CHECK, 0.0)
        owner = match_rows([row for row in article.rows if row.kind == kind], found, 3)
        judged += [(item.score, number in owner) for number, item in enumerate(found)]
    return sorted(judged)


def _trace(judged: list[tuple[float, bool]]) -> list[tuple[float, float]]:
    """(chance, share right) at KNOTS points; neighbours that would fall are joined until the curve rises.

    Without any claim a chance is taken at its word.
    """
    if not judged:
        return [(0.0, 0.0), (1.0, 1.0)]
    size = max(1, len(judged) // KNOTS)
    groups = [judged[place : place + size] for place in range(0, len(judged), size)]
    joined: list[list[tuple[float, bool]]] = []
    for group in groups:
        joined.append(group)
        while len(joined) > 1 and _share(joined[-2]) > _share(joined[-1]):
            last = joined.pop()
            joined[-1] = joined[-1] + last
    return [(sum(chance for chance, _ in group) / len(group), _share(group)) for group in joined]


def _share(group: Iterable[tuple[float, bool]]) -> float:
    rights = [is_right for _, is_right in group]
    return sum(rights) / len(rights)


def _read(curve: list[tuple[float, float]], chance: float) -> float:
    """The curve at a chance: a straight line between its points, level beyond them."""
    before = [point for point in curve if point[0] <= chance]
    after = [point for point in curve if point[0] >= chance]
    if not before or not after:
        return round((after or before)[0 if after else -1][1], 3)
    (left, low), (right, high) = before[-1], after[0]
    return round(low if right == left else low + (high - low) * (chance - left) / (right - left), 3)


def write_settings(path: Path, thresholds: Thresholds, calibration: Calibration) -> None:
    """The file that the reading loads."""
    lines = [
        "# Chosen by cross-validation, so on articles that the weights had not seen; see model-card.md.",
        "[thresholds]",
        "# From which chance on a claim of each kind is suggested; from `check` on it is shown for an editor to check,",
        "# as is a claim with less than `share` of the chance of its sentence's likeliest one, and a position whose",
        "# stance is less likely than `stance`. A sentence without a claim is named from `unclaimed` on.",
        *(f"{name} = {getattr(thresholds, name)}" for name in ("position", "provision", "check", "share", "stance")),
        f"unclaimed = {thresholds.unclaimed}",
        "",
        "[calibration]",
        "# Of claims with this chance, so many were right at level 3.",
        *(
            f"{name} = [{', '.join(f'{value:.3f}' for value in getattr(calibration, name))}]"
            for name in ("chances", "position", "provision")
        ),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
