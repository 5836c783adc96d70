"""Proposal, party, term and permalink: what each must show, and how it is marked."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.compare.claims import hold, join_side
from tests.compare.statements import make_involvement, make_status
from tests.factories import (
    cite,
    make_condition,
    make_draft,
    make_editor,
    make_party,
    make_proposal,
    make_snapshot,
    make_term,
)
from tests.reader.world import make_world, read
from tracker.models.condition import Condition
from tracker.models.proposal import Proposal
from tracker.models.term import Term
from tracker.review.attach import attach
from tracker.review.edit import edit
from tracker.review.supersede import correct, supersede
from tracker.review.withdraw import withdraw

pytestmark = pytest.mark.django_db

RIVER = "/proposals/river-truce/"


def permalink(client: Client, condition: Condition) -> str:
    return read(client, condition.get_absolute_url())


def test_a_proposal_shows_text_answers_verdict_and_reason(client: Client) -> None:
    make_world()
    html = read(client, RIVER)
    for words in ("60 days", "a truce without a line", "red line", "Apart on principle"):
        assert words in html
    assert "Northland accepts it; Marsh Front rejects it." in html
    assert "Proposed by Lakeside" in html


def test_standing_positions_have_a_band_of_their_own(client: Client) -> None:
    make_world()
    html = read(client, RIVER)
    band = html[html.index('id="standing"') :]
    assert "calm on every front" in band
    assert "calm on every front" not in html[: html.index('id="standing"')]


def test_dissent_is_marked_and_not_counted(client: Client) -> None:
    make_world()
    hold("Northland", "rejects", speaks_for_party=False, summary="a truce of any kind", term=make_term("overall"))
    html = read(client, RIVER)
    assert "a truce of any kind" in html
    assert "not counted" in html
    assert "Contested" not in html


def test_what_a_party_held_before_is_shown_as_earlier(client: Client) -> None:
    hold("Northland", "demands", tense="earlier", summary="twenty observers")
    assert '<span class="aside">earlier</span>' in read(client, RIVER)


def test_a_matrix_has_five_parties_and_a_way_to_the_others(client: Client) -> None:
    for name in ("Aland", "Bland", "Cland", "Dland", "Eland"):
        hold(name, "proposes", summary=f"a plan by {name}")
    html = read(client, RIVER)
    assert "5 of 7 shown" in html
    chosen = read(client, f"{RIVER}?party=eland&party=dland")
    matrix = chosen[chosen.index("<thead>") : chosen.index("</thead>")]
    assert "Eland" in matrix
    assert "Northland" not in matrix


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("party=nobody", "No party called “nobody” has a side or a position here."),
        ("&".join(f"party=p{number}" for number in range(6)), "At most 5 parties fit beside the text; 6 were chosen."),
    ],
)
def test_a_choice_of_columns_that_cannot_be_shown_is_explained(client: Client, query: str, message: str) -> None:
    make_world()
    html = read(client, f"{RIVER}?{query}")
    assert message in html
    assert 'href="#party-choice"' in html


def test_a_part_of_a_party_has_a_column_only_when_it_speaks(client: Client) -> None:
    make_world()
    join_side("Northland army", "A", part_of=make_party("Northland"))
    assert "Northland army" not in read(client, RIVER).partition("</thead>")[0].partition("<thead>")[2]
    hold("Northland army", "rejects")
    assert "Northland army" in read(client, RIVER).partition("</thead>")[0].partition("<thead>")[2]


def test_sources_that_disagree_make_the_status_contested(client: Client) -> None:
    make_status("in-force")
    make_status("collapsed")
    html = read(client, f"{RIVER}?on=2030-05-04")
    assert "Contested: in force or collapsed" in html


def test_a_truce_that_ran_out_is_expired_by_the_clock(client: Client) -> None:
    make_world()
    assert "In force" in read(client, f"{RIVER}?on=2030-06-01")
    html = read(client, f"{RIVER}?on=2031-01-01")
    assert "<b>Expired</b>" in html
    assert "no source has said anything else" in html


def test_a_status_dated_ahead_is_told_with_its_source_and_does_not_hold_yet(client: Client) -> None:
    make_status("announced", effective_on=date(2030, 5, 4))
    make_status("in-force", effective_on=date(2030, 5, 19))
    html = read(client, f"{RIVER}?on=2030-05-16")
    assert "<b>Announced</b>" in html
    assert "<b>In force</b>" not in html
    assert "Dated ahead: in force" in html
    assert "<b>In force</b>" in read(client, f"{RIVER}?on=2030-05-19")


def test_mediators_are_named_from_the_day_a_source_names_them(client: Client) -> None:
    make_involvement()
    assert "Host" in read(client, f"{RIVER}?on=2030-05-04")
    assert "Host" not in read(client, f"{RIVER}?on=2030-05-03")


def test_an_editors_summary_is_no_part_of_an_earlier_view(client: Client) -> None:
    proposal = make_world().proposal
    Proposal.objects.filter(pk=proposal.pk).update(summary="It came into force in May.")
    for address in ("/", RIVER):
        assert "It came into force in May." in read(client, address)
        assert "It came into force in May." not in read(client, f"{address}?on=2030-05-01")


def test_open_questions_are_told(client: Client) -> None:
    hold("Northland", "accepts-reserved", qualifier="", summary="the draft with changes")
    html = read(client, RIVER)
    assert "How long it would last." in html
    assert "What Northland reserves on monitoring." in html
    assert "What Northland and Marsh Front answer to the whole." in html


def test_a_party_page_lists_positions_by_proposal_and_standing(client: Client) -> None:
    make_world()
    html = read(client, "/parties/marsh-front/")
    assert "a truce without a line" in html
    assert "Standing positions: River war" in html
    assert "No position of" not in html


def test_a_replaced_position_stays_in_the_history_and_says_so(client: Client) -> None:
    old = hold("Northland", "demands", summary="twenty observers")
    supersede(old, make_draft(stance="drops", summary="the observers"), editor=make_editor())
    for address in ("/parties/northland/", "/terms/monitoring/"):
        html = read(client, address)
        assert "twenty observers" in html
        assert "replaced since" in html


def test_a_term_shows_how_each_text_treats_it(client: Client) -> None:
    make_world()
    html = read(client, "/terms/duration/")
    assert "60 days" in html
    assert "21 days" in html


def test_a_term_out_of_use_keeps_its_row_while_claims_are_held_on_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def turn_to(day: int) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2040, 6, day, 12, tzinfo=UTC))

    turn_to(1)
    old, unused = make_term("airspace"), make_term("salvage")
    condition = make_condition(term=old, summary="no flights over the Ell")
    for term in (old, unused):
        edit(Term, term.pk, {"is_active": False}, editor=make_editor())
    for address in (RIVER, "/compare/?p=river-truce&p=lake-truce"):
        make_proposal("Lake truce")
        html = read(client, address)
        assert "no flights over the Ell" in html
        assert "Salvage" not in html
    turn_to(2)
    withdraw(condition, editor=make_editor(), reason="About another text.")
    assert "Airspace" not in read(client, "/terms/")
    assert "no flights over the Ell" in read(client, f"{RIVER}?known=2040-06-01")


def test_joint_answers_stand_on_one_line(client: Client) -> None:
    for name in ("Aland", "Bland", "Cland"):
        hold(name, "proposes", summary="a call for calm")
    html = read(client, "/terms/monitoring/")
    assert "Aland, Bland and Cland" in html


def test_a_permalink_shows_every_sentence_and_how_directly_it_was_said(client: Client) -> None:
    condition = make_condition(summary="any monitoring", attribution="the government")
    other = "The Marsh Front demands the withdrawal of Northland's army behind the river Ell."
    attach(condition, (cite(make_snapshot(), other),), editor=make_editor())
    html = permalink(client, condition)
    assert html.count("card source cite") == 2
    assert "On the record" in html
    assert "the government" in html
    assert "Nothing replaces it." in html
    assert "Another source" in html


def test_a_replaced_record_names_the_one_that_replaced_it(client: Client) -> None:
    old = make_condition(summary="any monitoring")
    new = supersede(old, make_draft(stance="open", summary="some monitoring"), editor=make_editor()).record
    assert new is not None
    html = permalink(client, old)
    assert "Replaced since" in html
    assert f"See record {new.pk}" in html
    assert "Nothing replaces it." not in html


def test_a_corrected_record_still_answers_and_names_the_correction(client: Client) -> None:
    old = make_condition(summary="any monitoring")
    new = correct(
        old, make_draft(summary="armed monitoring"), editor=make_editor(), reason="The word was missed."
    ).record
    assert new is not None
    html = permalink(client, old)
    assert "Corrected on" in html
    assert "The word was missed." in html
    assert f"See record {new.pk}" in html


def test_a_withdrawn_record_still_answers_with_its_reason(client: Client) -> None:
    condition = make_condition(summary="any monitoring")
    withdraw(condition, editor=make_editor(), reason="The sentence was about another text.")
    html = permalink(client, condition)
    assert "Withdrawn on" in html
    assert "The sentence was about another text." in html
    assert "No position of Northland is held" in read(client, "/parties/northland/")


def test_a_permalink_before_its_record_says_so(client: Client) -> None:
    condition = make_condition(summary="any monitoring")
    html = read(client, f"{condition.get_absolute_url()}?known=2020-01-01")
    assert "Not yet recorded on that day" in html
    assert "any monitoring" not in html


def test_the_first_page_lists_proposals_with_answers_and_who_is_mute(client: Client) -> None:
    make_world()
    html = read(client, "/?on=2030-05-05")
    assert "In force" in html
    assert "Terms in dispute" in html
    assert "nothing held" in html
    assert "Compare both" in html


def test_an_empty_record_still_has_pages(client: Client) -> None:
    assert "No proposal is recorded yet." in read(client, "/")
    assert "No proposal is recorded yet." in read(client, "/proposals/")
    read(client, "/compare/")
    read(client, "/about/")
