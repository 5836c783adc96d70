"""Sentences that look like claims and are none, and claims that look like something else; all of it synthetic."""

from datetime import date

import pytest

from tests.extract.readings import positions, provisions, read, read_by_rules

TUESDAY = date(2024, 10, 29)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("France hopes for a permanent ceasefire.", ("France", "further-talks", "open")),
        ("Ukraine hoped that the talks would resume, its envoy said.", ("Ukraine", "further-talks", "open")),
        ("Thailand is hoping for an extension of the truce.", ("Thailand", "duration", "open")),
    ],
)
def test_hope_is_a_hope_and_not_a_jump(text: str, row: tuple[str, str, str]) -> None:
    assert row in positions(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            'Hamas said: "We want quiet.\n\nIsrael rejected the ceasefire proposal on Monday.',
            ("Israel", "overall", "rejects"),
        ),
        (
            'Kyiv called it "a trap.\n\nRussia accepted the ceasefire plan on Tuesday.\n\n"Many doubt it.',
            ("Russia", "overall", "accepts"),
        ),
        ('"We want quiet, a Houthi spokesman said. Iran rejected the truce proposal.', ("Iran", "overall", "rejects")),
    ],
)
def test_an_odd_quotation_mark_does_not_lose_the_article(text: str, row: tuple[str, str, str]) -> None:
    assert row in positions(text)


@pytest.mark.parametrize(
    ("words", "stated_on"),
    [
        ("on Monday", date(2024, 10, 28)),
        ("last Wednesday", date(2024, 10, 23)),
        ("on Wednesday", date(2024, 10, 30)),
        ("last Tuesday", date(2024, 10, 29)),
        ("yesterday", date(2024, 10, 29)),
        ("over the weekend", date(2024, 10, 27)),
        ("two days ago", date(2024, 10, 28)),
        ("a week ago", date(2024, 10, 23)),
        ("on 25 September 2024", date(2024, 9, 25)),
    ],
)
def test_a_day_is_counted_back_from_the_day_of_the_article(words: str, stated_on: date) -> None:
    found = read(f"Israel rejected the ceasefire proposal {words}.")
    assert {item.stated_on for item in found} == {stated_on}


def test_last_tuesday_in_an_article_of_a_tuesday_is_the_week_before() -> None:
    found = read("Lebanon accepted the draft last Tuesday.", published_on=TUESDAY)
    assert {item.stated_on for item in found} == {date(2024, 10, 22)}


def test_without_a_date_of_the_article_no_day_is_made_up() -> None:
    found = read("Israel rejected the ceasefire proposal on Monday.", published_on=None)
    assert {item.stated_on for item in found} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "Israeli strikes killed 12 people in the village on Tuesday.",
        "The army ordered residents to leave four villages.",
        "Residents of five villages were told to leave by the Israeli army.",
        "The hospital treated 40 wounded people overnight.",
        "Troops withdrew from the village on Sunday.",
        "Israeli troops pulled out of the corridor overnight.",
        "Aid trucks entered the strip on Tuesday for the first time in a month.",
        "In 1978 Israel withdrew from the area.",
        "The club won the match in extra time.",
        "He was born in the north and studied law.",
    ],
)
def test_events_history_and_biography_are_no_positions(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("The RSF announced a three-month humanitarian pause.", "aid"),
        ("Ethiopia declared a humanitarian truce.", "aid"),
        ("Fighting broke out along the border on Monday.", "border"),
        ("Shells fell near the border between Thailand and Cambodia.", "border"),
        ("The truce brokered by Qatar is holding.", "adoption"),
    ],
)
def test_a_word_of_the_setting_is_not_a_term(text: str, term: str) -> None:
    assert term not in {item.term for item in read(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Former Israeli prime minister Dan Example rejected the ceasefire proposal.",
        "Israeli minister Dan Example rejected the hostage deal, breaking with the prime minister.",
        "A Lebanese lawmaker opposed to the government said he rejected the deal.",
        "Dissenting Hamas official Omar Example rejected the truce.",
        "Ukrainian opposition leader Vitaliy Example rejected the ceasefire plan.",
    ],
)
def test_dissent_keeps_its_speaker_and_does_not_speak_for_the_party(text: str) -> None:
    found = [item for item in read(text) if (item.term, item.stance) == ("overall", "rejects")]
    assert found
    assert not any(item.speaks_for_party for item in found)


def test_an_office_is_told_without_the_name_of_its_holder() -> None:
    found = read("Ukrainian general Ivan Example rejected the ceasefire proposal.")
    assert {(item.speaker, item.office) for item in found} == {("Ivan Example", "general")}


