"""The review queue: contradictions first, filters that keep their address, pages, and what the sign-in page says."""

import pytest
from django.test import Client

from tests.admin.desk import signed_in
from tests.factories import make_condition, make_editor, make_party, make_proposal, make_snapshot, make_suggestion
from tracker.models.suggestion import Suggestion
from tracker.review.accept import accept

pytestmark = pytest.mark.django_db


def listed(page: str) -> list[int]:
    """Numbers of the suggestions in the order of the page."""
    parts = page.split('href="/admin/review/')[1:]
    return [int(part.split("/")[0]) for part in parts if part[0].isdigit()]


def test_contradictions_come_first_and_decided_ones_not_at_all() -> None:
    condition = make_condition(stance="accepts")
    plain = make_suggestion(stance="open")
    contrary = make_suggestion(make_snapshot(), match="contradicting", held=condition)
    done = make_suggestion(make_snapshot(), stance="silent")
    accept(done, editor=make_editor())
    page = signed_in("contributor").get("/admin/review/").content.decode()
    assert listed(page) == [contrary.pk, plain.pk]
    assert "2 waiting</b>" in page
    assert "1 decided today" in page
    assert "contradicts what we hold: 1" in page


@pytest.mark.parametrize("name", ["proposal", "party", "article", "match", "tier"])
def test_each_filter_shows_only_what_it_says(name: str) -> None:
    wanted = make_suggestion(
        party=make_party("Marsh Front"), proposal=make_proposal("Other draft"), match="duplicate", tier="check"
    )
    make_suggestion(make_snapshot(), stance="open")
    values = {
        "proposal": wanted.proposal_id, "party": wanted.party_id, "article": wanted.snapshot.article_id,
        "match": "duplicate", "tier": "check",
    }  # fmt: skip
    page = signed_in("editor").get("/admin/review/", {name: values[name]}).content.decode()
    assert listed(page) == [wanted.pk]
    assert f"/admin/review/{wanted.pk}/?{name}={values[name]}" in page
    assert "1 waiting</b> under this filter" in page


def test_an_answer_that_is_not_understood_filters_nothing() -> None:
    make_suggestion()
    page = signed_in("editor").get("/admin/review/", {"party": "nobody", "page": "99"})
    assert page.status_code == 200
    assert len(listed(page.content.decode())) == 1


def test_the_list_has_pages() -> None:
    first = make_suggestion()
    rows = [Suggestion(**_copied(first, number)) for number in range(45)]
    Suggestion.objects.bulk_create(rows)
    client = signed_in("editor")
    assert len(listed(client.get("/admin/review/").content.decode())) == 40
    assert len(listed(client.get("/admin/review/?page=2").content.decode())) == 6


def _copied(suggestion: Suggestion, number: int) -> dict[str, object]:
    values = {field.attname: getattr(suggestion, field.attname) for field in suggestion._meta.concrete_fields}
    return {**values, "id": None, "fingerprint": f"copy-{number}"}


def test_an_empty_queue_shows_the_way_on() -> None:
    page = signed_in("contributor").get("/admin/review/").content.decode()
    assert "Nothing waits" in page
    assert "/admin/tracker/article/add/" in page


def test_the_front_page_says_how_much_waits() -> None:
    make_suggestion(match="contradicting")
    page = signed_in("editor").get("/admin/").content.decode()
    assert "1 suggestion to review" in page
    assert "1 of them against what we hold" in page


def test_only_the_desk_allows_nonces() -> None:
    desk = signed_in("editor").get("/admin/").headers["Content-Security-Policy"]
    assert "unsafe-inline" not in desk
    sign_in = Client().get("/admin/login/").headers["Content-Security-Policy"]
    assert "'nonce-" in sign_in
    assert "'nonce-" not in Client().get("/").headers["Content-Security-Policy"]


def test_somebody_locked_out_is_told_why_and_for_how_long(settings: object) -> None:
    settings.AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"  # type: ignore[attr-defined]
    editor = make_editor(name="desk-locked")
    client = Client()
    for _attempt in range(5):
        response = client.post("/admin/login/", {"username": editor.username, "password": "wrong"})
    assert response.status_code == 429
    page = response.content.decode()
    assert "was wrong 5 times" in page
    assert "60 minutes" in page
