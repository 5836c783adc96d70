"""The reader's question: what it takes from an address, and what it refuses in words."""

from datetime import date

import pytest
from django.http import QueryDict

from tracker.compare.question import Question, QuestionRefused, parse_question


def test_every_filter_is_read_from_the_address() -> None:
    query = QueryDict("proposal=plan-a&party=red&term=withdrawal&conflict=river&on=2024-11-20&known=2024-11-21")
    assert parse_question(query) == Question(
        "plan-a", "red", "withdrawal", "river", on=date(2024, 11, 20), known=date(2024, 11, 21)
    )


def test_an_empty_address_asks_for_everything() -> None:
    question = parse_question({})
    assert question == Question()
    assert question.parts() == ()
    assert not question.query_string()
    assert not question.is_dated


def test_blank_fields_of_a_submitted_form_are_not_set() -> None:
    assert parse_question({"proposal": "", "party": "  ", "on": ""}) == Question()


def test_names_that_belong_to_the_page_are_left_alone() -> None:
    assert parse_question({"page": "3", "group": "nine/ten"}) == Question()


def test_the_address_has_one_order_whatever_order_it_came_in() -> None:
    one = parse_question(QueryDict("known=2024-11-21&term=aid&party=red"))
    other = parse_question(QueryDict("party=red&term=aid&known=2024-11-21"))
    assert one.query_string() == other.query_string() == "party=red&term=aid&known=2024-11-21"
    assert {one: "answer"}[other] == "answer"


def test_an_address_that_was_written_is_read_back_the_same() -> None:
    question = Question(proposal="plan-a", conflict="river", on=date(2024, 2, 29))
    assert parse_question(QueryDict(question.query_string())) == question


@pytest.mark.parametrize("slug", ["two words", "a/b", "../x", "é", "a" * 51, "<b>", "x\x00", "٣"])
def test_a_malformed_name_is_refused_with_its_field_and_what_to_do(slug: str) -> None:
    with pytest.raises(QuestionRefused) as refusal:
        parse_question({"party": slug})
    assert refusal.value.field == "party"
    assert "Choose one from the list" in refusal.value.message
    assert slug not in refusal.value.message


@pytest.mark.parametrize(
    "day", ["20 November 2024", "2024-13-01", "2023-02-29", "20241120", "2024-W47-3", "2024-11-2", "٢٠٢٤-١١-٢٠", "now"]
)
def test_a_malformed_day_is_refused_with_an_example(day: str) -> None:
    with pytest.raises(QuestionRefused) as refusal:
        parse_question({"on": day})
    assert refusal.value.field == "on"
    assert "2024-11-20" in refusal.value.message


@pytest.mark.parametrize("day", ["1899-12-31", "0001-01-01", "0204-11-20", "2101-01-01", "9999-12-31"])
def test_an_absurd_year_is_refused(day: str) -> None:
    with pytest.raises(QuestionRefused) as refusal:
        parse_question({"known": day})
    assert refusal.value.field == "known"
    assert "Check the year" in refusal.value.message


def test_a_question_about_an_earlier_day_knows_it() -> None:
    assert Question(on=date(2024, 1, 1)).is_dated
    assert Question(known=date(2024, 1, 1)).is_dated
