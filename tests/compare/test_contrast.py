"""Typed differences between texts on one term."""

import pytest

from tests.compare.claims import held, hold, provide, whole
from tests.factories import make_party, make_proposal, make_term
from tracker.compare.contrast import Contrast, Kind
from tracker.compare.grid import build_comparison
from tracker.models.term import Term

pytestmark = pytest.mark.django_db


def contrasts(*names: str) -> list[Contrast]:
    proposals = [make_proposal(name) for name in ("River truce", "Lake truce", *names)]
    grid = build_comparison(proposals, held(), terms=list(Term.objects.codebook()))
    return [contrast for row in grid.rows for contrast in row.contrasts]


def lake(**fields: object) -> dict[str, object]:
    return {"proposal": make_proposal("Lake truce"), **fields}


def test_a_number_is_told_with_its_unit_once() -> None:
    provide("21 days", value="21 days", amount=21, unit="days")
    provide("60 days", **lake(value="60 days", amount=60, unit="days"))
    (found,) = contrasts()
    assert (found.kind, found.old, found.new) == (Kind.NUMBER, "21", "60 days")


def test_units_are_both_told_when_they_differ() -> None:
    provide("3 weeks", value="3 weeks", amount=3, unit="weeks")
    provide("60 days", **lake(value="60 days", amount=60, unit="days"))
    (found,) = contrasts()
    assert (found.old, found.new) == ("3 weeks", "60 days")


def test_a_line_is_called_a_line_where_the_codebook_expects_one() -> None:
    term = make_term("withdrawal", "forces")
    Term.objects.filter(pk=term.pk).update(typical_value="who, line, km, deadline")
    provide("Behind the Ell", term=term, value="the river Ell")
    provide("Behind the Om", **lake(term=term, value="the river Om"))
    (found,) = contrasts()
    assert (found.kind, found.old, found.new) == (Kind.LINE, "the river Ell", "the river Om")


def test_other_actors_are_a_difference_of_their_own() -> None:
    provide("Observers", value="ten", actors=(make_party("Northland"),))
    provide("Observers", **lake(value="ten", actors=(make_party("Lakeside"),)))
    (found,) = contrasts()
    assert (found.kind, found.old, found.new) == (Kind.ACTOR, "Northland", "Lakeside")


def test_what_only_one_text_holds_is_told_once_for_its_column() -> None:
    provide("Ten observers", **lake())
    (found,) = contrasts("Hill truce")
    assert (found.kind, found.new, found.new_column) == (Kind.ONE_SIDED, "Ten observers", 1)


def test_an_absence_is_never_told_as_a_value() -> None:
    provide("Ten observers")
    provide("No observers", **lake(is_included=False))
    (found,) = contrasts()
    assert (found.kind, found.old, found.new) == (Kind.LEFT_OUT, "Ten observers", "")


def test_a_changed_answer_of_one_party_is_a_difference() -> None:
    hold("Northland", "demands")
    hold("Northland", "drops", **lake())
    (found,) = contrasts()
    assert (found.kind, found.old, found.new) == (Kind.POSITION, "Northland demands", "drops")


def test_sponsors_of_the_whole_are_compared() -> None:
    hold("Aland", "proposes", **whole())
    hold("Bland", "proposes", **whole())
    hold("Aland", "proposes", **{**whole(), **lake()})
    assert (Kind.SPONSOR, "Aland and Bland", "Aland") in [(found.kind, found.old, found.new) for found in contrasts()]


def test_dissent_is_no_change_of_position() -> None:
    hold("Northland", "demands")
    hold("Northland", "demands", **lake())
    hold("Northland", "rejects", **lake(speaks_for_party=False))
    assert not contrasts()


def test_neighbours_are_compared_past_a_text_that_holds_nothing() -> None:
    provide("21 days", value="21 days", amount=21, unit="days")
    provide("60 days", proposal=make_proposal("Hill truce"), value="60 days", amount=60, unit="days")
    (found,) = contrasts("Hill truce")
    assert (found.old_column, found.new_column) == (0, 2)
