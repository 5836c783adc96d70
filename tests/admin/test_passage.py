"""The marked text: every character once, the strongest mark where spans overlap."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.admin.passage import CONTEXT, DONE, NOW, WAITING, Span, mark_passage
from tracker.admin.sentence import find_sentence
from tracker.models.article import Snapshot

TEXT = "A first line here.\n\nA second line, longer than the first.\nEnd."


def shown(text: str, spans: list[Span], cues: tuple[str, ...] = ()) -> list[list[tuple[str, str]]]:
    return [
        [("".join(piece.text for piece in run.pieces), run.mark) for run in paragraph]
        for paragraph in mark_passage(text, spans, cues=cues)
    ]


def test_a_text_without_marks_is_its_lines() -> None:
    assert shown(TEXT, []) == [
        [("A first line here.", "")],
        [("A second line, longer than the first.", "")],
        [("End.", "")],
    ]


def test_the_sentence_under_review_is_stronger_than_its_neighbours() -> None:
    assert shown("abcdef", [Span(0, 4, WAITING, 1), Span(2, 6, NOW, 2), Span(3, 6, DONE, 3)]) == [
        [("ab", WAITING), ("cdef", NOW)]
    ]


def test_a_mark_across_lines_is_anchored_once() -> None:
    paragraphs = mark_passage("one\ntwo", [Span(0, 7, NOW, 1)])
    assert [run.is_first for paragraph in paragraphs for run in paragraph] == [True, False]


def test_cues_are_marked_inside_the_sentence_only() -> None:
    ((plain, now),) = mark_passage("no truce, no truce", [Span(10, 18, NOW, 1)], cues=("truce",))
    assert [piece.is_cue for piece in plain.pieces] == [False]
    assert [(piece.text, piece.is_cue) for piece in now.pieces] == [("no ", False), ("truce", True)]


@given(
    st.text(alphabet="ab \n", max_size=40),
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(1, 40), st.sampled_from([WAITING, DONE, CONTEXT, NOW])), max_size=5
    ),
)
def test_no_character_is_lost_or_doubled(text: str, places: list[tuple[int, int, str]]) -> None:
    spans = [Span(start, start + length, mark, number) for number, (start, length, mark) in enumerate(places)]
    lines = ["".join(words for words, _mark in paragraph) for paragraph in shown(text, spans, ("a", "ab"))]
    assert lines == [line for line in text.split("\n") if line.strip()]


def test_a_sentence_is_found_by_its_words_whatever_stands_between_them() -> None:
    snapshot = Snapshot(text="They said: no\ntruce (yet). No truce (yet).")
    assert [each.quote for each in find_sentence(" no   truce (yet). ", [snapshot])] == ["no\ntruce (yet)."]
    assert find_sentence("   ", [snapshot]) == []
