"""Examples as tensors: examples of like length go together, and training sees them under ever other names."""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from tracker.extract.terms import STANCES, TERMS
from tracker.extract.training.network import BEFORE, CANDIDATE_FEATURES, CELLS, PAIR_FEATURES, SENTENCE

MAY_WEIGHT = 0.4  # a row that is acceptable, no loss if missed
RULES_HIDDEN = 0.3  # how often training hides the rules' verdicts, so that the network does not lean on them alone
RULED = 4  # the candidate feature "a rule named it"
RENAMED = 0.4  # how often the parties get other names, so that context counts and not who it was last time
ALONE = 0.1  # how often the sentences before are left out
REORDERED = 0.5  # how often the candidates change places

# Plain names, not `type` statements: this part runs on Python 3.11.
Example = dict[str, Any]
Names = list[list[tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of some examples: what the network takes, and the answers with their weights."""

    inputs: tuple[Tensor, ...]
    present: Tensor
    wanted: Tensor
    weight: Tensor
    stance: Tensor
    about: Tensor
    about_weight: Tensor


def read_examples(path: Path | None) -> list[Example]:
    """The examples in a file of JSON lines; none without a file."""
    if path is None:
        return []
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def group(examples: Iterable[Example], size: int, *, is_training: bool) -> list[list[Example]]:
    """Examples in groups of like length; in training both groups and their order are shuffled."""
    rows = list(examples)
    if is_training:
        random.shuffle(rows)
    groups = []
    for place in range(0, len(rows), size * 20):
        chunk = sorted(rows[place : place + size * 20], key=lambda row: len(row["pieces"]))
        groups += [chunk[start : start + size] for start in range(0, len(chunk), size)]
    if is_training:
        random.shuffle(groups)
    return groups


def list_runs(row: Example) -> Iterator[tuple[int, int, int]]:
    """(start, end, candidate) of each stretch of pieces that names one candidate."""
    slots, parts = row["slots"], row["parts"]
    start = 0
    for place in range(1, len(slots) + 1):
        if place == len(slots) or (slots[place], parts[place]) != (slots[start], parts[start]):
            if slots[start]:
                yield start, place, slots[start]
            start = place


def collect_names(rows: Iterable[Example]) -> Names:
    """The ways in which each party of each article is named, as pieces."""
    names: dict[tuple[str, str], list[tuple[int, ...]]] = {}
    for row in rows:
        for start, end, candidate in list_runs(row):
            if row["parts"][start] == SENTENCE:
                party = row["parties"][candidate - 1]
                names.setdefault((row["article"], party), []).append(tuple(row["pieces"][start:end]))
    return list(names.values())


def rename(row: Example, names: Names) -> Example:
    """An example in which each candidate bears the names of another party."""
    chosen: dict[int, list[tuple[int, ...]]] = {}
    fields: dict[str, list[int]] = {"pieces": [], "parts": [], "slots": []}
    last = 0
    for start, end, candidate in list_runs(row):
        for field, values in fields.items():
            values.extend(row[field][last:start])
        name = random.choice(chosen.setdefault(candidate, random.choice(names)))
        fields["pieces"] += name
        fields["parts"] += [row["parts"][start]] * len(name)
        fields["slots"] += [candidate] * len(name)
        last = end
    for field, values in fields.items():
        values.extend(row[field][last:])
    return {**row, **fields}


def leave_alone(row: Example) -> Example:
    """An example without the sentences before."""
    kept = [place for place, part in enumerate(row["parts"]) if part != BEFORE]
    return {**row, **{field: [row[field][place] for place in kept] for field in ("pieces", "parts", "slots")}}


def reorder(row: Example) -> Example:
    """An example whose candidates (all but the text itself) have changed places."""
    order = list(range(1, len(row["features"])))
    random.shuffle(order)
    order = [0, *order]
    place = {old: new for new, old in enumerate(order)}
    return {
        **row,
        "slots": [place.get(slot, 0) for slot in row["slots"]],
        "features": [row["features"][old] for old in order],
        "pairs": [[place[candidate], *rest] for candidate, *rest in row["pairs"]],
        "gold": [[place.get(candidate, candidate), *rest] for candidate, *rest in row["gold"]],
    }


def vary(row: Example, names: Names) -> Example:
    """An example as training sees it this time."""
    if random.random() < RENAMED:
        row = rename(row, names)
    if random.random() < ALONE:
        row = leave_alone(row)
    return reorder(row) if random.random() < REORDERED else row


def fill(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Rows of numbers as one tensor filled up with zeros, and its mask."""
    length = max(map(len, rows))
    ids = torch.tensor([[*row, *[0] * (length - len(row))] for row in rows])
    mask = torch.tensor([[1.0] * len(row) + [0.0] * (length - len(row)) for row in rows])
    return ids, mask


def collate(rows: list[Example], *, names: Names | None = None) -> Batch:
    """Examples as one batch; with `names` for training, and so varied."""
    if names is not None:
        rows = [vary(row, names) for row in rows]
    size, width = len(rows), max(len(row["features"]) for row in rows)
    ids, mask = fill([row["pieces"] for row in rows])
    parts, slots = (fill([row[name] for row in rows])[0] for name in ("parts", "slots"))
    features = torch.zeros(size, width, CANDIDATE_FEATURES)
    pairs = torch.zeros(size, width, len(TERMS), PAIR_FEATURES)
    present = torch.zeros(size, width)
    for place, row in enumerate(rows):
        features[place, : len(row["features"])] = torch.tensor(row["features"])
        present[place, : len(row["features"])] = 1
        for candidate, term, *values in row["pairs"]:
            pairs[place, candidate, term] = torch.tensor(values)
        if names is not None and random.random() < RULES_HIDDEN:
            pairs[place, :, :, 2:] = 0
            features[place, :, RULED] = 0
    return Batch((ids, mask, parts, slots, features, pairs), present, *list_answers(rows, width))


def list_answers(rows: list[Example], width: int) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Wanted chances with weights, stances (-1: none), and what each sentence is about with weights."""
    wanted, weight = torch.zeros(len(rows), width, len(TERMS)), torch.ones(len(rows), width, len(TERMS))
    stances = torch.full((len(rows), width, len(TERMS)), -1)
    about, about_weight = torch.zeros(len(rows), CELLS), torch.ones(len(rows), CELLS)
    for place, row in enumerate(rows):
        for candidate, slug, stance, must in row["gold"]:
            term, value = TERMS.index(slug), 1.0 if must else MAY_WEIGHT
            cell = term + (len(TERMS) if stance else 0)
            if must or not about[place, cell]:
                about_weight[place, cell] = value
            about[place, cell] = about[place, CELLS - 1] = 1
            if candidate < 0:
                continue
            if must or not wanted[place, candidate, term]:
                weight[place, candidate, term] = value
            wanted[place, candidate, term] = 1
            if stance and (must or stances[place, candidate, term] < 0):
                stances[place, candidate, term] = STANCES.index(stance)
    return wanted, weight, stances, about, about_weight