def test_two_proposals_of_one_article_are_kept_apart() -> None:
    text = "The American draft calls for a 60-day truce. The French paper proposes a three-week pause."
    lengths = [(item.working_name, item.amount) for item in read_by_rules(text) if item.term == "duration"]
    assert lengths == [("draft", 60.0), ("French paper", 3.0)]
    assert {("United States", "overall", "proposes"), ("France", "overall", "proposes")} <= positions(text)


def test_a_sentence_on_another_front_is_filed_there() -> None:
    text = "Hezbollah rejected the draft. Lebanon accepted it. In Gaza, Hamas demanded the release of all prisoners."
    fronts = {item.party: item.conflict for item in read(text)}
    assert (fronts["Hezbollah"], fronts["Hamas"]) == ("Israel–Lebanon", "Gaza")


@pytest.mark.parametrize(
    "text",
    [
        "Hezbollah said it would stop its attacks when the war in Gaza ends.",
        "Hezbollah says there will be no truce in Lebanon before a ceasefire in Gaza.",
    ],
)
def test_gaza_is_linkage_for_a_party_of_another_front(text: str) -> None:
    assert "linkage" in {item.term for item in read(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Hezbollah fought on in Lebanon. Qatar called for a ceasefire in Gaza.",
        "Israel called for a ceasefire in Gaza.",
        "Hamas demanded an end to the war in Gaza.",
    ],
)
def test_gaza_is_no_linkage_for_its_own_parties_and_mediators(text: str) -> None:
    assert "linkage" not in {item.term for item in read_by_rules(text)}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("It may rain in Kyiv, but Russia rejected the ceasefire proposal.", ("Russia", "overall", "rejects")),
        ("The ELN, which may be the oldest of them, accepted the ceasefire.", ("ELN", "overall", "accepts")),
        ("Likely rain kept the envoys away, and M23 rejected the truce.", ("M23", "overall", "rejects")),
    ],
)
def test_a_hedge_of_something_else_does_not_hedge_the_claim(text: str, row: tuple[str, str, str]) -> None:
    assert row in positions(text)


@pytest.mark.parametrize("modal", ["may", "might"])
def test_what_a_party_may_do_it_has_not_done(modal: str) -> None:
    assert ("Hamas", "overall", "rejects") not in positions(f"Hamas {modal} reject the draft, diplomats fear.")


@pytest.mark.parametrize(
    ("headline", "rows"),
    [
        ("Houthis reject UN truce plan", {("Houthis", "overall", "rejects")}),
        ("Egypt: Hamas accepts draft", {("Hamas", "overall", "accepts")}),
        (
            "Kyiv, Moscow agree to prisoner swap",
            {("Ukraine", "detainees", "accepts"), ("Russia", "detainees", "accepts")},
        ),
    ],
)
def test_a_headline_is_read(headline: str, rows: set[tuple[str, str, str]]) -> None:
    found = {(item.party, item.term, item.stance) for item in read(headline + "\n\nNothing else is known.")}
    agreed = {(None, term, None) for _, term, _ in rows}  # two who agree make a provision of what they agreed on
    assert rows <= found or agreed <= found


@pytest.mark.parametrize(
    "text",
    [
        "Read more: Israel rejects the ceasefire proposal.\n\nSubscribe to hear why Hamas rejects the truce.",
        "Photo: Israel accepts the ceasefire deal (AFP)\n\nSign up for our newsletter: Lebanon accepts the plan",
        "Related: Kyiv rejects the truce\n\nFollow us to learn why Moscow accepts the plan",
    ],
)
def test_captions_and_teasers_are_not_the_article(text: str) -> None:
    assert read(text) == []


def test_a_joint_we_is_every_issuer_up_to_four() -> None:
    text = "We call on both sides to release all hostages."
    found = positions(text, title="Joint statement", issuers=("Qatar", "Egypt"))
    assert {("Qatar", "detainees", "demands"), ("Egypt", "detainees", "demands")} <= found


def test_a_joint_we_is_not_the_last_party_named() -> None:
    text = "We welcome the ceasefire proposal. Israel struck Beirut. We call for the release of all hostages."
    source = {"title": "Joint statement by France and Egypt", "outlet": "Government of France"}
    assert {("France", "detainees", "demands"), ("Egypt", "detainees", "demands")} <= positions(text, **source)
    assert "Israel" not in {item.party for item in read_by_rules(text, **source)}


def test_we_in_a_transcript_is_whoever_has_the_word() -> None:
    text = "SPOKESMAN: Israel struck Beirut.\nQ: Do you back the truce?\nSPOKESMAN: We want Hezbollah to disarm."
    found = positions(text, title="Department press briefing", outlet="US State Department")
    assert ("United States", "disarmament", "demands") in found
    assert "Israel" not in {party for party, _, _ in found}


