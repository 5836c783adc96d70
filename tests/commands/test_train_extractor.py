"""Training says what it needs before it starts, and leaves the weights alone when it fails."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


def test_cross_validation_needs_labelled_texts(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="needs --labelled"):
        call_command("train_extractor", python=tmp_path, base=tmp_path, folds=4)


def test_a_python_that_cannot_learn_leaves_the_weights_unchanged(tmp_path: Path) -> None:
    corpus, shadows, out = tmp_path / "corpus", tmp_path / "shadows", tmp_path / "model.onnx"
    corpus.mkdir()
    shadows.mkdir()
    out.write_bytes(b"weights")
    (corpus / "one.txt").write_text(
        "date: 2031-03-04\nparties: Varend = Varendi\n---\nVarend says no.\n> position | overall | Varend | rejects\n"
    )
    cannot = Path("/bin/false")
    with pytest.raises(CommandError, match="the weights are unchanged"):
        call_command("train_extractor", python=cannot, base=tmp_path, corpus=corpus, shadows=shadows, out=out)
    assert out.read_bytes() == b"weights"
