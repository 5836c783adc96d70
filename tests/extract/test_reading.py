"""Promises about any text: offsets, odd texts, order, and a model that is missing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.extract.readings import WEDNESDAY, read
from tracker.extract.candidate import KnownProposal, Source
from tracker.extract.lexicon import Actor, ActorName, Conflict, Speaker, SpeakerRole, load_lexicon
from tracker.extract.pipeline import ModelMissing, load_model, load_pipeline
from tracker.extract.reading import read_text

PIECES = [
    "Israel rejected the ceasefire proposal.",
    "Hamas will release ten hostages",
    "“Under the deal, troops would withdraw”",
    "\n\n",
    "\r\n",
    "\u2028",
    " ",
    '"',
    "…",
    "🕊️",
    "\t",
    "a\u0301",
    "- ",
    "it accepts it",
    "(",
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=12))
def test_offsets_point_into_the_text_whatever_it_is(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = read(text)
    assert [item.start for item in found] == sorted(item.start for item in found)
    for item in found:
        sentence = text[item.start : item.end]
        assert sentence
        assert sentence == sentence.strip()


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "?", '"""', "x" * 50_000, "word " * 2_000])
def test_a_text_that_says_nothing_gives_nothing(text: str) -> None:
    assert read(text) == []


def test_a_text_far_too_long_is_read_as_far_as_is_sensible() -> None:
    sentence = "Israel rejected the ceasefire proposal.\n"
    assert read(sentence + "and so on\n" * 100_000)[0].start == 0


def test_offsets_count_past_a_dateline_and_a_windows_line_end() -> None:
    text = "Title of the story\r\n\r\nPARIS, Oct 30 (Example) - Israel rejected the ceasefire proposal.\r\n"
    (found,) = [item for item in read(text) if item.party == "Israel"]
    assert text[found.start : found.end] == "Israel rejected the ceasefire proposal."


def test_what_the_database_holds_wins_over_the_packaged_lists() -> None:
    lexicon = load_lexicon().extended(
        actors=[
            Actor("Northern League", "armed group", (ActorName("Northern League"), ActorName("NL", "acronym", True)))
        ],
        speakers=[Speaker("Ann Example", ("Ann Example",), (SpeakerRole("Northern League", "spokeswoman"),))],
        conflicts=[Conflict("Northern war", ("Northern League",), ("northern league",))],
    )
    source = Source(published_on=WEDNESDAY)
    found = read_text("The NL rejected the ceasefire proposal.", source=source, lexicon=lexicon)
    assert [(item.party, item.conflict) for item in found if item.stance == "rejects"] == [("Northern League", None)]
    found = read_text("Ann Example rejected the ceasefire proposal.", source=source, lexicon=lexicon)
    assert [(item.party, item.speaker) for item in found] == [("Northern League", "Ann Example")]


def test_a_role_that_ended_does_not_speak_for_the_party() -> None:
    lexicon = load_lexicon().extended(
        speakers=[Speaker("Old Example", ("Old Example",), (SpeakerRole("Lebanon", ends_on=WEDNESDAY.replace(2020)),))]
    )
    found = read_text(
        "Old Example rejected the ceasefire proposal.", source=Source(published_on=WEDNESDAY), lexicon=lexicon
    )
    assert [item.speaks_for_party for item in found] == [False]


def test_a_known_proposal_is_linked_by_its_length_and_sponsor() -> None:
    known = (
        KnownProposal("sixty", "Sixty-day draft", "Israel–Lebanon", ("United States",), 60),
        KnownProposal("three-weeks", "Three-week call", "Israel–Lebanon", ("France",), 21),
    )
    text = "Lebanon and Hezbollah met. The United States draft calls for a truce to last 60 days."
    linked = {item.proposal for item in read(text, proposals=known) if item.term == "duration"}
    assert linked == {"sixty"}


def test_a_missing_model_says_what_is_wrong_and_what_to_do() -> None:
    with pytest.raises(ModelMissing, match=r"no_such_model.*TRACKER_SPACY_MODEL"):
        load_model("no_such_model")


def test_the_model_named_in_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_SPACY_MODEL", "no_such_model_either")
    with pytest.raises(ModelMissing, match="no_such_model_either"):
        load_pipeline(load_lexicon())