def test_of_five_issuers_the_first_is_suggested_and_by_the_rules_no_other() -> None:
    issuers = ("France", "Germany", "Italy", "Spain", "Poland")
    text = "We call on both sides to release all hostages."
    assert "France" in {party for party, _, _ in positions(text, issuers=issuers)}
    assert {item.party for item in read_by_rules(text, issuers=issuers)} == {"France"}


def test_we_in_a_quotation_is_its_own_speaker_and_not_the_one_before() -> None:
    text = 'Turkey insists on a security zone. "We reject such an arrangement," Syrian envoy Sami Example said.'
    assert ("Syria", "buffer-zone", "rejects") in positions(text)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (
            "Sudan's government met the RSF. French diplomat Ann Example said the government rejected the truce.",
            "Sudan",
        ),
        ("Ukraine's army held on. American envoy Bob Example said the army rejected the ceasefire.", "Ukraine"),
    ],
)
def test_the_government_is_the_last_one_named_and_not_the_speakers(text: str, party: str) -> None:
    assert party in {item.party for item in read(text) if item.stance == "rejects"}
    assert {item.party for item in read_by_rules(text) if item.stance == "rejects"} == {party}


def test_the_same_claim_over_and_over_is_suggested_a_few_times_at_most() -> None:
    text = "\n\n".join(f"Israel, said paper {name}, rejected the ceasefire." for name in "ABCDEFGHIJKL")
    found = [item for item in read(text) if (item.party, item.term) == ("Israel", "overall")]
    assert 1 <= len(found) <= 4


def test_whose_plan_it_is_called_is_suggested_once() -> None:
    text = "\n\n".join(f"Session {number} heard about Egypt's peace plan." for number in range(12))
    found = read(text)
    assert [item.party for item in found if item.stance == "proposes"] == ["Egypt"]
    assert "further-talks" not in {item.term for item in found}


@pytest.mark.parametrize(
    "text",
    [
        "Families of Israeli hostages demanded a ceasefire deal.",
        "The mayor of Metula in Israel rejected the truce.",
        "The Daily Example, an Israeli newspaper, demanded a ceasefire.",
        "A Lebanese analyst said Hezbollah should accept the deal.",
        "Retired Ukrainian general Ivan Example demanded a withdrawal of all troops.",
        "Sudanese doctors demanded an end to the siege.",
    ],
)
def test_families_analysts_journalists_and_mayors_do_not_speak_for_a_party(text: str) -> None:
    states = {"Israel", "Lebanon", "Ukraine", "Sudan", "Sudanese army", "Hezbollah"}
    assert not [item for item in read(text) if item.party in states and item.speaks_for_party]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Israel said Hamas had rejected the hostage deal.", "Hamas"),
        ("According to Ukraine, Russia refused the truce.", "Russia"),
        ("Israeli officials said Hezbollah rejected the ceasefire.", "Hezbollah"),
    ],
)
def test_a_position_told_by_the_opponent_is_a_third_party_report(text: str, party: str) -> None:
    found = [item for item in read(text) if (item.party, item.term) == (party, "overall")]
    assert {item.directness for item in found} == {"third-party-report"}
    assert not any(item.is_earlier for item in found)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Hamas denied an Israeli claim that it had rejected the deal.", "Hamas"),
        ("The M23 denies that it agreed to the truce.", "M23"),
        ("The ceasefire is on the table. Hezbollah denied that it had agreed to it.", "Hezbollah"),
    ],
)
def test_a_denial_denies(text: str, party: str) -> None:
    assert {item.stance for item in read(text) if (item.party, item.term) == (party, "overall")} == {"denies"}


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("refused to accept it", "rejects"),
        ("is unwilling to accept it", "rejects"),
        ("is not going to accept the deal", "rejects"),
        ("does not intend to sign the deal", "rejects"),
        ("has yet to accept the deal", "under-review"),
        ("agreed to study the deal", "under-review"),
        ("stopped short of rejecting the deal", "open"),
    ],
)
def test_a_yes_is_turned_by_the_word_above_it(words: str, stance: str) -> None:
    found = {item.stance for item in read(f"A deal is on the table. Hamas {words}.") if item.party == "Hamas"}
    assert stance in found
    assert "accepts" not in found


def test_a_question_takes_no_stance() -> None:
    assert read("Will Israel accept the ceasefire proposal?") == []


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


def test_according_is_no_accord() -> None:
    assert "overall" not in {item.term for item in read("According to Ukraine, Russia demanded a withdrawal.")}


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
