"""Records and changes as sentences: claims stay claims, and every act on every kind of record has words."""

from datetime import date

import pytest

from tests.compare.statements import make_involvement, make_status
from tests.factories import (
    make_condition,
    make_party,
    make_person,
    make_term,
)
from tracker.compare.change_words import ledger_title
from tracker.compare.phrase import day_in_words, lowered, with_article
from tracker.compare.quote import cut_text
from tracker.compare.words import condition_sentence, involvement_sentence, status_sentence
from tracker.models.precision import Precision
from tracker.models.stance import Stance
from tracker.models.status import Status

pytestmark = pytest.mark.django_db

DAY = date(2030, 5, 4)


def test_a_position_names_party_stance_term_proposal_speaker_and_day() -> None:
    role = make_person()
    condition = make_condition(person=role.person, role=role, summary="no observers", is_red_line=True)
    assert condition_sentence(condition) == (
        "Northland rejects monitoring in the River truce: no observers "
        "(red line; Ada Orlov, spokeswoman, on the record, 4 May 2030)"
    )


def test_a_provision_is_reported_never_stated_as_a_fact() -> None:
    condition = make_condition(
        kind="provision", term=make_term("withdrawal"), summary="army behind the Ell", directness="media-inference"
    )
    assert condition_sentence(condition) == (
        "The River truce is reported to provide for withdrawal: army behind the Ell "
        "(the outlet’s own inference, 4 May 2030)"
    )


@pytest.mark.parametrize(
    ("directness", "is_included", "expected"),
    [
        ("official-text", True, "The River truce provides for monitoring"),
        ("official-text", False, "The River truce does not contain monitoring"),
        ("on-record", True, "The River truce is said to provide for monitoring"),
        ("on-record", False, "The River truce is said not to contain monitoring"),
        ("unnamed-official", False, "The River truce is reported not to contain monitoring"),
    ],
)
def test_how_directly_a_text_is_known_decides_the_verb(directness: str, is_included: bool, expected: str) -> None:
    condition = make_condition(kind="provision", directness=directness, is_included=is_included)
    assert condition_sentence(condition).startswith(f"{expected} (")


@pytest.mark.parametrize("stance", Stance.values)
@pytest.mark.parametrize("tense", ["now", "earlier"])
@pytest.mark.parametrize("directness", ["on-record", "third-party-report"])
def test_every_stance_reads_in_each_tense_and_directness(stance: str, tense: str, directness: str) -> None:
    sentence = condition_sentence(make_condition(stance=stance, tense=tense, directness=directness))
    assert sentence.startswith("Northland ")
    assert (" is reported to " in sentence) == (directness == "third-party-report")
    assert (" earlier " in sentence.replace("an earlier demand", "")) == (tense == "earlier")


def test_an_earlier_wish_is_told_in_the_past() -> None:
    assert condition_sentence(make_condition(stance="demands", tense="earlier")).startswith(
        "Northland earlier demanded monitoring in the River truce"
    )


def test_dissent_says_whom_it_does_not_speak_for() -> None:
    assert "; not speaking for Northland)" in condition_sentence(make_condition(speaks_for_party=False))


def test_a_reserved_acceptance_says_what_it_reserves_and_what_it_hangs_on() -> None:
    first = make_condition(party=make_party("Marsh Front"), stance="accepts", summary="observers at the Ell")
    condition = make_condition(
        stance="accepts-reserved", qualifier="only by its own allies", depends_on=(first,), term=make_term("overall")
    )
    assert condition_sentence(condition).startswith(
        "Northland accepts with reservations the River truce as a whole; reservation: only by its own allies; "
        "if: “Marsh Front accepts monitoring in the River truce: observers at the Ell” ("
    )


def test_a_dropped_demand_names_the_demand() -> None:
    old = make_condition(stance="demands", summary="ten observers")
    condition = make_condition(stance="drops", answers=old)
    assert "Northland drops an earlier demand on monitoring" in condition_sentence(condition)
    assert "; in answer to “Northland demands: ten observers”" in condition_sentence(condition)


def test_a_standing_position_is_on_any_ceasefire_in_its_conflict() -> None:
    assert condition_sentence(make_condition(proposal=None)).startswith(
        "Northland rejects monitoring in any ceasefire in the River war conflict ("
    )


def test_a_status_is_a_claim_with_its_source() -> None:
    assert status_sentence(make_status(said_by=make_party())) == (
        "The River truce is said to be in force from 4 May 2030 (according to Northland; on the record, 4 May 2030)"
    )


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize(
    ("precision", "words"),
    [("day", "4 May 2030"), ("month", "May 2030"), ("year", "2030"), ("by", "4 May 2030")],
)
def test_every_status_reads_with_its_day_as_exactly_as_it_is_known(status: str, precision: str, words: str) -> None:
    record = make_status(status, effective_precision=precision, directness="media-inference")
    claim = status_sentence(record).partition(" (")[0]
    assert claim.startswith("The River truce is reported to ")
    assert words in claim
    assert "by by" not in claim


def test_an_involvement_is_named_not_asserted() -> None:
    assert involvement_sentence(make_involvement()) == "Lakeside is named as the host of talks on the River truce"


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("US 60-day proposal", "the US 60-day proposal"),
        ("The Marsh plan", "the Marsh plan"),
        ("Resolution 1701", "Resolution 1701"),
        ("Resolution 1701 (2006)", "Resolution 1701 (2006)"),
        ("Northland’s plan", "Northland’s plan"),
    ],
)
def test_a_proposals_name_stands_in_a_sentence_with_its_article(name: str, inside: str) -> None:
    assert with_article(name) == inside


def test_labels_and_days_in_a_sentence() -> None:
    assert lowered("Borders and lines") == "borders and lines"
    assert lowered("UN force") == "UN force"
    assert [day_in_words(DAY, precision) for precision in Precision] == [
        "4 May 2030",
        "May 2030",
        "2030",
        "by 4 May 2030",
    ]
    assert ledger_title([]) == "Ceasefire terms: changes"
    assert ledger_title(["Northland", "Aid"]) == "Ceasefire terms: changes – Northland, Aid"


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one two three", 8, "one two…"),
        ("aaaaaaaaaaaa", 6, "aaaaa…"),
    ],
)
def test_a_cut_text_ends_at_a_word_and_within_its_limit(text: str, limit: int, cut: str) -> None:
    assert cut_text(text, limit) == cut
    assert len(cut) <= limit
