"""Promises about the texts that the trained part learns from: readable, open about what they are, by the codebook."""

from pathlib import Path

import pytest

from tracker.extract.labels import CorpusFault, read_corpus, read_corpus_file
from tracker.extract.terms import STANCES, TERMS

CORPUS = Path(__file__).parents[2] / "seeds" / "corpus"


@pytest.mark.parametrize("folder", ["articles", "shadows"])
def test_every_label_is_one_of_the_codebook_and_stands_on_its_sentence(folder: str) -> None:
    articles = read_corpus(CORPUS / folder)
    assert len({article.name for article in articles}) == len(articles)
    for article in articles:
        for row in article.rows:
            assert row.term in TERMS, (article.name, row)
            assert (row.stance in STANCES) == bool(row.party) == (row.kind == "position"), (article.name, row)
            assert article.text[row.start : row.end].strip(), (article.name, row)


def test_every_article_says_that_it_is_synthetic() -> None:
    for path in CORPUS.rglob("*.txt"):
        content = path.read_text(encoding="utf-8")
        assert content.count("note: synthetic text") == content.count("\n---\n"), path.name


def test_a_file_may_hold_several_articles_with_their_casts(tmp_path: Path) -> None:
    path = tmp_path / "two.txt"
    head = "date: 2031-03-04\nparties: Varend = Varendi, Osk | Tolmi Front = TF\npeople: Ilva Marsh = Varend\n---\n"
    path.write_text(
        f"=== one\n{head}Varend says no.\n> position | overall | Varend | rejects\n\n=== two\n{head}Nothing.\n",
        encoding="utf-8",
    )
    one, two = read_corpus_file(path)
    assert (one.name, one.text, two.text) == ("two one", "Varend says no.", "Nothing.")
    assert one.cast.parties == {"Varend": ("Varendi", "Osk"), "Tolmi Front": ("TF",)}
    assert one.cast.people == {"Ilva Marsh": "Varend"}


def test_a_fault_names_its_line_in_a_file_of_several(tmp_path: Path) -> None:
    path = tmp_path / "two.txt"
    path.write_text(
        "=== one\ndate: 2031-03-04\n---\nYes.\n\n=== two\ndate: 2031-03-04\n---\nNo.\n> rejects\n", encoding="utf-8"
    )
    with pytest.raises(CorpusFault, match=r"two\.txt, line 10"):
        list(read_corpus_file(path))
