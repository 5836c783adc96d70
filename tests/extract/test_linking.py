"""Each claim goes to the war and the text on the table that its sentence is about."""

from datetime import date

from tracker.extract.candidate import Candidate, KnownProposal, Source
from tracker.extract.lexicon import Conflict, Lexicon
from tracker.extract.linking import choose_conflict, link_to_main, main_proposals, rank_conflicts, spell_days

RIVER = Conflict("River war", ("Northland", "Marsh Front"), ("Ell", "river truce"))
HILL = Conflict("Hill war", ("Southland", "Hill League"), ("Ostra", "hill truce"))
CONFLICTS = {each.name: each for each in (RIVER, HILL)}
DAY = date(2030, 5, 4)
RIVER_TRUCE = KnownProposal("river-truce", "River truce", "River war", ("Northland",), 45, DAY, DAY)
HILL_TRUCE = KnownProposal("hill-truce", "Hill truce", "Hill war", ("Southland",), 21, DAY, DAY)


def test_a_sentence_on_another_war_goes_there_whatever_the_article_is_filed_under() -> None:
    text = "The Ell is quiet. Fighting went on in Ostra, where the Hill League asks for a truce."
    ranked = rank_conflicts(text, Lexicon(conflicts=(HILL, RIVER)), ("River war",))
    assert ranked == ["River war", "Hill war"]
    assert choose_conflict("The Ell is quiet.", None, ranked, CONFLICTS) == "River war"
    assert choose_conflict("Fighting went on in Ostra.", "Hill League", ranked, CONFLICTS) == "Hill war"


def test_the_text_an_article_is_about_is_known_by_its_length_and_sponsor() -> None:
    proposals = (RIVER_TRUCE, HILL_TRUCE)
    source = Source(published_on=DAY)
    assert main_proposals("Northland offers 45 days of quiet.", source, proposals) == {"River war": "river-truce"}
    assert main_proposals("Northland offers quiet.", Source(date(2031, 5, 4)), proposals) == {}


def test_a_claim_about_a_text_is_linked_to_it_unless_it_names_another_length() -> None:
    text = "Northland offers 45 days of quiet. The text would free prisoners."
    values = {"kind": "provision", "party": None, "stance": None, "score": 0.9, "rule": "r", "conflict": "River war"}
    claims = [
        Candidate(start=0, end=9, term="detainees", **values),
        Candidate(start=0, end=9, term="duration", unit="days", amount=7, **values),
        Candidate(start=0, end=9, term="detainees", **{**values, "conflict": "Hill war"}),
    ]
    linked = link_to_main(claims, text, Source(published_on=DAY), (RIVER_TRUCE, HILL_TRUCE))
    assert [each.proposal for each in linked] == ["river-truce", None, None]


def test_a_length_is_known_in_days_weeks_and_months() -> None:
    assert {"21 days", "21-day", "three week", "three-week"} <= set(spell_days(21))
    assert {"60 days", "two month", "two-month"} <= set(spell_days(60))


def test_a_party_to_two_wars_is_followed_to_the_one_its_sentence_names() -> None:
    both = Conflict("Hill war", ("Northland", "Hill League"), ("Ostra",))
    conflicts = {"River war": RIVER, "Hill war": both}
    assert (
        choose_conflict("It wants a pause in Ostra.", "Northland", ["River war", "Hill war"], conflicts) == "Hill war"
    )
    assert (
        choose_conflict("It wants a pause in Ostra.", "Marsh Front", ["River war", "Hill war"], conflicts)
        == "River war"
    )
    assert choose_conflict("It wants a pause.", "Northland", ["River war", "Hill war"], conflicts) == "River war"
