"""Quality floors: figures that a change may not fall below. They rise by themselves and fall only when told to."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from tracker.extract.evaluation import Evaluation

# A floor stands this far below what was measured, so that a newer parser's last digit does not stop a change.
MARGIN = 0.01
_HEADER = "# Quality floors on the gold corpus. Raised by `evaluate_extractor GOLD --floors FILE --raise-floors`.\n"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A figure below its floor."""

    name: str
    floor: float
    measured: float


def figures(evaluation: Evaluation) -> dict[str, float]:
    """The guarded figures: F1 and precision at level 3, recall at level 1, and the stance group right at level 3."""
    third, fourth = evaluation.levels[3], evaluation.levels[4]
    return {
        "level_1_recall": evaluation.levels[1].recall,
        "level_3_f1": third.f1,
        "level_3_precision": third.precision,
        "stance_group": fourth.right / third.right if third.right else 0.0,
    }


def read_floors(path: Path) -> dict[str, float]:
    """The floors in a file; none when there is no file yet. Raises ValueError for a file that is not TOML."""
    if not path.exists():
        return {}
    return {name: float(value) for name, value in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def find_shortfalls(floors: dict[str, float], evaluation: Evaluation) -> list[Shortfall]:
    """Which figures are below their floors."""
    measured = figures(evaluation)
    return [Shortfall(name, floor, measured[name]) for name, floor in floors.items() if measured[name] < floor]


def write_floors(path: Path, evaluation: Evaluation, *, may_fall: bool = False) -> dict[str, float]:
    """Sets each floor just below what was measured, where that is higher; lower only with `may_fall`."""
    old = read_floors(path)
    new = {}
    for name, value in figures(evaluation).items():
        floor = round(value - MARGIN, 3)
        new[name] = floor if may_fall else max(floor, old.get(name, 0.0))
    path.write_text(_HEADER + "".join(f"{name} = {value:.3f}\n" for name, value in new.items()), encoding="utf-8")
    return new
