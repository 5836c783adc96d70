"""Records made by hand: the exact sentence first, then what it says."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from tests.admin.desk import post_form, signed_in
from tests.factories import SENTENCE, TEXT, make_editor, make_party, make_proposal, make_snapshot, make_term
from tracker.models.condition import Condition
from tracker.models.involvement import Involvement
from tracker.models.status import StatusChange
from tracker.models.unclaimed import UnclaimedSentence
from tracker.review.withdraw import withdraw

pytestmark = pytest.mark.django_db


def hand_url(snapshot_id: int, **asked: str) -> str:
    return f"/admin/review/record/{snapshot_id}/?{urlencode(asked)}"


def fields() -> dict[str, object]:
    proposal = make_proposal()
    return {
        "party": make_party().pk, "stance": "rejects", "term": make_term().pk, "proposal": proposal.pk,
        "conflict": proposal.conflict_id,
    }  # fmt: skip


def test_a_condition_is_recorded_from_a_pasted_sentence() -> None:
    snapshot = make_snapshot()
    client = signed_in("editor")
    assert "Mark the sentence" in client.get(hand_url(snapshot.pk)).content.decode()
    post_form(client, hand_url(snapshot.pk, quote=f"  {SENTENCE} "), **fields(), reason="Seen by eye.")
    condition = Condition.objects.published().get()
    assert (condition.stance, condition.citations.get().quote) == ("rejects", SENTENCE)


def test_a_sentence_that_is_not_there_is_refused_and_kept() -> None:
    snapshot = make_snapshot()
    page = signed_in("editor").get(hand_url(snapshot.pk, quote="Never said by anybody.")).content.decode()
    assert "This sentence is not in the text." in page
    assert 'value="Never said by anybody."' in page


def test_line_breaks_inside_a_pasted_sentence_do_not_matter() -> None:
    snapshot = make_snapshot(TEXT.replace("its government", "its\ngovernment"))
    post_form(signed_in("editor"), hand_url(snapshot.pk, quote=SENTENCE), **fields())
    assert Condition.objects.get().citations.get().quote == SENTENCE.replace("its government", "its\ngovernment")


def test_a_sentence_that_stands_there_twice_asks_which() -> None:
    snapshot = make_snapshot(f"{TEXT}\nSaid again: {SENTENCE}")
    client = signed_in("editor")
    page = client.get(hand_url(snapshot.pk, quote=SENTENCE)).content.decode()
    assert "It stands there 2 times: which one?" in page
    start = snapshot.text.rindex(SENTENCE)
    place = f"{snapshot.pk}-{start}-{start + len(SENTENCE)}"
    post_form(client, hand_url(snapshot.pk, quote=SENTENCE, place=place), **fields())
    assert Condition.objects.get().citations.get().start == start


def test_the_context_sentence_is_cited_beside_the_evidence() -> None:
    snapshot = make_snapshot()
    quote, context = "No sane person would agree to such a condition", "Such a condition was put to Northland before."
    post_form(signed_in("editor"), hand_url(snapshot.pk, quote=quote, context=context), **fields())
    roles = {citation.role: citation.quote for citation in Condition.objects.get().citations.all()}
    assert roles == {"evidence": quote, "context": context}


def test_what_was_retired_in_the_same_words_asks_first() -> None:
    snapshot = make_snapshot()
    client = signed_in("editor")
    url, posted = hand_url(snapshot.pk, quote=SENTENCE), fields()
    post_form(client, url, **posted)
    assert withdraw(Condition.objects.get(), editor=make_editor(), reason="Said of another war.").is_done
    assert "Said of another war. Record it all the same?" in post_form(client, url, **posted).content.decode()
    post_form(client, url, **posted, do="again")
    assert Condition.objects.published().count() == 1


def test_a_status_and_an_involvement_are_recorded() -> None:
    snapshot, proposal = make_snapshot(), make_proposal()
    client = signed_in("editor")
    post_form(client, hand_url(snapshot.pk, quote=SENTENCE, what="status"), proposal=proposal.pk, status="tabled")
    post_form(
        client, hand_url(snapshot.pk, quote=SENTENCE, what="involvement"), proposal=proposal.pk,
        party=make_party("Hill League").pk, part="host",
    )  # fmt: skip
    assert StatusChange.objects.published().get().status == "tabled"
    assert Involvement.objects.published().get().part == "host"


def test_nothing_is_cited_from_a_withheld_text() -> None:
    snapshot = make_snapshot()
    type(snapshot).objects.filter(pk=snapshot.pk).update(
        text="", withheld_at=snapshot.taken_at, withheld_reason="Court order 1."
    )
    page = signed_in("editor").get(hand_url(snapshot.pk, quote=SENTENCE)).content.decode()
    assert "This text is withheld" in page


def test_a_sentence_without_a_suggestion_is_marked_and_leads_to_its_entry() -> None:
    snapshot = make_snapshot()
    start = snapshot.text.index(SENTENCE)
    UnclaimedSentence.objects.create(
        snapshot=snapshot, start=start, end=start + len(SENTENCE), score=0.1, made_at=timezone.now()
    )
    client = signed_in("editor")
    page = client.get(f"/admin/tracker/article/{snapshot.article_id}/change/").content.decode()
    assert "1 more sentence looks relevant" in page
    address = re.search(r'<a class="sug look" href="([^"]+)"', page)
    assert address is not None
    assert "Say what it says" in client.get(unescape(address.group(1))).content.decode()


def test_a_contributor_sees_the_mark_without_a_way_to_publish() -> None:
    snapshot = make_snapshot()
    UnclaimedSentence.objects.create(snapshot=snapshot, start=0, end=5, score=0.1, made_at=timezone.now())
    page = signed_in("contributor").get(f"/admin/tracker/article/{snapshot.article_id}/change/").content.decode()
    assert '<span class="sug look">' in page
    assert '<a class="sug look"' not in page
