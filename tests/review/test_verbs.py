"""Each verb: done, done twice, undone, and by whom."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories import (
    SENTENCE,
    cite,
    make_condition,
    make_conflict,
    make_draft,
    make_editor,
    make_party,
    make_proposal,
    make_snapshot,
    make_suggestion,
    make_term,
)
from tracker.models.change import Change, Verb
from tracker.models.condition import Condition
from tracker.models.party import Party
from tracker.models.status import Status, StatusChange
from tracker.models.suggestion import Suggestion, SuggestionState
from tracker.review.accept import accept, fix_and_accept
from tracker.review.attach import attach, attach_suggestion
from tracker.review.draft import CitationDraft, InvolvementDraft, StatusDraft
from tracker.review.edit import edit
from tracker.review.outcome import Answer
from tracker.review.record import record_condition, record_involvement, record_status
from tracker.review.reject import reject
from tracker.review.supersede import correct, supersede
from tracker.review.undo import undo
from tracker.review.verification import find_faults
from tracker.review.withdraw import withdraw
from tracker.review.withhold import withhold

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_record_stays_sound(request: pytest.FixtureRequest) -> object:
    yield
    assert list(find_faults()) == []


def fresh(suggestion: Suggestion) -> Suggestion:
    return Suggestion.objects.get(pk=suggestion.pk)


def test_accepting_publishes_the_suggestion_with_its_sentence() -> None:
    editor, suggestion = make_editor(name="Desk One"), make_suggestion()
    outcome = accept(suggestion, editor=editor)
    assert outcome.answer == Answer.DONE
    condition = Condition.objects.published().get()
    assert [c.quote for c in condition.citations.all()] == [SENTENCE]
    assert (outcome.change.desk_name, outcome.change.verb) == ("Desk One", Verb.ACCEPT)
    assert outcome.change.made_at == condition.recorded_at
    assert fresh(suggestion).state == SuggestionState.ACCEPTED


def test_accepting_twice_does_nothing_the_second_time() -> None:
    editor, suggestion = make_editor(), make_suggestion()
    accept(suggestion, editor=editor)
    outcome = accept(suggestion, editor=make_editor())
    assert outcome.answer == Answer.ALREADY
    assert editor.desk_name in outcome.message
    assert Condition.objects.count() == Change.objects.count() == 1


def test_undoing_an_acceptance_withdraws_the_entry_and_reopens_the_suggestion() -> None:
    editor, suggestion = make_editor(), make_suggestion()
    change = accept(suggestion, editor=editor).change
    other = make_editor(name="Desk Two")
    outcome = undo(change, editor=other)
    assert outcome.is_done
    assert outcome.change.desk_name == "Desk Two"
    assert outcome.change.undoes == change
    assert not Condition.objects.published().exists()
    assert Condition.objects.count() == 1
    assert fresh(suggestion).state == SuggestionState.WAITING
    assert undo(change, editor=editor).answer == Answer.ALREADY
    again = accept(suggestion, editor=editor, is_confirmed=True)
    assert again.is_done


def test_a_reopened_suggestion_asks_before_it_publishes_what_was_taken_back() -> None:
    editor, suggestion = make_editor(), make_suggestion()
    undo(accept(suggestion, editor=editor).change, editor=editor, reason="Not what it says.")
    outcome = accept(suggestion, editor=editor)
    assert outcome.answer == Answer.CONFIRM
    assert "Not what it says." in outcome.message


def test_fix_and_accept_publishes_what_the_editor_wrote() -> None:
    suggestion = make_suggestion(party=None, raw_party="the northerners")
    assert accept(suggestion, editor=make_editor()).answer == Answer.REFUSED
    draft = make_draft(suggestion.snapshot, stance="under-review")
    outcome = fix_and_accept(suggestion, draft, editor=make_editor())
    assert outcome.is_done
    assert (outcome.record.stance, outcome.record.qualifier) == ("under-review", "not known")
    assert fresh(suggestion).state == SuggestionState.FIXED
    assert undo(outcome.change, editor=make_editor()).is_done


def test_a_duplicate_asks_whether_to_attach_and_attaching_adds_a_source() -> None:
    editor = make_editor()
    condition = make_condition(editor)
    suggestion = make_suggestion(make_snapshot(outlet="Other Wire"), match="duplicate", held=condition)
    assert accept(suggestion, editor=editor).answer == Answer.CONFIRM
    outcome = attach_suggestion(suggestion, condition, editor=editor)
    assert outcome.is_done
    assert condition.citations.live().count() == 2
    assert attach_suggestion(suggestion, condition, editor=editor).answer == Answer.ALREADY
    assert undo(outcome.change, editor=editor).is_done
    assert condition.citations.live().count() == 1
    assert fresh(suggestion).state == SuggestionState.WAITING


def test_a_fix_that_contradicts_what_we_hold_asks_first() -> None:
    editor, suggestion = make_editor(), make_suggestion(stance="open")
    held = make_condition(editor)
    draft = make_draft(suggestion.snapshot, stance="accepts")
    asked = fix_and_accept(suggestion, draft, editor=editor)
    assert (asked.answer, asked.record) == (Answer.CONFIRM, held)
    assert fix_and_accept(suggestion, draft, editor=editor, is_confirmed=True).is_done


def test_attaching_by_hand_the_same_sentence_twice_does_nothing() -> None:
    editor = make_editor()
    condition = make_condition(editor)
    other = (cite(make_snapshot()),)
    assert attach(condition, other, editor=editor).is_done
    assert attach(condition, other, editor=editor).answer == Answer.ALREADY
    assert condition.citations.count() == 2


def test_superseding_keeps_both_published_and_undo_makes_the_old_one_current_again() -> None:
    editor = make_editor()
    old = make_condition(editor)
    draft = make_draft(stance="accepts")
    outcome = supersede(old, draft, editor=editor)
    assert outcome.is_done
    assert outcome.change.previous_id == old.pk
    assert Condition.objects.published().count() == 2
    assert supersede(old, draft, editor=editor).answer == Answer.ALREADY
    assert supersede(old, make_draft(stance="open"), editor=editor).answer == Answer.REFUSED
    assert undo(outcome.change, editor=editor).is_done
    assert list(Condition.objects.published()) == [old]


def test_superseding_is_refused_for_another_party_proposal_or_conflict() -> None:
    old = make_condition()
    elsewhere = make_conflict("Hill war")
    for other in (
        {"party": make_party("Marsh Front")},
        {"proposal": make_proposal("Hill truce")},
        {"proposal": None, "conflict": elsewhere},
    ):
        outcome = supersede(old, make_draft(**other), editor=make_editor())
        assert outcome.answer == Answer.REFUSED
        assert "correct" in outcome.message


def test_a_hand_made_entry_that_contradicts_what_we_hold_asks_first() -> None:
    editor = make_editor()
    held = make_condition(editor)
    draft = make_draft(make_snapshot(), stance="accepts")
    asked = record_condition(draft, editor=editor)
    assert (asked.answer, asked.record) == (Answer.CONFIRM, held)
    assert record_condition(draft, editor=editor, again=True).is_done


def test_attaching_a_sentence_that_is_cited_already_settles_the_suggestion() -> None:
    editor, suggestion = make_editor(), make_suggestion()
    condition = record_condition(make_draft(suggestion.snapshot), editor=editor).record
    outcome = attach_suggestion(suggestion, condition, editor=editor)
    assert outcome.is_done
    assert condition.citations.count() == 1
    assert fresh(suggestion).state == SuggestionState.ATTACHED
    assert Change.objects.public().count() == 1
    assert undo(outcome.change, editor=editor).is_done
    assert fresh(suggestion).state == SuggestionState.WAITING


def test_a_long_value_makes_a_summary_that_fits_and_too_long_a_field_is_refused_in_words() -> None:
    editor = make_editor()
    draft = make_draft(value="word " * 38, actors=(make_party("Marsh Front"), make_party("Hill League")))
    outcome = record_condition(draft, editor=editor)
    assert outcome.is_done
    assert len(outcome.record.summary) <= 200
    refused = record_condition(make_draft(qualifier="x" * 301), editor=editor)
    assert refused.answer == Answer.REFUSED
    assert "300 characters" in refused.message


def test_a_withheld_sentence_is_withheld_wherever_it_is_cited_and_cannot_be_cited_again() -> None:
    chief, snapshot = make_editor("chief"), make_snapshot()
    next_sentence = "The Marsh Front demands the withdrawal of Northland's army behind the river Ell."
    one = make_condition(chief, citations=(cite(snapshot),))
    two = make_condition(chief, citations=(cite(snapshot),), stance="open")
    beside = make_condition(chief, citations=(cite(snapshot, next_sentence),), party=make_party("Marsh Front"))
    withhold(one.citations.get(), editor=chief, reason="Erasure request.")
    assert two.citations.get().quote == ""
    assert beside.citations.get().quote == next_sentence
    assert SENTENCE[-30:] not in beside.citations.get().prefix
    again = record_condition(make_draft(citations=(cite(snapshot),), stance="silent"), editor=chief)
    assert again.answer == Answer.REFUSED
    assert "withheld" in again.message


def test_correcting_retires_the_old_entry_with_a_reason_and_undo_reinstates_a_copy() -> None:
    editor = make_editor()
    old = make_condition(editor)
    draft = make_draft(stance="open")
    assert correct(old, draft, editor=editor, reason=" ").answer == Answer.REFUSED
    outcome = correct(old, draft, editor=editor, reason="The envoy said open.")
    old.refresh_from_db()
    assert (old.corrected_by, old.retired_reason) == (outcome.record, "The envoy said open.")
    assert correct(old, draft, editor=editor, reason="Again.").answer == Answer.ALREADY
    undone = undo(outcome.change, editor=editor)
    assert undone.is_done
    copy = Condition.objects.published().get()
    assert (copy.reinstates, copy.stance) == (old, "rejects")
    assert [c.quote for c in copy.citations.all()] == [SENTENCE]


def test_withdrawing_needs_a_reason_and_undo_records_it_afresh() -> None:
    editor, condition = make_editor(), make_condition()
    assert withdraw(condition, editor=editor, reason="").answer == Answer.REFUSED
    outcome = withdraw(condition, editor=editor, reason="The sentence was about another truce.")
    assert outcome.is_done
    assert withdraw(condition, editor=editor, reason="Again.").answer == Answer.ALREADY
    undone = undo(outcome.change, editor=editor)
    assert Condition.objects.published().get().reinstates == condition
    assert undone.change.previous_id == condition.pk


def test_rejecting_takes_a_suggestion_out_of_the_queue_and_undo_puts_it_back() -> None:
    editor, suggestion = make_editor(), make_suggestion()
    assert reject(suggestion, editor=editor, reason="").answer == Answer.REFUSED
    outcome = reject(suggestion, editor=editor, reason="not a position")
    assert outcome.is_done
    assert not Suggestion.objects.waiting().exists()
    assert reject(suggestion, editor=editor, reason="again").answer == Answer.ALREADY
    refusal = accept(suggestion, editor=editor)
    assert refusal.answer == Answer.REFUSED
    assert editor.desk_name in refusal.message
    assert undo(outcome.change, editor=editor).is_done
    assert Suggestion.objects.waiting().get() == suggestion
    assert not Change.objects.public().exists()


def test_a_status_and_an_involvement_are_recorded_once_and_undone() -> None:
    editor, snapshot = make_editor(), make_snapshot()
    status = StatusDraft(
        proposal=make_proposal(),
        status=Status.TABLED,
        effective_on=snapshot.article.published_on,
        stated_on=snapshot.article.published_on,
        citations=(cite(snapshot),),
    )
    outcome = record_status(status, editor=editor)
    assert outcome.is_done
    assert record_status(status, editor=editor).answer == Answer.ALREADY
    part = InvolvementDraft(
        proposal=make_proposal(), party=make_party("Hill League"), part="host", citations=(cite(snapshot),)
    )
    host = record_involvement(part, editor=editor)
    assert record_involvement(part, editor=editor).answer == Answer.ALREADY
    assert undo(outcome.change, editor=editor).is_done
    assert undo(host.change, editor=editor).is_done
    assert not StatusChange.objects.published().exists()


def test_recording_by_hand_what_was_retired_asks_first() -> None:
    editor, draft = make_editor(), make_draft()
    first = record_condition(draft, editor=editor)
    assert record_condition(draft, editor=editor).answer == Answer.ALREADY
    withdraw(first.record, editor=editor, reason="Said of another war.")
    asked = record_condition(draft, editor=editor)
    assert asked.answer == Answer.CONFIRM
    assert "Said of another war." in asked.message
    assert record_condition(draft, editor=editor, again=True).is_done


def test_editing_writes_the_ledger_and_undo_brings_the_old_values_back() -> None:
    editor = make_editor()
    created = edit(Party, None, {"slug": "hill-league", "name": "Hill League", "kind": "armed-group"}, editor=editor)
    assert created.change.verb == Verb.CREATE
    pk = created.record.pk
    changed = edit(Party, pk, {"name": "The Hill League"}, editor=editor)
    assert (changed.change.before, changed.change.after) == ({"name": "Hill League"}, {"name": "The Hill League"})
    assert edit(Party, pk, {"name": "The Hill League"}, editor=editor).answer == Answer.ALREADY
    assert edit(Party, pk, {"slug": "other"}, editor=editor).answer == Answer.REFUSED
    assert edit(Party, pk, {"kind": "nonsense"}, editor=editor).answer == Answer.REFUSED
    assert undo(changed.change, editor=editor).is_done
    assert Party.objects.get(pk=pk).name == "Hill League"
    assert undo(created.change, editor=editor).answer == Answer.REFUSED


def test_an_edit_is_not_undone_over_a_later_one() -> None:
    editor, party = make_editor(), make_party()
    first = edit(Party, party.pk, {"short_name": "North"}, editor=editor)
    edit(Party, party.pk, {"short_name": "N."}, editor=editor)
    outcome = undo(first.change, editor=editor)
    assert outcome.answer == Answer.REFUSED
    assert "short_name" in outcome.message


def test_edits_of_featured_terms_are_in_the_ledger_and_undone() -> None:
    editor, proposal, term = make_editor(), make_proposal(), make_term()
    outcome = edit(type(proposal), proposal.pk, {"featured_terms": [term]}, editor=editor)
    assert outcome.change.after == {"featured_terms": [term.pk]}
    undo(outcome.change, editor=editor)
    assert not proposal.featured_terms.exists()


def test_withholding_empties_text_and_quotes_and_keeps_their_hashes() -> None:
    chief, condition = make_editor("chief"), make_condition()
    citation = condition.citations.get()
    snapshot, digest = citation.snapshot, citation.quote_sha256
    assert withhold(snapshot, editor=make_editor("editor"), reason="Court order 1.").answer == Answer.REFUSED
    outcome = withhold(snapshot, editor=chief, reason="Court order 1.")
    assert outcome.is_done
    citation.refresh_from_db()
    snapshot.refresh_from_db()
    assert (citation.quote, citation.prefix, snapshot.text, citation.quote_sha256) == ("", "", "", digest)
    assert withhold(snapshot, editor=chief, reason="Again.").answer == Answer.ALREADY
    assert undo(outcome.change, editor=chief).answer == Answer.REFUSED
    assert SENTENCE not in str(Change.objects.values_list("before", "after"))


def test_a_contributor_publishes_nothing() -> None:
    contributor, condition, suggestion = make_editor("contributor"), make_condition(), make_suggestion()
    answers = [
        accept(suggestion, editor=contributor),
        fix_and_accept(suggestion, make_draft(), editor=contributor),
        attach(condition, (), editor=contributor),
        attach_suggestion(suggestion, condition, editor=contributor),
        supersede(condition, make_draft(stance="open"), editor=contributor),
        correct(condition, make_draft(stance="open"), editor=contributor, reason="r"),
        withdraw(condition, editor=contributor, reason="r"),
        reject(suggestion, editor=contributor, reason="r"),
        undo(Change.objects.get(), editor=contributor),
        withhold(suggestion.snapshot, editor=contributor, reason="r"),
        record_condition(make_draft(stance="open"), editor=contributor),
        edit(Party, None, {"slug": "x", "name": "X", "kind": "state"}, editor=contributor),
    ]
    assert {outcome.answer for outcome in answers} == {Answer.REFUSED}
    assert Change.objects.count() == 1


def test_a_quote_that_is_not_at_its_offsets_is_refused() -> None:
    snapshot = make_snapshot()
    strayed = CitationDraft(snapshot, 3, 3 + len(SENTENCE), SENTENCE)
    outcome = record_condition(make_draft(citations=(strayed,)), editor=make_editor())
    assert outcome.answer == Answer.REFUSED
    assert not Condition.objects.exists()


def test_an_undo_is_refused_when_a_later_act_rests_on_it() -> None:
    editor = make_editor()
    change = record_condition(make_draft(), editor=editor).change
    condition = Condition.objects.get()
    attached = attach(condition, (cite(make_snapshot()),), editor=editor)
    assert f"Change {attached.change.pk}" in undo(change, editor=editor).message
    undo(attached.change, editor=editor)
    newer = supersede(condition, make_draft(stance="accepts"), editor=editor)
    assert undo(change, editor=editor).answer == Answer.REFUSED
    undo(newer.change, editor=editor)
    assert undo(change, editor=editor).is_done


def test_a_waiting_suggestion_is_compared_again_when_the_record_changes() -> None:
    editor, suggestion = make_editor(), make_suggestion()
    contrary = record_condition(make_draft(stance="accepts"), editor=editor, again=True)
    assert fresh(suggestion).match == "contradicting"
    undo(contrary.change, editor=editor)
    assert fresh(suggestion).match == "new"


def test_a_failed_verb_leaves_nothing_behind() -> None:
    snapshot = make_snapshot()
    draft = make_draft(actors=(make_party("Marsh Front"),) * 2, citations=(cite(snapshot),))
    with pytest.raises(IntegrityError), transaction.atomic():
        record_condition(draft, editor=make_editor(name="doomed"))
    assert not Condition.objects.exists()
    assert not Change.objects.exists()
