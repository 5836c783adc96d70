"""The trained part: an eight-bit encoder that says which claims a sentence supports, run without torch."""

import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import onnxruntime

from tracker.extract.lexicon import DATA_FOLDER
from tracker.extract.terms import STANCES, TERMS
from tracker.extract.window import CANDIDATE_FEATURES, PAIR_FEATURES, Window
from tracker.extract.wordpiece import WordPiece

MODEL_FOLDER = DATA_FOLDER / "model"
# Small batches waste least on filling up; the worker's two cores each read one, which is faster than sharing one.
BATCH = 4
THREADS = 2


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which chance on a claim is suggested, and from which on it is given to an editor to check.

    `share`: a claim is suggested only with at least this share of the chance of the sentence's likeliest claim.
    """

    position: float
    provision: float
    check: float
    share: float
    stance: float
    unclaimed: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How often claims of a given chance were right, at some chances in rising order; between them a straight line."""

    chances: tuple[float, ...]
    position: tuple[float, ...]
    provision: tuple[float, ...]

    def score(self, chance: float, kind: str) -> float:
        """The share of claims of this kind and chance that an annotator made as well, between 0 and 1."""
        shares = self.provision if kind == "provision" else self.position
        return float(np.interp(chance, self.chances, shares))


@dataclass(frozen=True, slots=True)
class Judgement:
    """The chance that a candidate of a window (0: the text itself) supports a term, and its likeliest stance."""

    window: Window
    candidate: int
    term: str
    chance: float
    stance: str | None
    stance_chance: float

    @property
    def party(self) -> str | None:
        """The party that holds the position; None for a provision."""
        return self.window.parties[self.candidate - 1] if self.candidate else None


class Encoder:
    """The session of one set of weights, with its vocabulary, thresholds and calibration."""

    def __init__(self, session: Any, tokenizer: WordPiece, thresholds: Thresholds, calibration: Calibration) -> None:
        self.session = session
        self.tokenizer = tokenizer
        self.thresholds = thresholds
        self.calibration = calibration

    def judge(self, windows: Sequence[Window]) -> Iterator[Judgement]:
        """Every claim with a chance worth naming, window by window; windows of like length are read together."""
        order = sorted(windows, key=lambda window: len(window.pieces))
        batches = [order[place : place + BATCH] for place in range(0, len(order), BATCH)]
        with ThreadPoolExecutor(THREADS) as threads:
            for batch, (chances, stances) in zip(batches, threads.map(self.run, batches), strict=True):
                for number, window in enumerate(batch):
                    yield from read_chances(window, chances[number], stances[number], self.thresholds.check)

    def run(self, windows: Sequence[Window]) -> tuple[Any, Any]:
        """The chances and the stances of some windows, by window, candidate and term."""
        chances, stances = self.session.run(None, fill_arrays(windows))
        return chances, stances


def read_chances(window: Window, chances: Any, stances: Any, least: float) -> Iterator[Judgement]:
    """The judgements of one window with a chance of at least `least`, and the likeliest term in any case."""
    candidates = len(window.parties) + 1
    best = np.unravel_index(int(chances[:candidates].argmax()), chances[:candidates].shape)
    for candidate, term in {
        *map(tuple, np.argwhere(chances[:candidates] >= least).tolist()),
        (int(best[0]), int(best[1])),
    }:
        stance = int(stances[candidate, term].argmax())
        yield Judgement(
            window,
            candidate,
            TERMS[term],
            float(chances[candidate, term]),
            STANCES[stance] if candidate else None,
            float(stances[candidate, term, stance]),
        )


def fill_arrays(windows: Sequence[Window]) -> dict[str, Any]:
    """The windows as the arrays the weights read, filled up with zeros."""
    rows = [[(piece.number, piece.part, piece.slot) for piece in window.pieces] for window in windows]
    ids, parts, slots = (fill([[item[place] for item in row] for row in rows]) for place in range(3))
    width = max(len(window.features) for window in windows)
    features = np.zeros((len(windows), width, CANDIDATE_FEATURES), dtype=np.float32)
    pairs = np.zeros((len(windows), width, len(TERMS), PAIR_FEATURES), dtype=np.float32)
    for number, window in enumerate(windows):
        features[number, : len(window.features)] = window.features
        for (candidate, term), row in window.pairs.items():
            pairs[number, candidate, term] = row
    # Piece 0 is the padding, which no text contains.
    arrays = {"ids": ids, "parts": parts, "slots": slots, "features": features, "pairs": pairs}
    return {**arrays, "mask": (ids > 0).astype(np.float32)}


def fill(rows: list[list[int]]) -> Any:
    """Rows of numbers as one array, the shorter ones filled up with zeros."""
    array = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for number, row in enumerate(rows):
        array[number, : len(row)] = row
    return array


@lru_cache(maxsize=1)
def load_encoder() -> Encoder | None:
    """The encoder in the room's data folder, kept inside the process; None where no weights have been trained."""
    weights = MODEL_FOLDER / "model.onnx"
    if not weights.exists():
        return None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
    with (MODEL_FOLDER / "thresholds.toml").open("rb") as lines:
        settings = tomllib.load(lines)
    calibration = Calibration(**{name: tuple(values) for name, values in settings["calibration"].items()})
    tokenizer = WordPiece.load(MODEL_FOLDER / "vocab.txt")
    return Encoder(session, tokenizer, Thresholds(**settings["thresholds"]), calibration)
