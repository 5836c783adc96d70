"""Matrix and comparison: what stands in which cell, what is counted, what is hidden and said to be."""

from datetime import date

import pytest

from tests.compare.claims import held, hold, join_side, provide, seats
from tests.factories import make_draft, make_editor, make_party, make_proposal, make_term
from tracker.compare.chronology import Worth, list_entries
from tracker.compare.convergence import Convergence
from tracker.compare.grid import Grid, Selection, build_comparison, build_matrix, choose_parties
from tracker.models.term import Term
from tracker.review.supersede import supersede

pytestmark = pytest.mark.django_db


def matrix(**options: object) -> Grid:
    proposal = make_proposal()
    parties = [make_party("Northland"), make_party("Marsh Front")]
    return build_matrix(
        proposal, held(), terms=list(Term.objects.codebook()), parties=parties, seats=seats(), **options
    )


def comparison(**selection: object) -> Grid:
    return build_comparison(
        [make_proposal(), make_proposal("Lake truce")],
        held(),
        terms=list(Term.objects.codebook()),
        selection=Selection(**selection),
    )


def test_the_text_has_the_first_column_and_each_party_its_own() -> None:
    provide("Ten observers")
    hold("Northland", "accepts")
    hold("Marsh Front", "rejects")
    (row,) = matrix().rows
    text, north, marsh = row.cells
    assert [claim.summary for claim in text.provisions] == ["Ten observers"]
    assert [claim.stance for claim in north.answers] == ["accepts"]
    assert [claim.stance for claim in marsh.answers] == ["rejects"]


def test_a_provision_said_to_be_left_out_is_an_absence_not_a_value() -> None:
    provide("No observers", is_included=False)
    text = matrix().rows[0].cells[0]
    assert text.absences
    assert not text.provisions
    assert not text.content


def test_a_replaced_claim_leaves_the_cell_to_the_new_one() -> None:
    old = hold("Northland", "demands")
    supersede(old, make_draft(stance="drops"), editor=make_editor())
    cell = matrix().rows[0].cells[1]
    assert [claim.stance for claim in cell.claims] == ["drops"]


def test_opposed_claims_of_one_party_stand_together_as_a_contest() -> None:
    hold("Northland", "accepts", value="observers")
    hold("Northland", "rejects", value="observers")
    cell = matrix().rows[0].cells[1]
    assert [claim.stance for claim in cell.contested] == ["accepts", "rejects"]
    assert not cell.answers


def test_several_claims_about_different_things_are_no_contest() -> None:
    hold("Northland", "accepts", value="local observers")
    hold("Northland", "rejects", value="foreign observers")
    cell = matrix().rows[0].cells[1]
    assert not cell.contests
    assert len(cell.answers) == 2


def test_an_editors_mark_is_enough_for_a_contest() -> None:
    hold("Northland", "accepts", is_marked_contested=True)
    assert matrix().rows[0].is_contested


def test_dissent_and_earlier_claims_are_kept_apart_from_answers() -> None:
    hold("Northland", "rejects", speaks_for_party=False)
    hold("Northland", "demands", tense="earlier")
    cell = matrix().rows[0].cells[1]
    assert (len(cell.answers), len(cell.dissents), len(cell.earlier)) == (0, 1, 1)
    assert not cell.counted


def test_a_standing_position_never_enters_a_proposals_column() -> None:
    hold("Northland", "demands", proposal=None)
    assert not matrix().rows


def test_terms_with_nothing_held_are_counted_and_named() -> None:
    provide("Ten observers")
    empty = make_term("withdrawal", "forces")
    (hidden,) = matrix().hidden
    assert (hidden.reason, hidden.terms) == ("with nothing held", (empty,))


def test_featured_terms_come_first() -> None:
    provide("Ten observers")
    provide("Behind the river", term=make_term("withdrawal", "forces"))
    grid = matrix(featured=[make_term("withdrawal", "forces")])
    assert [section.label for section in grid.sections] == ["Featured", "Compliance"]


