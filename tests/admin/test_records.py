"""Buttons of record screens: withdraw, correct, attach another source, withhold a quote."""

import pytest

from tests.admin.desk import post_form, signed_in
from tests.factories import DAY, SENTENCE, cite, make_condition, make_editor, make_party, make_proposal, make_snapshot
from tracker.models.citation import Citation
from tracker.models.condition import Condition
from tracker.models.involvement import Involvement
from tracker.models.status import StatusChange
from tracker.review.draft import InvolvementDraft, StatusDraft
from tracker.review.record import record_involvement, record_status

pytestmark = pytest.mark.django_db


def screen(condition: Condition) -> str:
    return f"/admin/tracker/condition/{condition.pk}/change/"


def make_status() -> StatusChange:
    snapshot = make_snapshot()
    draft = StatusDraft(
        proposal=make_proposal(), status="tabled", effective_on=DAY, stated_on=DAY, citations=(cite(snapshot),)
    )
    outcome = record_status(draft, editor=make_editor())
    return outcome.record


def test_withdrawing_asks_for_a_reason_and_says_it_on_the_screen() -> None:
    condition = make_condition()
    client = signed_in("editor")
    url = f"/admin/review/withdraw/condition/{condition.pk}/"
    assert "Say why" in client.post(url, {"reason": " "}, follow=True).content.decode()
    page = client.post(url, {"reason": "Said of another war."}, follow=True)
    assert page.redirect_chain == [(screen(condition), 302)]
    assert "Said of another war." in page.content.decode()
    again = client.post(url, {"reason": "Again."}, follow=True).content.decode()
    assert "is retired already" in again
    assert not Condition.objects.published().exists()


def test_a_status_and_an_involvement_are_withdrawn_too() -> None:
    status = make_status()
    part = InvolvementDraft(
        proposal=make_proposal(), party=make_party("Hill League"), part="host", citations=(cite(make_snapshot()),)
    )
    record_involvement(part, editor=make_editor())
    client = signed_in("editor")
    client.post(f"/admin/review/withdraw/status-change/{status.pk}/", {"reason": "Wrong day."})
    client.post(f"/admin/review/withdraw/involvement/{Involvement.objects.get().pk}/", {"reason": "Only a guest."})
    assert not StatusChange.objects.published().exists()
    assert not Involvement.objects.published().exists()
    assert client.post("/admin/review/withdraw/party/1/", {"reason": "r"}).status_code == 404


def test_a_correction_starts_from_the_entry_and_keeps_its_sentences() -> None:
    condition = make_condition(value="ten posts", actors=(make_party("Marsh Front"),))
    client = signed_in("editor")
    url = f"/admin/review/correct/condition/{condition.pk}/"
    assert '<mark class="now" id="now">' in client.get(url).content.decode()
    response = post_form(client, url, stance="open", reason="The envoy said open.")
    better = Condition.objects.published().get()
    assert response.redirect_chain == [(screen(better), 302)]
    assert (better.stance, better.value, better.citations.get().quote) == ("open", "ten posts", SENTENCE)
    assert [actor.name for actor in better.actors.all()] == ["Marsh Front"]
    condition.refresh_from_db()
    assert (condition.corrected_by, condition.retired_reason) == (better, "The envoy said open.")


def test_a_correction_without_a_reason_is_refused_and_nothing_is_lost() -> None:
    condition = make_condition()
    page = post_form(signed_in("editor"), f"/admin/review/correct/condition/{condition.pk}/", value="kept").content
    assert "Say what was wrong" in page.decode()
    assert 'value="kept"' in page.decode()


def test_a_correction_may_rest_on_another_sentence_of_the_text() -> None:
    condition = make_condition()
    url = f"/admin/review/correct/condition/{condition.pk}/"
    client = signed_in("editor")
    strayed = post_form(client, url, reason="r", quote="No such words here.")
    assert "not in the texts this entry rests on" in strayed.content.decode()
    post_form(client, url, reason="Wrong sentence.", quote="Such a condition was put to Northland before.")
    citation = Condition.objects.published().get().citations.get()
    assert citation.quote == "Such a condition was put to Northland before."


def test_a_status_is_corrected() -> None:
    status = make_status()
    post_form(
        signed_in("editor"), f"/admin/review/correct/status-change/{status.pk}/", status="floated", reason="Not yet."
    )
    assert StatusChange.objects.published().get().status == "floated"


def test_another_source_is_found_by_its_sentence() -> None:
    condition = make_condition()
    make_snapshot("Synthetic. Northland has turned the river truce’s monitors away, an envoy says.", title="Other")
    client = signed_in("editor")
    url = f"/admin/review/attach/condition/{condition.pk}/"
    quote = "Northland has turned the river truce’s monitors away"
    assert "Other" in client.get(url, {"quote": quote}).content.decode()
    assert "No text of ours" in client.get(url, {"quote": "never said"}).content.decode()
    response = client.post(url, {"quote": quote}, follow=True)
    assert response.redirect_chain == [(screen(condition), 302)]
    assert condition.citations.count() == 2


def test_a_sentence_that_stands_in_two_texts_asks_which() -> None:
    condition = make_condition()
    wanted = make_snapshot()
    client = signed_in("editor")
    url = f"/admin/review/attach/condition/{condition.pk}/"
    assert "choose one" in client.post(url, {"quote": SENTENCE}).content.decode()
    start = wanted.text.index(SENTENCE)
    client.post(url, {"quote": SENTENCE, "place": f"{wanted.pk}-{start}-{start + len(SENTENCE)}"})
    assert condition.citations.filter(snapshot=wanted).exists()


def test_a_nul_in_what_was_typed_breaks_nothing() -> None:
    condition = make_condition()
    client = signed_in("editor")
    url = f"/admin/review/attach/condition/{condition.pk}/"
    assert client.get(url, {"quote": "never\0said"}).status_code == 200
    client.post(f"/admin/review/withdraw/condition/{condition.pk}/", {"reason": "Said of\0 another war."})
    condition.refresh_from_db()
    assert condition.retired_reason == "Said of another war."


def test_the_record_is_read_as_a_sentence_with_its_actors() -> None:
    condition = make_condition(actors=(make_party("Marsh Front"),))
    page = signed_in("contributor").get(screen(condition)).content.decode()
    assert "Northland rejects monitoring in the River truce" in page
    assert "Marsh Front" in page


def test_a_quote_alone_is_withheld() -> None:
    citation = make_condition().citations.get()
    signed_in("chief").post(
        f"/admin/review/withhold/citation/{citation.pk}/", {"reason": "Rights holder.", "is_sure": "1"}
    )
    assert Citation.objects.get().quote == ""
