"""The six verdicts between the sides, and the words that explain them (rule 5)."""

import pytest

from tests.compare.claims import held, hold, join_side, seats, whole
from tests.factories import make_party
from tracker.compare.convergence import Convergence, Verdict, join_names, judge, shorten_names
from tracker.models.claim import unsuperseded

pytestmark = pytest.mark.django_db


def verdict() -> Verdict:
    return judge(unsuperseded(held()), seats())


def test_nothing_held_is_unknown() -> None:
    assert verdict().convergence == Convergence.UNKNOWN
    assert verdict().reason == "Nothing is held from either side."


def test_one_side_asking_alone_is_one_side_only_and_names_who_is_mute() -> None:
    hold("Northland", "demands", value="observers")
    found = verdict()
    assert found.convergence == Convergence.ONE_SIDE
    assert found.reason == "Northland demands it. Nothing is held from Marsh Front."


@pytest.mark.parametrize("stance", ["open", "under-review", "silent", "drops", "denies"])
def test_an_answer_that_commits_to_nothing_leaves_one_side_only(stance: str) -> None:
    hold("Northland", "demands")
    hold("Marsh Front", stance)
    assert verdict().convergence == Convergence.ONE_SIDE


def test_asking_for_what_the_other_side_refuses_is_apart_on_principle() -> None:
    hold("Northland", "demands", value="observers")
    hold("Marsh Front", "rejects", value="Observers")
    found = verdict()
    assert found.convergence == Convergence.PRINCIPLE
    assert found.word == "Apart on principle"
    assert found.reason == "Northland demands it; Marsh Front rejects it."


def test_a_refusal_in_other_words_is_still_one_of_principle() -> None:
    hold("Northland", "demands", value="a right to inspect", actors=(make_party("Northland"),))
    hold("Marsh Front", "rejects", value="entry at any time", actors=(make_party("Northland"),))
    assert verdict().convergence == Convergence.PRINCIPLE


def test_refusing_one_form_and_taking_another_is_apart_on_value() -> None:
    hold("Northland", "demands", value="foreign observers")
    hold("Marsh Front", "rejects", value="a committee", summary="a committee")
    hold("Marsh Front", "accepts", value="local observers", summary="local observers")
    found = verdict()
    assert found.convergence == Convergence.VALUE
    assert "Marsh Front rejects “a committee” and accepts “local observers”" in found.reason


def test_refusing_another_number_is_apart_on_value() -> None:
    hold("Northland", "demands", value="60 days", amount=60, unit="days")
    hold("Marsh Front", "rejects", value="21 days", amount=21, unit="days")
    assert verdict().convergence == Convergence.VALUE


def test_different_values_are_apart_on_value_and_both_are_told() -> None:
    hold("Northland", "proposes", value="60 days")
    hold("Marsh Front", "demands", value="21 days")
    found = verdict()
    assert found.convergence == Convergence.VALUE
    assert "Northland on “60 days”; Marsh Front on “21 days”" in found.reason


def test_different_actors_are_apart_on_value() -> None:
    hold("Northland", "demands", actors=(make_party("Marsh Front"),))
    hold("Marsh Front", "demands", actors=(make_party("Northland"),))
    assert verdict().convergence == Convergence.VALUE


def test_asking_and_accepting_the_same_is_agreed() -> None:
    hold("Northland", "demands", value="60 days")
    hold("Marsh Front", "accepts", value="60 days")
    assert verdict().convergence == Convergence.AGREED


def test_both_asking_without_a_value_is_unknown_not_agreed() -> None:
    hold("Northland", "demands")
    hold("Marsh Front", "demands")
    found = verdict()
    assert found.convergence == Convergence.UNKNOWN
    assert "Neither names a value" in found.reason


def test_a_reservation_keeps_the_sides_apart_on_value() -> None:
    hold("Northland", "accepts", **whole())
    hold("Marsh Front", "accepts-reserved", qualifier="two changes", **whole())
    assert verdict().convergence == Convergence.VALUE


def test_accepting_the_whole_is_agreed_whatever_words_are_reported() -> None:
    hold("Northland", "accepts", value="the paper", **whole())
    hold("Marsh Front", "accepts", value="the text", **whole())
    assert verdict().convergence == Convergence.AGREED


def test_refusing_together_is_not_told_as_plain_agreement() -> None:
    hold("Northland", "rejects", **whole())
    hold("Marsh Front", "rejects", **whole())
    found = verdict()
    assert (found.convergence, found.word) == (Convergence.AGREED, "Agreed in refusing")


def test_opposed_answers_of_one_party_are_contested_and_never_averaged() -> None:
    hold("Northland", "accepts", **whole())
    hold("Northland", "rejects", **whole())
    hold("Marsh Front", "accepts", **whole())
    found = verdict()
    assert found.convergence == Convergence.CONTESTED
    assert found.reason == "Northland is reported to hold opposed positions: accepts, rejects."


def test_a_mediator_never_makes_a_verdict() -> None:
    join_side("Lakeside", "mediator")
    hold("Lakeside", "proposes")
    hold("Northland", "accepts")
    assert verdict().convergence == Convergence.ONE_SIDE
    assert "Lakeside" not in verdict().reason


def test_dissent_and_what_was_held_earlier_never_count() -> None:
    hold("Northland", "demands")
    hold("Marsh Front", "rejects", speaks_for_party=False)
    hold("Marsh Front", "rejects", tense="earlier")
    assert verdict().convergence == Convergence.ONE_SIDE


def test_a_part_of_a_party_is_not_called_mute() -> None:
    join_side("Northland army", "A", part_of=make_party("Northland"))
    hold("Northland", "demands")
    assert "Northland army" not in verdict().reason


def test_names_are_joined_and_long_lists_counted() -> None:
    assert join_names([]) == ""
    assert join_names(["A"]) == "A"
    assert join_names(["A", "B", "C"]) == "A, B and C"
    assert shorten_names(["A", "B", "C", "D"]) == "A, B, C and D"
    assert shorten_names(["A", "B", "C", "D", "E"]) == "A, B, C and 2 others"