def test_the_verdict_sees_sides_without_a_column() -> None:
    hold("Northland", "demands")
    hold("Marsh Front", "rejects")
    grid = build_matrix(make_proposal(), held(), terms=[make_term()], parties=[make_party("Northland")], seats=seats())
    verdict = grid.rows[0].verdict
    assert verdict is not None
    assert verdict.convergence == Convergence.PRINCIPLE


def test_columns_go_to_sides_first_then_to_whoever_is_heard_most() -> None:
    join_side("Northland army", "A", part_of=make_party("Northland"))
    for name in ("Aland", "Bland", "Cland", "Dland"):
        hold(name, "proposes")
    hold("Cland", "proposes", term=make_term("withdrawal"))
    chosen = choose_parties(make_proposal(), held(), seats(), limit=4)
    assert {party.name for party in chosen} == {"Northland", "Marsh Front", "Cland", "Aland"}


def test_a_part_of_a_party_has_a_column_only_when_it_speaks() -> None:
    join_side("Northland army", "A", part_of=make_party("Northland"))
    assert "Northland army" not in [party.name for party in choose_parties(make_proposal(), held(), seats())]
    hold("Northland army", "rejects")
    assert "Northland army" in [party.name for party in choose_parties(make_proposal(), held(), seats())]


def test_parties_that_say_the_same_together_are_one_voice() -> None:
    for name in ("Aland", "Bland"):
        hold(name, "proposes", summary="a call for calm")
    hold("Cland", "proposes", summary="a call of its own")
    cell = comparison().rows[0].cells[0]
    assert [[party.name for party in voice.parties] for voice in cell.voices] == [["Aland", "Bland"], ["Cland"]]


def test_only_differences_hides_what_is_the_same_and_says_so() -> None:
    for proposal in (make_proposal(), make_proposal("Lake truce")):
        provide("Ten observers", value="ten observers", proposal=proposal)
    assert len(comparison().rows) == 1
    grid = comparison(only_differences=True)
    assert not grid.rows
    assert grid.hidden[0].reason == "the same in every text"
    assert grid.hidden_count == 1


def test_only_contested_keeps_contested_rows() -> None:
    hold("Northland", "accepts")
    hold("Northland", "rejects")
    provide("Behind the river", term=make_term("withdrawal"))
    grid = comparison(only_contested=True)
    assert [row.term.slug for row in grid.rows] == ["monitoring"]
    assert [hidden.reason for hidden in grid.hidden] == ["not contested"]


def test_a_party_filter_hides_other_answers_but_keeps_the_texts() -> None:
    provide("Ten observers")
    hold("Northland", "accepts")
    hold("Marsh Front", "rejects")
    provide("Behind the river", term=make_term("withdrawal"))
    grid = comparison(party=make_party("Northland"))
    assert [claim.party and claim.party.name for claim in grid.claims] == [None, "Northland"]
    assert [hidden.reason for hidden in grid.hidden] == ["without a position of Northland"]


def test_said_since_keeps_rows_with_something_newer() -> None:
    provide("Ten observers", stated_on=date(2030, 5, 1))
    assert not comparison(since=date(2030, 5, 2)).rows
    assert comparison(since=date(2030, 5, 1)).rows


def test_a_chronology_tells_what_became_of_each_claim() -> None:
    old = hold("Northland", "demands", stated_on=date(2030, 5, 1))
    supersede(old, make_draft(stance="drops", stated_on=date(2030, 5, 3)), editor=make_editor())
    hold("Northland", "rejects", stated_on=date(2030, 4, 1), stated_precision="month", tense="earlier")
    hold("Marsh Front", "rejects", stated_on=date(2030, 5, 2), speaks_for_party=False)
    entries = list_entries(held())
    assert [(entry.condition.stance, entry.worth) for entry in entries] == [
        ("rejects", Worth.EARLIER),
        ("demands", Worth.REPLACED),
        ("rejects", Worth.DISSENT),
        ("drops", Worth.CURRENT),
    ]
