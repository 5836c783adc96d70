"""Numbered notes: each sentence once, cut to what may be published, with what no longer supports a claim left out."""

from datetime import date

import pytest

from tests.compare.claims import held, hold
from tests.factories import SENTENCE, cite, make_condition, make_editor, make_snapshot, make_term
from tracker.compare.notes import build_notebook
from tracker.review.withhold import withhold

pytestmark = pytest.mark.django_db


def test_two_claims_that_share_a_sentence_share_a_note() -> None:
    snapshot = make_snapshot()
    one = make_condition(citations=(cite(snapshot),))
    other = make_condition(citations=(cite(snapshot),), term=make_term("withdrawal"))
    notebook = build_notebook(held())
    (note,) = notebook.notes
    assert {record.pk for record in note.conditions} == {one.pk, other.pk}
    assert notebook.of(one) == notebook.of(other) == (note,)


def test_notes_are_numbered_in_reading_order() -> None:
    hold("Northland", "accepts")
    hold("Marsh Front", "rejects")
    assert [note.number for note in build_notebook(held()).notes] == [1, 2]


def test_context_has_no_number_of_its_own() -> None:
    snapshot = make_snapshot()
    context = "Such a condition was put to Northland before."
    make_condition(citations=(cite(snapshot), cite(snapshot, context, "context")))
    assert [note.quote.text for note in build_notebook(held()).notes] == [SENTENCE]


def test_a_withheld_sentence_keeps_its_place_and_says_why() -> None:
    condition = make_condition()
    withhold(condition.citations.get(), editor=make_editor("chief"), reason="A court order.")
    (note,) = build_notebook(held()).notes
    assert note.quote.text == ""
    assert note.quote.withheld_reason == "A court order."


def test_a_sentence_cited_later_is_not_known_on_an_earlier_day() -> None:
    make_condition()
    assert not build_notebook(held(), known=date(2020, 1, 1)).notes


def test_a_page_that_rests_on_samples_says_so() -> None:
    make_condition(citations=(cite(make_snapshot(is_sample=True)),))
    assert build_notebook(held()).has_samples
