"""Examples as tensors: what the kept layers say of each is computed once, and examples of like length go together."""

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from tracker.extract.terms import STANCES, TERMS
from tracker.extract.training.network import CANDIDATE_FEATURES, CELLS, PAIR_FEATURES, SENTENCE, WIDTH, Network

OPENING = 101  # the piece [CLS] of BERT's vocabulary
MAY_WEIGHT = 0.4  # a row that is acceptable, no loss if missed
RULES_HIDDEN = 0.25  # how often training hides the rules' verdicts, so that the network does not lean on them alone
RULED = 4  # the candidate feature "a rule named it"

# Plain names, not `type` statements: this part runs on Python 3.11.
Example = dict[str, Any]
Kept = dict[int, tuple[Tensor, Tensor]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of some examples: what the network's upper part takes, and the answers with their weights."""

    inputs: tuple[Tensor, ...]
    present: Tensor
    wanted: Tensor
    weight: Tensor
    stance: Tensor
    about: Tensor
    about_weight: Tensor


def read_examples(path: Path) -> list[Example]:
    """The examples in a file of JSON lines, numbered."""
    with path.open(encoding="utf-8") as lines:
        return [{**json.loads(line), "number": number} for number, line in enumerate(lines)]


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


def fill(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Rows of numbers as one tensor filled up with zeros, and its mask."""
    length = max(map(len, rows))
    ids = torch.tensor([[*row, *[0] * (length - len(row))] for row in rows])
    mask = torch.tensor([[1.0] * len(row) + [0.0] * (length - len(row)) for row in rows])
    return ids, mask


def list_own(row: Example) -> list[int]:
    """The pieces of the sentence by itself."""
    return [OPENING, *(piece for piece, part in zip(row["pieces"], row["parts"], strict=True) if part == SENTENCE)]


def keep_lower(network: Network, examples: list[Example]) -> Kept:
    """What the layers that do not learn say of every example: piece states, and the vector of the sentence."""
    kept: Kept = {}
    network.eval()
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for rows in group(examples, 24, is_training=False):
            states = network.lower(*fill([row["pieces"] for row in rows])).bfloat16()
            vectors = network.alone(*fill([list_own(row) for row in rows])).float()
            for place, row in enumerate(rows):
                kept[row["number"]] = (states[place, : len(row["pieces"])].clone(), vectors[place].clone())
    return kept


def collate(rows: list[Example], kept: Kept, *, is_training: bool) -> Batch:
    """Examples as one batch."""
    size, length = len(rows), max(len(row["pieces"]) for row in rows)
    width = max(len(row["features"]) for row in rows)
    states = torch.zeros(size, length, WIDTH, dtype=torch.bfloat16)
    _, mask = fill([row["pieces"] for row in rows])
    parts, slots = (fill([row[name] for row in rows])[0] for name in ("parts", "slots"))
    features = torch.zeros(size, width, CANDIDATE_FEATURES)
    pairs = torch.zeros(size, width, len(TERMS), PAIR_FEATURES)
    present = torch.zeros(size, width)
    own = torch.stack([kept[row["number"]][1] for row in rows])
    for place, row in enumerate(rows):
        states[place, : len(row["pieces"])] = kept[row["number"]][0]
        features[place, : len(row["features"])] = torch.tensor(row["features"])
        present[place, : len(row["features"])] = 1
        for candidate, term, *values in row["pairs"]:
            pairs[place, candidate, term] = torch.tensor(values)
        if is_training and random.random() < RULES_HIDDEN:
            pairs[place, :, :, 2:] = 0
            features[place, :, RULED] = 0
    return Batch((states, mask, parts, slots, features, pairs, own), present, *list_answers(rows, width))


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
