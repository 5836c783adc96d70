"""Who may see and do what: anonymous, a staff account without a group, contributor, editor, chief, superuser."""

import pytest
from django.test import Client

from tests.admin.desk import signed_in
from tests.factories import make_condition, make_editor, make_person, make_proposal, make_suggestion
from tracker.models.article import Snapshot
from tracker.models.change import Change
from tracker.models.condition import Condition
from tracker.models.editor import Editor
from tracker.models.suggestion import Suggestion

pytestmark = pytest.mark.django_db

RECORDS = (
    "condition", "citation", "change", "changegroup", "statuschange", "involvement", "snapshot", "suggestion",
)  # fmt: skip
REFERENCE = (
    "conflict", "participation", "party", "partyname", "person", "role", "term", "termgroup", "proposal",
)  # fmt: skip


def the_world() -> Suggestion:
    """One of each record that pages are about."""
    make_condition()
    make_person()
    make_proposal()
    return make_suggestion()


def stranger() -> Client:
    """A staff account that belongs to no group."""
    editor = make_editor("contributor")
    editor.groups.clear()
    return signed_in(Editor.objects.get(pk=editor.pk))


def pages() -> list[str]:
    suggestion, condition = Suggestion.objects.get(), Condition.objects.get()
    tables = [f"/admin/tracker/{name}/" for name in (*RECORDS, *REFERENCE, "article")]
    return [
        *tables,
        "/admin/review/",
        f"/admin/review/{suggestion.pk}/",
        f"/admin/tracker/article/{suggestion.snapshot.article_id}/change/",
        "/admin/tracker/article/add/",
        f"/admin/tracker/condition/{condition.pk}/change/",
        f"/admin/tracker/citation/{condition.citations.get().pk}/change/",
        f"/admin/tracker/change/{Change.objects.get().pk}/change/",
        f"/admin/tracker/snapshot/{suggestion.snapshot_id}/change/",
        f"/admin/tracker/suggestion/{suggestion.pk}/change/",
        f"/admin/tracker/party/{condition.party_id}/change/",
    ]


def publishing_pages() -> list[str]:
    suggestion, condition = Suggestion.objects.get(), Condition.objects.get()
    return [
        f"/admin/review/record/{suggestion.snapshot_id}/",
        f"/admin/review/correct/condition/{condition.pk}/",
        f"/admin/review/attach/condition/{condition.pk}/",
    ]


def acts() -> list[tuple[str, dict[str, object]]]:
    """Every POST that changes something, with what it needs to succeed."""
    suggestion, condition = Suggestion.objects.get(), Condition.objects.get()
    return [
        (f"/admin/review/{suggestion.pk}/", {"do": "accept"}),
        (f"/admin/review/{suggestion.pk}/", {"because": "duplicate"}),
        (f"/admin/review/withdraw/condition/{condition.pk}/", {"reason": "r"}),
        (f"/admin/review/withhold/snapshot/{suggestion.snapshot_id}/", {"reason": "r", "is_sure": "1"}),
        (f"/admin/review/undo/{Change.objects.get().pk}/", {}),
        (f"/admin/review/correct/condition/{condition.pk}/", {"reason": "r"}),
        (f"/admin/review/attach/condition/{condition.pk}/", {"quote": "Northland"}),
        (f"/admin/review/record/{suggestion.snapshot_id}/", {}),
        ("/admin/tracker/party/add/", {"name": "X", "slug": "x", "kind": "state"}),
        (f"/admin/tracker/party/{condition.party_id}/change/", {"name": "X", "kind": "state"}),
    ]


def test_a_visitor_is_sent_to_the_sign_in_page_and_changes_nothing() -> None:
    the_world()
    client = Client()
    for url in [*pages(), *publishing_pages(), "/admin/"]:
        response = client.get(url)
        assert (response.status_code, response.headers["Location"][:13]) == (302, "/admin/login/"), url
    for url, posted in acts():
        assert client.post(url, posted).status_code == 302
    assert Change.objects.count() == 1


def test_a_staff_account_without_a_group_sees_nothing() -> None:
    the_world()
    client = stranger()
    assert client.get("/admin/").status_code == 200
    for url in [*pages(), *publishing_pages()]:
        assert client.get(url).status_code == 403, url
    for url, posted in acts():
        assert client.post(url, posted).status_code == 403, url
    assert Change.objects.count() == 1


