"""The fields beside the claim: who must act, which text is meant, who said it, how much, how directly and when."""

from datetime import date

from tests.extract.readings import WEDNESDAY
from tracker.extract.candidate import Candidate, Source
from tracker.extract.lexicon import Actor, ActorName, Conflict, Speaker, SpeakerRole, load_lexicon
from tracker.extract.linking import names_other_length
from tracker.extract.reading import read_text

NORTH = Actor("Northland", "state", (ActorName("Northland"), ActorName("Northlandic", "demonym", True)))
MARSH = Actor("Marsh Front", "armed group", (ActorName("Marsh Front"),))
ISLAND = Actor("Islandia", "state", (ActorName("Islandia"), ActorName("Islandic", "demonym", True)))
LEXICON = load_lexicon().extended(
    actors=[NORTH, MARSH, ISLAND],
    speakers=[Speaker("Ann Example", ("Ann Example",), (SpeakerRole("Islandia", "foreign minister"),))],
    conflicts=[Conflict("Marsh war", ("Northland", "Marsh Front"), ("Northland", "Marsh Front", "Ell"))],
)


def read(text: str, *, title: str = "", issuers: tuple[str, ...] = ()) -> list[Candidate]:
    """What an invented text claims; the sentences only pointed at are left out."""
    source = Source(published_on=WEDNESDAY, title=title, issuers=issuers)
    return [item for item in read_text(text, source=source, lexicon=LEXICON) if item.tier != "unclaimed"]


def actors_of(text: str, term: str) -> set[tuple[str, ...]]:
    """Who would have to act in the claims on a term."""
    return {item.actors for item in read(text) if item.term == term}


def names_in(text: str) -> set[str | None]:
    """The working names of all claims of a text."""
    return {item.working_name for item in read(text)}


def test_who_must_act_is_whom_a_demand_calls_upon_and_not_who_makes_it() -> None:
    assert actors_of("Islandia called on the Marsh Front to withdraw from the Ell valley.", "withdrawal") == {
        ("Marsh Front",)
    }
    assert actors_of("Islandia called on all parties to protect civilians.", "civilians") == {("all parties",)}


def test_who_must_act_is_whose_forces_the_term_means() -> None:
    demanded = "Northland demands the withdrawal of the Marsh Front's fighters from the Ell valley."
    assert actors_of(demanded, "withdrawal") == {("Marsh Front",)}
    promised = "Under the draft, the Northlandic army would deploy along the Ell."
    assert actors_of(promised, "army-deployment") == {("Northlandic army",)}


def test_a_stance_on_a_whole_proposal_binds_nobody() -> None:
    assert actors_of("Northland rejected the Islandic ceasefire proposal.", "overall") == {()}


def test_sentences_after_the_one_that_names_a_text_carry_its_fullest_name() -> None:
    text = (
        "Islandia has tabled a plan. The 45-day Islandic plan was leaked this week. "
        "It provides for a withdrawal of Northland's troops. The Marsh Front would hand over its weapons."
    )
    provisions = [item for item in read(text) if item.kind == "provision"]
    assert provisions
    assert {item.working_name for item in provisions} == {"45-day Islandic plan"}


def test_two_texts_of_one_article_are_kept_apart() -> None:
    text = (
        "The Islandic plan provides for the release of all hostages. Northland rejected the Islandic plan.\n\n"
        "The Marsh Front's offer provides for a withdrawal of Northland's troops."
    )
    said = {(item.term, item.working_name) for item in read(text) if item.kind == "provision"}
    assert ("detainees", "Islandic plan") in said
    assert ("withdrawal", "Marsh Front's offer") in said


def test_a_demand_that_names_no_text_stands_by_itself() -> None:
    text = "The Islandic plan provides for the release of all hostages. The Marsh Front demands a full withdrawal."
    assert {item.working_name for item in read(text) if item.stance == "demands"} == {None}


def test_a_mediator_that_tells_of_others_is_the_speaker() -> None:
    text = "Under the deal, the Marsh Front will release ten hostages, the Islandic foreign ministry said."
    told = [item for item in read(text) if item.term == "detainees" and item.kind == "provision"]
    assert {(item.speaker, item.office, item.directness) for item in told} == {
        (None, "Islandic foreign ministry", "on-record")
    }


def test_he_said_is_the_one_quoted_before() -> None:
    text = 'Ann Example, the Islandic foreign minister, spoke to reporters. "We reject the Marsh plan," she said.'
    assert {item.speaker for item in read(text) if item.stance == "rejects"} == {"Ann Example"}


def test_a_statement_speaks_in_the_name_of_who_signed_it() -> None:
    text = (
        "Ann Example, Foreign Minister\n\n"
        "Islandia welcomes the truce. We call on the Marsh Front to release all hostages."
    )
    found = read(text, title="Statement on the truce", issuers=("Islandia",))
    assert {item.speaker for item in found if item.party == "Islandia"} == {"Ann Example"}


def test_an_unnamed_diplomat_is_an_unnamed_official_in_the_words_of_the_text() -> None:
    found = read("A Northlandic diplomat said Northland would accept the Islandic ceasefire proposal.")
    assert {(item.office, item.directness) for item in found if item.party == "Northland"} == {
        ("Northlandic diplomat", "unnamed-official")
    }


def test_a_value_need_not_be_a_figure_with_a_unit() -> None:
    values = {
        "detainees": "Under the deal, the Marsh Front would release half of the hostages.",
        "duration": "Under the plan, an indefinite truce would follow.",
        "disarmament": "Under the plan, the Marsh Front would hand over its weapons by day sixty.",
    }
    for term, text in values.items():
        found = {item.value for item in read(text) if item.term == term}
        assert found <= {"half of the hostages", "indefinite", "day sixty"}, text
        assert found, text


def test_a_figure_keeps_its_amount_and_unit() -> None:
    (found,) = {
        (item.value, item.amount, item.unit)
        for item in read("Under the deal, the truce would last 45 days.")
        if item.term == "duration"
    }
    assert found == ("45 days", 45.0, "days")


def test_a_time_gone_by_is_no_value() -> None:
    found = read("Northland rejected the ceasefire plan that Islandia tabled two days ago.")
    assert {item.value for item in found} == {None}


def test_a_day_still_to_come_is_not_the_day_of_the_statement() -> None:
    found = read("The Marsh Front expects the firing to stop on Monday.")
    assert {item.stated_on for item in found} <= {WEDNESDAY}
    found = read("The Marsh Front rejected the ceasefire plan on Monday.")
    assert {item.stated_on for item in found} == {date(2024, 10, 28)}


def test_a_text_named_with_another_length_is_not_the_main_one() -> None:
    assert names_other_length("45-day Islandic plan", 21)
    assert not names_other_length("three-week Islandic plan", 21)
    assert not names_other_length("Islandic plan", 21)


def test_its_forces_are_those_of_whoever_the_clause_is_about() -> None:
    text = "Under the plan, Northland would withdraw its troops and the Marsh Front would hand over its weapons."
    assert ("Northland",) in actors_of(text, "withdrawal")
    assert ("Marsh Front",) in actors_of(text, "disarmament")


def test_the_label_of_a_transcript_names_who_speaks() -> None:
    text = "SENIOR OFFICIAL: The deal provides for a withdrawal of Northland's troops."
    found = read(text, title="Background briefing on the truce")
    assert {(item.office, item.directness) for item in found if item.term == "withdrawal"} == {
        ("senior official", "unnamed-official")
    }
