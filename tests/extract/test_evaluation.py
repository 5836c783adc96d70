"""Labels are read as they were written, and candidates are scored by them at four levels."""

from datetime import date
from pathlib import Path

import pytest

from tracker.extract.audit import audit_cues
from tracker.extract.candidate import Candidate
from tracker.extract.evaluation import Evaluation, match_rows
from tracker.extract.floors import find_shortfalls, read_floors, write_floors
from tracker.extract.labels import CorpusFault, LabelledArticle, read_corpus, read_corpus_file, read_gold
from tracker.extract.lexicon import Lexicon, TermCue
from tracker.extract.pipeline import DEFAULT_MODEL

FILE = """note: synthetic text
title: River talks
outlet: Test Wire
date: 2030-05-04
form: statement
conflict: River war
issuers: Northland, Hill League
---
River talks resume

Northland rejects any monitoring of the truce.
> position | monitoring | Northland | rejects | speaker=Ada Orlov
> position | overall | Northland | open | optional
The text would free 40 prisoners.
> provision | detainees | value=40 prisoners | proposal=river truce
"""


@pytest.fixture
def article(tmp_path: Path) -> LabelledArticle:
    (tmp_path / "river.txt").write_text(FILE)
    return read_corpus(tmp_path)[0]


def candidate(article: LabelledArticle, number: int, **fields: object) -> Candidate:
    row = article.rows[number]
    values = {"kind": row.kind, "term": row.term, "party": row.party, "stance": row.stance, "score": 0.9, "rule": "r"}
    return Candidate(start=row.start, end=row.end, **{**values, **fields})


def test_a_corpus_file_gives_text_facts_and_labels_at_their_sentences(article: LabelledArticle) -> None:
    assert article.text.startswith("River talks resume\n\nNorthland rejects")
    assert [article.text[row.start : row.end] for row in article.rows[::2]] == [
        "Northland rejects any monitoring of the truce.",
        "The text would free 40 prisoners.",
    ]
    assert (article.source.published_on, article.source.issuers) == (date(2030, 5, 4), ("Northland", "Hill League"))
    assert [row.must for row in article.rows] == [True, False, True]
    assert (article.rows[0].speaker, article.rows[2].value) == ("Ada Orlov", "40 prisoners")


@pytest.mark.parametrize("line", ["> position | monitoring", "> wish | overall | Northland | open"])
def test_a_label_that_cannot_be_read_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "torn.txt"
    file.write_text(FILE + line + "\n")
    with pytest.raises(CorpusFault, match=r"torn.txt, line 16"):
        list(read_corpus_file(file))


def test_each_level_asks_for_more(article: LabelledArticle) -> None:
    wrong_stance = candidate(article, 0, stance="accepts")
    wrong_party = candidate(article, 0, party="Southland")
    wrong_term = candidate(article, 0, term="aid")
    reached = [[level for level in (1, 2, 3, 4) if match_rows(article.rows, [each], level)] for each in
               (candidate(article, 0), wrong_stance, wrong_party, wrong_term)]  # fmt: skip
    assert reached == [[1, 2, 3, 4], [1, 2, 3], [1, 2], [1]]


def test_optional_rows_cost_nothing_when_missed_and_nothing_when_said(article: LabelledArticle) -> None:
    evaluation = Evaluation()
    evaluation.add(article, [candidate(article, 0), candidate(article, 1), candidate(article, 0, term="aid")])
    third = evaluation.levels[3]
    assert (third.must, third.found, third.said, third.right) == (2, 1, 3, 2)
    assert [row.term for _, row in evaluation.misses] == ["detainees"]
    assert [each.term for _, each in evaluation.alarms] == ["aid"]
    assert evaluation.field_accuracy() == {"speaker": (0, 1)}
    assert evaluation.reliability() == [(pytest.approx(0.9), pytest.approx(2 / 3), 3)]


def test_floors_rise_by_themselves_and_fall_only_when_told(tmp_path: Path, article: LabelledArticle) -> None:
    file = tmp_path / "floors.toml"
    good, bad = Evaluation(), Evaluation()
    good.add(article, [candidate(article, 0), candidate(article, 2)])
    bad.add(article, [candidate(article, 0)])
    write_floors(file, good)
    assert {each.name for each in find_shortfalls(read_floors(file), bad)} == {"level_1_recall", "level_3_f1"}
    write_floors(file, bad)
    assert find_shortfalls(read_floors(file), bad)
    write_floors(file, bad, may_fall=True)
    assert not find_shortfalls(read_floors(file), bad)


def test_json_lines_are_read_with_the_texts_beside_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Northland rejects it.")
    row = '{"article": "a.txt", "start": 0, "end": 21, "kind": "position", "term": "overall", "party": "Northland", '
    (tmp_path / "gold.jsonl").write_text(
        row + '"stance": "rejects", "must": true, "sentence": "Northland rejects it."}\n'
    )
    (article,) = read_gold(tmp_path / "gold.jsonl", tmp_path)
    assert (article.text, article.rows[0].stance) == ("Northland rejects it.", "rejects")


def test_the_audit_tells_idle_and_misleading_phrases(article: LabelledArticle) -> None:
    cues = (TermCue("monitoring", "monitoring"), TermCue("aid", "prisoner"), TermCue("aid", "lorry ~2 road"))
    records = audit_cues(Lexicon(terms=cues), [article], DEFAULT_MODEL)
    assert [(each.met, each.right, each.is_misleading, each.is_idle) for each in records] == [
        (1, 1, False, False),
        (1, 0, True, False),
        (0, 0, False, True),
    ]
