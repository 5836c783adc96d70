"""The verb *edit*: nobody's work is overwritten unseen, and what a row is about stays."""

import pytest

from tests.factories import (
    make_condition,
    make_conflict,
    make_editor,
    make_party,
    make_person,
    make_proposal,
    make_term,
)
from tests.review.test_at_once import press
from tracker.models.change import Change
from tracker.models.conflict import Participation
from tracker.models.party import Party, PartyName
from tracker.models.person import Role
from tracker.models.proposal import Proposal
from tracker.review.edit import edit, newest_change, values_at
from tracker.review.outcome import Answer
from tracker.review.undo import undo
from tracker.review.withdraw import withdraw

pytestmark = pytest.mark.django_db


def test_a_field_that_another_editor_changed_meanwhile_is_not_overwritten_unseen() -> None:
    party, seen = make_party(), newest_change()
    edit(Party, party.pk, {"short_name": "North"}, editor=make_editor(name="Desk Two"))
    outcome = edit(Party, party.pk, {"short_name": "N."}, editor=make_editor(), expected=seen)
    assert outcome.answer == Answer.REFUSED
    change = Change.objects.get()
    for words in ("Desk Two", "short name", "“North”", f"{change.made_at.day} {change.made_at:%b %Y, %H:%M} UTC"):
        assert words in outcome.message
    assert Party.objects.get().short_name == "North"


def test_whoever_has_seen_the_newest_change_may_overwrite_it() -> None:
    party = make_party()
    edit(Party, party.pk, {"short_name": "North"}, editor=make_editor())
    assert edit(Party, party.pk, {"short_name": "N."}, editor=make_editor(), expected=newest_change()).is_done


def test_editors_of_different_fields_do_not_stand_in_each_others_way() -> None:
    proposal, seen = make_proposal(), newest_change()
    edit(Proposal, proposal.pk, {"summary": "Guns silent."}, editor=make_editor(), expected=seen)
    assert edit(Proposal, proposal.pk, {"short_name": "River"}, editor=make_editor(), expected=seen).is_done
    proposal.refresh_from_db()
    assert (proposal.summary, proposal.short_name) == ("Guns silent.", "River")


def test_the_same_value_typed_by_two_is_no_clash() -> None:
    proposal, seen, terms = make_proposal(), newest_change(), [make_term()]
    edit(Proposal, proposal.pk, {"featured_terms": terms}, editor=make_editor(), expected=seen)
    outcome = edit(Proposal, proposal.pk, {"featured_terms": terms}, editor=make_editor(), expected=seen)
    assert outcome.answer == Answer.ALREADY


def test_a_clash_over_a_list_or_a_link_says_what_it_is_now() -> None:
    proposal, older, seen = make_proposal(), make_proposal("Winter truce"), newest_change()
    edit(Proposal, proposal.pk, {"featured_terms": [make_term()], "based_on": older}, editor=make_editor())
    outcome = edit(
        Proposal, proposal.pk, {"featured_terms": [make_term("withdrawal")]}, editor=make_editor(), expected=seen
    )
    assert "“Monitoring”" in outcome.message
    outcome = edit(Proposal, proposal.pk, {"based_on": None}, editor=make_editor(), expected=seen)
    assert "“Winter truce”" in outcome.message


def test_an_undo_counts_as_a_change_too() -> None:
    party = make_party()
    first = edit(Party, party.pk, {"short_name": "North"}, editor=make_editor())
    seen = newest_change()
    undo(first.change, editor=make_editor())
    assert edit(Party, party.pk, {"short_name": "N."}, editor=make_editor(), expected=seen).answer == Answer.REFUSED


