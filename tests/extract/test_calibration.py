"""Promises about what cross-validated claims are turned into: thresholds, and scores that mean what they say."""

import json
from pathlib import Path

import pytest

from tracker.extract.candidate import Source
from tracker.extract.encoder import load_encoder
from tracker.extract.labels import GoldRow, LabelledArticle
from tracker.extract.training.calibration import Claims, calibrate, choose_thresholds, write_settings

SENTENCES = 60
LENGTH = 40


def article() -> LabelledArticle:
    """Sixty sentences of forty characters; the text supports a term in the first half of them."""
    rows = tuple(
        GoldRow(number * LENGTH, number * LENGTH + LENGTH, "position", "overall", "Northland", "rejects")
        for number in range(SENTENCES // 2)
    )
    return LabelledArticle("made-up", "x" * SENTENCES * LENGTH, Source(), "news", "", rows)


def write_claims(folder: Path) -> Claims:
    """A likely claim on every right sentence, and an unlikely one on every wrong one."""
    path = folder / "claims.jsonl"
    lines = [
        {
            "article": "made-up", "start": number * LENGTH, "end": number * LENGTH + LENGTH, "kind": "position",
            "term": "overall", "party": "Northland", "stance": "rejects",
            "chance": 0.6 if number < SENTENCES // 2 else 0.2, "stance_chance": 0.9,
        }
        for number in range(SENTENCES)
    ]  # fmt: skip
    path.write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    return Claims.read(path)


def test_thresholds_part_the_right_from_the_wrong(tmp_path: Path) -> None:
    thresholds, tally = choose_thresholds(write_claims(tmp_path), [article()])
    assert 0.2 < thresholds.position <= 0.6
    assert (tally.precision, tally.recall) == (1.0, 1.0)


def test_a_calibrated_score_is_the_share_that_was_right(tmp_path: Path) -> None:
    curve = calibrate(write_claims(tmp_path), [article()])
    assert curve.score(0.2, "position") == pytest.approx(0.0)
    assert curve.score(0.6, "position") == pytest.approx(1.0)
    assert curve.score(0.5, "position") < curve.score(0.6, "position")


def test_the_settings_written_are_the_settings_read(tmp_path: Path) -> None:
    claims = write_claims(tmp_path)
    thresholds, _ = choose_thresholds(claims, [article()])
    write_settings(tmp_path / "thresholds.toml", thresholds, calibrate(claims, [article()]))
    text = (tmp_path / "thresholds.toml").read_text(encoding="utf-8")
    assert f"position = {thresholds.position}" in text
    encoder = load_encoder()
    assert encoder is not None
    shares = encoder.calibration.position
    assert list(shares) == sorted(shares)
