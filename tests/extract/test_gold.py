"""The regression gate: the extraction may not fall below its floors on a gold corpus it was never trained on."""

from pathlib import Path

from tracker.extract.evaluation import evaluate
from tracker.extract.floors import find_shortfalls, read_floors
from tracker.extract.labels import read_corpus
from tracker.extract.lexicon import load_lexicon
from tracker.extract.reading import read_text

HERE = Path(__file__).parent
GOLD = read_corpus(HERE / "gold")


def test_the_gold_corpus_is_large_and_varied_enough_to_guard() -> None:
    assert len(GOLD) >= 150
    assert sum(not article.rows for article in GOLD) >= 30
    assert {article.form for article in GOLD} == {"news", "statement", "transcript"}
    assert len({row.term for article in GOLD for row in article.rows}) == 29
    assert len({row.stance for article in GOLD for row in article.rows if row.stance}) == 11


def test_no_figure_falls_below_its_floor() -> None:
    lexicon = load_lexicon()

    def read(article: object) -> list:
        found = read_text(article.text, source=article.source, lexicon=lexicon)
        return [each for each in found if each.tier == "suggested"]

    floors = read_floors(HERE / "floors.toml")
    assert floors
    assert find_shortfalls(floors, evaluate(GOLD, read)) == []