def test_the_ledger_tells_what_a_row_held_earlier() -> None:
    party, seen = make_party(), newest_change()
    edit(Party, party.pk, {"short_name": "North"}, editor=make_editor())
    edit(Party, party.pk, {"short_name": "N.", "kind": "faction"}, editor=make_editor())
    then = values_at(Party.objects.get(), seen)
    assert (then["short_name"], then["kind"]) == ("", "state")
    assert values_at(Party.objects.get(), newest_change())["short_name"] == "N."


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_the_same_field_at_once_the_second_is_told() -> None:
    party, seen = make_party(), newest_change()
    one, two = make_editor(), make_editor()
    outcomes = press(
        lambda: edit(Party, party.pk, {"short_name": "North"}, editor=one, expected=seen),
        lambda: edit(Party, party.pk, {"short_name": "N."}, editor=two, expected=seen),
    )
    answers = {outcome.answer: outcome for outcome in outcomes}
    assert set(answers) == {Answer.DONE, Answer.REFUSED}
    assert answers[Answer.DONE].change.desk_name in answers[Answer.REFUSED].message
    assert Change.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_change_different_fields_at_once_both_succeed() -> None:
    proposal, seen = make_proposal(), newest_change()
    one, two = make_editor(), make_editor()
    outcomes = press(
        lambda: edit(Proposal, proposal.pk, {"short_name": "River"}, editor=one, expected=seen),
        lambda: edit(Proposal, proposal.pk, {"summary": "Guns silent."}, editor=two, expected=seen),
    )
    assert [outcome.answer for outcome in outcomes] == [Answer.DONE, Answer.DONE]
    proposal.refresh_from_db()
    assert (proposal.short_name, proposal.summary) == ("River", "Guns silent.")


def test_an_undo_that_would_give_two_rows_one_name_is_refused_in_words() -> None:
    editor, north, hills = make_editor(), make_party(), make_party("Hill League")
    renamed = edit(Party, north.pk, {"name": "Far North"}, editor=editor)
    edit(Party, hills.pk, {"name": "Northland"}, editor=editor)
    outcome = undo(renamed.change, editor=editor)
    assert outcome.answer == Answer.REFUSED
    assert "already exists" in outcome.message
    assert Party.objects.get(pk=north.pk).name == "Far North"
    assert not Change.objects.filter(undoes=renamed.change).exists()


def test_a_proposal_with_conditions_stays_in_its_conflict() -> None:
    editor, proposal, other = make_editor(), make_proposal(), make_conflict("Lake war")
    moved = edit(Proposal, proposal.pk, {"conflict": other}, editor=editor)
    assert moved.is_done
    condition = make_condition(conflict=other, proposal=Proposal.objects.get())
    outcome = edit(Proposal, proposal.pk, {"conflict": make_conflict()}, editor=editor)
    assert outcome.answer == Answer.REFUSED
    assert "Lake war" in outcome.message
    assert undo(moved.change, editor=editor).answer == Answer.REFUSED
    withdraw(condition, editor=editor, reason="Misread.")
    assert edit(Proposal, proposal.pk, {"conflict": make_conflict()}, editor=editor).answer == Answer.REFUSED
    assert Proposal.objects.get().conflict == other


def test_a_role_a_name_and_a_participation_stay_with_whom_they_were_made_for() -> None:
    editor, other, role = make_editor(), make_party("Hill League"), make_person()
    name = PartyName.objects.create(party=make_party(), text="northerners", kind="demonym")
    make_conflict()
    part = Participation.objects.get(party=make_party())
    refusals = [
        edit(Role, role.pk, {"party": other}, editor=editor),
        edit(Role, role.pk, {"person": make_person("Bo Lind").person}, editor=editor),
        edit(PartyName, name.pk, {"party": other}, editor=editor),
        edit(Participation, part.pk, {"party": other}, editor=editor),
        edit(Participation, part.pk, {"conflict": make_conflict("Lake war")}, editor=editor),
    ]
    assert [outcome.answer for outcome in refusals] == [Answer.REFUSED] * 5
    assert "inactive" in refusals[0].message
    assert edit(Role, role.pk, {"office": "envoy", "party": role.party}, editor=editor).is_done
    assert edit(Participation, part.pk, {"position": 7}, editor=editor).is_done