@pytest.mark.parametrize("group", ["contributor", "editor", "chief"])
def test_every_member_opens_every_page(group: str) -> None:
    the_world()
    client = signed_in(group)
    for url in ["/admin/", "/admin/tracker/", *pages()]:
        assert client.get(url).status_code == 200, url


def test_a_contributor_sees_no_publishing_button_and_publishes_nothing() -> None:
    suggestion = the_world()
    client = signed_in("contributor")
    page = client.get(f"/admin/review/{suggestion.pk}/").content.decode()
    assert 'value="accept"' not in page
    assert "Deciding is for editors" in page
    for url in pages():
        text = client.get(url).content.decode()
        for word in ('value="Withdraw"', 'value="Withhold"', 'value="Undo"', 'name="_save"', "record by hand"):
            assert word not in text, (url, word)
    for url in publishing_pages():
        assert client.get(url).status_code == 403
    for url, posted in acts():
        response = client.post(url, posted)
        assert response.status_code == 403, url
    assert "may add articles but not publish" in client.post(f"/admin/review/{suggestion.pk}/").content.decode()
    assert Change.objects.count() == 1


def test_an_editor_does_all_but_withhold() -> None:
    suggestion = the_world()
    client = signed_in("editor")
    for url in publishing_pages():
        assert client.get(url).status_code == 200, url
    url = f"/admin/tracker/snapshot/{suggestion.snapshot_id}/change/"
    assert "Withhold it" not in client.get(url).content.decode()
    refused = client.post(f"/admin/review/withhold/snapshot/{suggestion.snapshot_id}/", {"reason": "r", "is_sure": "1"})
    assert refused.status_code == 403
    assert "ask a chief" in refused.content.decode()
    assert Snapshot.objects.filter(withheld_at=None).count() == 2


def test_a_chief_withholds_after_ticking_that_it_is_final() -> None:
    suggestion = the_world()
    client = signed_in("chief")
    screen = f"/admin/tracker/snapshot/{suggestion.snapshot_id}/change/"
    assert "Withhold it" in client.get(screen).content.decode()
    act = f"/admin/review/withhold/snapshot/{suggestion.snapshot_id}/"
    assert "Nothing was withheld" in client.post(act, {"reason": "r"}, follow=True).content.decode()
    assert "Say why" in client.post(act, {"reason": " ", "is_sure": "1"}, follow=True).content.decode()
    response = client.post(act, {"reason": "Court order 1.", "is_sure": "1"}, follow=True)
    assert response.redirect_chain == [(screen, 302)]
    assert Snapshot.objects.get(pk=suggestion.snapshot_id).text == ""


@pytest.mark.parametrize("group", ["contributor", "editor", "chief"])
def test_nobody_deletes_anything(group: str) -> None:
    the_world()
    client = signed_in(group)
    condition = Condition.objects.get()
    for name, pk in (("party", condition.party_id), ("condition", condition.pk), ("term", condition.term_id)):
        assert client.post(f"/admin/tracker/{name}/{pk}/delete/", {"post": "yes"}).status_code == 403
        page = client.get(f"/admin/tracker/{name}/").content.decode()
        assert "delete_selected" not in page
    assert Condition.objects.exists()


def test_only_superusers_manage_accounts_and_even_they_delete_none() -> None:
    for group in ("contributor", "editor", "chief"):
        assert signed_in(group).get("/admin/tracker/editor/").status_code == 403
    chief = make_editor("chief")
    Editor.objects.filter(pk=chief.pk).update(is_superuser=True)
    client = signed_in(Editor.objects.get(pk=chief.pk))
    assert client.get("/admin/tracker/editor/").status_code == 200
    new = {
        "username": "new", "desk_name": "Desk New", "usable_password": "true", "is_staff": "on",
        "password1": "a long enough passphrase", "password2": "a long enough passphrase",
    }  # fmt: skip
    response = client.post("/admin/tracker/editor/add/", new, follow=True)
    assert response.redirect_chain
    made = Editor.objects.get(username="new")
    assert made.desk_name == "Desk New"
    assert client.get(f"/admin/tracker/editor/{made.pk}/change/").status_code == 200
    assert client.post(f"/admin/tracker/editor/{made.pk}/delete/", {"post": "yes"}).status_code == 403


def test_every_verb_asks_for_the_forms_own_token() -> None:
    the_world()
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor("chief"))
    for url, posted in acts():
        assert client.post(url, posted).status_code == 403, url
    assert Change.objects.count() == 1
