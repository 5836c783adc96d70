"""Sentences that look like claims and are none, and claims that look like something else; all of it synthetic."""

from datetime import date

import pytest

from tests.extract.readings import positions, provisions, read


def test_hope_is_a_hope_and_not_a_jump() -> None:
    assert ("France", "further-talks", "open") in positions("France hopes for a permanent ceasefire.")


def test_an_odd_quotation_mark_does_not_lose_the_article() -> None:
    text = 'Hamas said: "We want quiet.\n\nIsrael rejected the ceasefire proposal on Monday.'
    assert ("Israel", "overall", "rejects") in positions(text)


@pytest.mark.parametrize(
    ("words", "stated_on"),
    [
        ("on Monday", date(2024, 10, 28)),
        ("last Wednesday", date(2024, 10, 23)),
        ("on Wednesday", date(2024, 10, 30)),
        ("yesterday", date(2024, 10, 29)),
        ("on 25 September 2024", date(2024, 9, 25)),
    ],
)
def test_a_day_is_counted_back_from_the_day_of_the_article(words: str, stated_on: date) -> None:
    found = read(f"Israel rejected the ceasefire proposal {words}.")
    assert {item.stated_on for item in found} == {stated_on}


def test_without_a_date_of_the_article_no_day_is_made_up() -> None:
    found = read("Israel rejected the ceasefire proposal on Monday.", published_on=None)
    assert {item.stated_on for item in found} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "Israeli strikes killed 12 people in the village on Tuesday.",
        "The army ordered residents to leave four villages.",
        "The hospital treated 40 wounded people overnight.",
        "The club won the match in extra time.",
        "He was born in the north and studied law.",
    ],
)
def test_events_and_biography_are_no_positions(text: str) -> None:
    assert read(text) == []


def test_a_question_takes_no_stance() -> None:
    assert read("Will Israel accept the ceasefire proposal?") == []


def test_a_reported_refusal_of_the_other_side_is_not_taken_for_the_speakers_own() -> None:
    assert not [row for row in positions("Lebanon accused Israel of rejecting the truce.") if row[0] == "Israel"]


def test_dissent_keeps_its_speaker_and_does_not_speak_for_the_party() -> None:
    found = read("Former Israeli prime minister Dan Example rejected the ceasefire proposal.")
    assert found
    assert not any(item.speaks_for_party for item in found)


def test_captions_and_teasers_are_not_the_article() -> None:
    text = "Read more: Israel rejects the ceasefire proposal.\n\nSubscribe to hear why Hamas rejects the truce."
    assert read(text) == []


def test_the_same_claim_over_and_over_is_suggested_a_few_times_at_most() -> None:
    text = "\n\n".join(f"Israel, said paper {name}, rejected the ceasefire." for name in "ABCDEFGHIJKL")
    found = [item for item in read(text) if (item.party, item.term) == ("Israel", "overall")]
    assert 1 <= len(found) <= 4


def test_a_joint_we_is_every_issuer_up_to_four() -> None:
    text = "We call on both sides to release all hostages."
    found = positions(text, title="Joint statement", issuers=("Qatar", "Egypt"))
    assert {("Qatar", "detainees", "demands"), ("Egypt", "detainees", "demands")} <= found


def test_of_five_issuers_only_the_first_is_suggested() -> None:
    issuers = ("France", "Germany", "Italy", "Spain", "Poland")
    found = positions("We call on both sides to release all hostages.", issuers=issuers)
    assert {party for party, _, _ in found} == {"France"}


def test_he_is_the_speaker_of_the_same_sentence() -> None:
    text = "Russia met Egypt. Israeli Prime Minister Dan Example said he rejected the ceasefire deal."
    assert ("Israel", "overall", "rejects") in positions(text)


def test_the_group_is_the_last_movement_named() -> None:
    text = "Israel and Hamas met in Cairo. The group rejected the ceasefire proposal."
    assert ("Hamas", "overall", "rejects") in positions(text)


def test_a_party_nobody_listed_is_taken_from_the_text() -> None:
    text = "Luxembourg rejected the ceasefire proposal."
    assert "Luxembourg" in {item.party for item in read(text)}


def test_us_the_pronoun_is_not_the_country() -> None:
    assert all(item.party != "United States" for item in read("They told us to accept the ceasefire proposal."))


def test_a_text_contains_what_its_sentence_says() -> None:
    text = "The draft agreement calls for a 60-day truce and the withdrawal of Israeli troops."
    assert {"withdrawal"} <= provisions(text)


def test_under_the_deal_carries_on_to_the_next_sentence() -> None:
    text = "Under the deal, Hamas would release 10 hostages. Israeli forces would withdraw from the city."
    assert {"detainees", "withdrawal"} <= provisions(text)


def test_what_a_text_is_said_to_leave_out_is_kept_as_left_out() -> None:
    found = [item for item in read("The draft does not include a withdrawal of troops.") if item.term == "withdrawal"]
    assert [item.is_included for item in found] == [False]


def test_a_figure_is_typed() -> None:
    found = [item for item in read("The plan calls for a truce to last 21 days.") if item.term == "duration"]
    assert {(item.amount, item.unit) for item in found} == {(21.0, "days")}


def test_every_candidate_says_why() -> None:
    for item in read("Israel rejected the ceasefire proposal."):
        assert {"rule", "trigger", "holder"} <= {step for step, _ in item.why}
        assert 0 <= item.score <= 1
