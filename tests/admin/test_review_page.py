"""The review page: every verb by plain POST, the next item at once, and the second editor is told."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from tests.admin.desk import DeskClient, post_form, signed_in
from tests.factories import (
    SENTENCE,
    make_condition,
    make_conflict,
    make_editor,
    make_party,
    make_proposal,
    make_snapshot,
    make_suggestion,
    make_term,
)
from tracker.models.change import Change
from tracker.models.condition import Condition
from tracker.models.suggestion import Suggestion, SuggestionState
from tracker.review.undo import can_be_undone
from tracker.review.withdraw import withdraw

pytestmark = pytest.mark.django_db


def review_url(suggestion: Suggestion, query: str = "") -> str:
    return f"/admin/review/{suggestion.pk}/{query}"


def decide(client: Client, suggestion: Suggestion, query: str = "", **posted: object) -> DeskClient:
    """Opens the page, changes nothing but what is named, and presses a button."""
    return post_form(client, review_url(suggestion, query), **posted)


def state_of(suggestion: Suggestion) -> str:
    return Suggestion.objects.get(pk=suggestion.pk).state


def test_the_sentence_is_marked_beside_what_we_hold() -> None:
    condition = make_condition(stance="accepts")
    suggestion = make_suggestion(match="contradicting", held=condition, why={"trigger": "rejects"})
    page = signed_in("editor").get(review_url(suggestion)).content.decode()
    assert '<mark class="now" id="now">Northland <u class="cue">rejects</u> any monitoring' in page
    assert f"/admin/tracker/condition/{condition.pk}/change/" in page
    assert "contradicts what we hold" in page


def test_accept_publishes_and_the_next_item_comes_at_once() -> None:
    first, second = make_suggestion(), make_suggestion(make_snapshot(), stance="open")
    response = decide(signed_in("editor"), first, do="accept")
    assert response.redirect_chain == [(review_url(second), 302)]
    assert Condition.objects.published().get().stance == "rejects"
    assert state_of(first) == SuggestionState.ACCEPTED
    assert "Published" in response.content.decode()


def test_a_changed_form_is_fixed_and_accepted() -> None:
    suggestion = make_suggestion()
    decide(signed_in("editor"), suggestion, do="accept", stance="under-review", value="no inspectors", amount="2.50")
    condition = Condition.objects.published().get()
    assert (condition.stance, condition.value, str(condition.amount)) == ("under-review", "no inspectors", "2.50")
    assert condition.citations.get().quote == SENTENCE
    assert state_of(suggestion) == SuggestionState.FIXED


def test_every_field_of_the_form_reaches_the_record() -> None:
    other = make_condition(stance="open")
    actor = make_party("Marsh Front")
    decide(
        signed_in("editor"), make_suggestion(make_snapshot()), do="accept", stance="drops", actors=[actor.pk],
        depends_on=str(other.pk), answers=str(other.pk), qualifier="only in winter", is_red_line="on",
        is_marked_contested="on", attribution="an envoy", summary="No monitors", unit="posts", amount="3",
        stated_precision="month", tense="now",
    )  # fmt: skip
    condition = Condition.objects.get(stance="drops")
    assert list(condition.actors.all()) == [actor]
    assert list(condition.depends_on.all()) == [other] == [condition.answers]
    assert (condition.qualifier, condition.attribution, condition.summary) == (
        "only in winter", "an envoy", "No monitors",
    )  # fmt: skip
    assert condition.is_red_line
    assert condition.is_marked_contested
    assert condition.stated_precision == "month"


def test_an_unknown_number_is_told_at_its_field_and_nothing_is_lost() -> None:
    suggestion = make_suggestion()
    response = decide(signed_in("editor"), suggestion, do="accept", depends_on="999", value="kept")
    page = response.content.decode()
    assert "Number 999 is not among the conditions we hold." in page
    assert 'value="kept"' in page
    assert not Condition.objects.exists()


def test_what_the_draft_lacks_is_told_and_the_page_stays() -> None:
    suggestion = make_suggestion(party=None, raw_party="the northerners")
    response = decide(signed_in("editor"), suggestion, do="accept")
    assert response.redirect_chain == []
    assert "“the northerners” is not among the parties" in response.content.decode()


def test_a_duplicate_asks_first_and_can_be_accepted_all_the_same() -> None:
    condition = make_condition()
    suggestion = make_suggestion(make_snapshot(), match="duplicate", held=condition)
    client = signed_in("editor")
    page = decide(client, suggestion, do="accept").content.decode()
    assert "attach this as another source?" in page
    assert "Accept all the same" in page
    assert Condition.objects.count() == 1
    decide(client, suggestion, do="confirm")
    assert Condition.objects.count() == 2


def test_another_source_is_attached_to_the_one_it_was_matched_with() -> None:
    condition = make_condition()
    suggestion = make_suggestion(make_snapshot(), match="duplicate", held=condition)
    decide(signed_in("editor"), suggestion, do="attach")
    assert condition.citations.live().count() == 2
    assert state_of(suggestion) == SuggestionState.ATTACHED


def test_the_party_moved_supersedes_the_chosen_condition() -> None:
    old = make_condition(stance="accepts")
    suggestion = make_suggestion(make_snapshot())
    decide(signed_in("editor"), suggestion, do="supersede", target=old.pk)
    assert Condition.objects.get(supersedes=old).stance == "rejects"
    assert Condition.objects.published().count() == 2


def test_we_were_wrong_needs_a_reason_and_then_corrects() -> None:
    old = make_condition(stance="accepts")
    suggestion = make_suggestion(make_snapshot())
    client = signed_in("editor")
    assert "Say what was wrong" in decide(client, suggestion, do="correct", target=old.pk).content.decode()
    decide(client, suggestion, do="correct", target=old.pk, reason="Misread the envoy.")
    old.refresh_from_db()
    assert old.retired_reason == "Misread the envoy."
    assert state_of(suggestion) == SuggestionState.CORRECTED


def test_rejecting_takes_one_press_with_a_preset_reason_or_one_in_words() -> None:
    first, second = make_suggestion(), make_suggestion(make_snapshot())
    client = signed_in("editor")
    decide(client, first, because="not a position")
    decide(client, second, do="reject", reason="It is a headline.")
    assert [change.reason for change in Change.objects.order_by("id")] == ["not a position", "It is a headline."]
    assert not Suggestion.objects.waiting().exists()


def test_return_in_a_field_looks_again_and_publishes_nothing() -> None:
    make_condition(term=make_term("withdrawal"), stance="offers")
    suggestion = make_suggestion()
    response = decide(signed_in("editor"), suggestion, do="look", term=make_term("withdrawal").pk)
    assert "offers</span>" in response.content.decode()
    assert Condition.objects.count() == 1
    assert state_of(suggestion) == SuggestionState.WAITING


def test_undo_walks_back_and_opens_the_suggestion_again() -> None:
    suggestion = make_suggestion()
    client = signed_in("editor")
    decide(client, suggestion, because="duplicate")
    response = client.post(f"/admin/review/undo/{Change.objects.get().pk}/", follow=True)
    assert response.redirect_chain == [(review_url(suggestion), 302)]
    assert state_of(suggestion) == SuggestionState.WAITING


def test_what_the_key_undoes_is_whatever_the_verb_can_undo() -> None:
    """A rejection is offered; what has no inverse, such as an undo, is passed over."""
    first, second = make_suggestion(), make_suggestion(make_snapshot(), stance="open")
    client = signed_in("editor")
    decide(client, first, do="accept")
    decide(client, second, because="duplicate")
    accepted, rejected = Change.objects.order_by("id")
    assert can_be_undone(accepted)
    assert can_be_undone(rejected)
    for change in (rejected, accepted):
        assert f"/admin/review/undo/{change.pk}/" in client.get("/admin/review/").content.decode()
        client.post(f"/admin/review/undo/{change.pk}/")
    assert not can_be_undone(Change.objects.first())
    assert "/admin/review/undo/" not in client.get("/admin/review/").content.decode()


def test_the_second_editor_is_told_who_was_first() -> None:
    suggestion, waiting = make_suggestion(), make_suggestion(make_snapshot(), stance="open")
    first = make_editor(name="Desk One")
    fields = signed_in("editor").form_of(review_url(suggestion))
    assert decide(signed_in(first), suggestion, do="accept")
    late = signed_in("editor").post(review_url(suggestion), {**fields, "do": "accept"}, follow=True)
    assert late.redirect_chain == [(review_url(waiting), 302)]
    assert "This was accepted by Desk One" in str([*get_messages(late.wsgi_request)]) + late.content.decode()
    refused = signed_in("editor").post(review_url(suggestion), {**fields, "because": "duplicate"}, follow=True)
    assert "Nothing was done: this was accepted by Desk One" in refused.content.decode()
    assert Condition.objects.count() == 1


def test_the_filter_stays_when_an_item_is_decided() -> None:
    party = make_party("Marsh Front")
    make_suggestion(stance="open")
    first = make_suggestion(make_snapshot(), party=party)
    second = make_suggestion(make_snapshot(), party=party, stance="open")
    response = decide(signed_in("editor"), first, f"?party={party.pk}", because="duplicate")
    assert response.redirect_chain == [(review_url(second, f"?party={party.pk}"), 302)]


def test_a_decided_suggestion_says_what_became_of_it() -> None:
    suggestion = make_suggestion()
    client = signed_in(make_editor(name="Desk One"))
    decide(client, suggestion, do="accept")
    page = client.get(review_url(suggestion)).content.decode()
    assert "Accepted by Desk One" in page
    assert 'value="accept"' not in page


def test_a_withheld_text_is_not_shown() -> None:
    suggestion = make_suggestion()
    type(suggestion.snapshot).objects.filter(pk=suggestion.snapshot_id).update(
        text="", withheld_at=suggestion.made_at, withheld_reason="Court order 1."
    )
    page = signed_in("editor").get(review_url(suggestion)).content.decode()
    assert "Court order 1." in page
    assert SENTENCE not in page


def test_what_is_held_in_another_conflict_is_neither_offered_nor_accepted_as_a_target() -> None:
    elsewhere = make_condition(conflict=make_conflict("Lake war"), proposal=None, stance="accepts")
    suggestion = make_suggestion(make_snapshot(), held=elsewhere, match="contradicting")
    client = signed_in("editor")
    assert f'id="target_{elsewhere.pk}"' not in client.get(review_url(suggestion)).content.decode()
    for verb in ("attach", "supersede", "correct"):
        page = decide(client, suggestion, do=verb, target=elsewhere.pk, reason="Misread.").content.decode()
        assert f"Number {elsewhere.pk} is about another conflict" in page
    assert Change.objects.count() == 1
    assert state_of(suggestion) == SuggestionState.WAITING


def test_what_was_retired_is_not_accepted_as_a_target() -> None:
    old = make_condition(stance="accepts")
    withdraw(old, editor=make_editor(), reason="Misread.")
    page = decide(signed_in("editor"), make_suggestion(make_snapshot()), do="attach", target=old.pk).content.decode()
    assert "was retired" in page


def test_a_number_that_is_none_of_ours_is_no_target() -> None:
    suggestion = make_suggestion()
    client = signed_in("editor")
    for number in ("999", "9" * 40, "²", "x"):
        assert "Choose which" in decide(client, suggestion, do="attach", target=number).content.decode()


def test_what_is_held_in_another_proposal_is_offered_but_not_chosen_beforehand() -> None:
    other = make_condition(proposal=make_proposal("Winter truce"), stance="accepts")
    suggestion = make_suggestion(make_snapshot())
    client = signed_in("editor")
    page = client.get(review_url(suggestion)).content.decode()
    assert f'id="target_{other.pk}"' in page
    assert "target" not in client.form_of(review_url(suggestion))
    same = make_condition(stance="accepts")
    assert client.form_of(review_url(suggestion))["target"] == [str(same.pk)]


def test_why_it_is_suggested_reads_as_words() -> None:
    suggestion = make_suggestion(
        rule="verb:rejects", score=0.35, tier="check",
        why={"rule": "verb:rejects", "trigger": "rejects", "holder": "it → name"},
    )  # fmt: skip
    page = signed_in("editor").get(review_url(suggestion)).content.decode()
    assert "trigger “rejects”; holder found through “it”, by name; score 0.35, to check" in page
    assert "verb:rejects" not in page


def test_everything_that_was_noticed_is_told() -> None:
    suggestion = make_suggestion(why={"trigger": "rejects", "flag": ["until", "holder it"]})
    page = signed_in("editor").get(review_url(suggestion)).content.decode()
    assert "trigger “rejects”; noticed “until”, “it”; score" in page


def test_an_unknown_stance_breaks_nothing() -> None:
    response = decide(signed_in("editor"), make_suggestion(), do="look", stance="nonsense")
    assert response.status_code == 200
