"""Promises about the trained part: its word pieces, its tiers, and that training and reading see the same."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.extract.readings import WEDNESDAY, read
from tracker.extract.candidate import Source
from tracker.extract.encoder import MODEL_FOLDER, load_encoder
from tracker.extract.labels import GoldRow, LabelledArticle
from tracker.extract.lexicon import load_lexicon
from tracker.extract.reading import read_text
from tracker.extract.terms import STANCES, TERMS
from tracker.extract.training.examples import write_examples
from tracker.extract.wordpiece import WordPiece

TEXT = (
    "Hezbollah and Lebanon met the envoy in Cairo.\n\n"
    "Israel rejected the ceasefire proposal on Monday and said its troops would not withdraw from the village.\n\n"
    "The draft calls for a 60-day truce and the release of all prisoners."
)


def tokenizer() -> WordPiece:
    return WordPiece.load(MODEL_FOLDER / "vocab.txt")


def test_words_are_cut_as_the_vocabulary_was_made() -> None:
    numbers = {number: piece for piece, number in tokenizer().pieces.items()}
    found = [numbers[piece] for piece, _, _ in tokenizer().split("Cease-fires won't hold: naïve")]
    assert found == ["cease", "-", "fires", "won", "'", "t", "hold", ":", "naive"]


@given(st.text(max_size=60))
def test_every_piece_stands_inside_the_text(text: str) -> None:
    for _, start, end in tokenizer().split(text):
        assert 0 <= start < end <= len(text)


def test_every_tier_means_what_it_says() -> None:
    for item in read_text(TEXT, source=Source(published_on=WEDNESDAY), lexicon=load_lexicon()):
        assert 0 <= item.score <= 1
        assert item.term in TERMS
        if item.tier == "suggested" and item.kind == "position":
            assert item.party
            assert item.stance in STANCES
        if item.tier == "unclaimed":
            assert (item.party, item.stance) == (None, None)


def test_the_same_text_read_twice_says_the_same() -> None:
    assert read(TEXT) == read(TEXT)


def test_the_weights_are_shipped() -> None:
    assert load_encoder() is not None
    assert sum(path.stat().st_size for path in MODEL_FOLDER.iterdir()) < 30_000_000


def test_labels_reach_the_parties_that_training_can_answer(tmp_path: Path) -> None:
    start = TEXT.index("Israel")
    row = GoldRow(start, start + 40, "position", "overall", "Israel", "rejects")
    stray = GoldRow(start, start + 40, "position", "overall", "Atlantis", "rejects")
    article = LabelledArticle("made-up", TEXT, Source(published_on=WEDNESDAY), "news", "", (row, stray))
    report = write_examples([article], load_lexicon(), tokenizer(), tmp_path / "examples.jsonl", teach=False)
    assert (report.sentences, report.rows, report.unreachable) == (3, 2, 1)
