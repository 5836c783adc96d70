"""Parties, people, terms, conflicts and proposals: no row is written past the verb *edit*."""

from typing import Any

import pytest

from tests.admin.desk import DeskClient, form_in, post_form, signed_in
from tests.factories import make_conflict, make_editor, make_party, make_person, make_proposal, make_term
from tracker.models.change import Change, Verb
from tracker.models.conflict import Conflict
from tracker.models.editor import Editor
from tracker.models.party import Party, PartyName
from tracker.models.person import Person, Role
from tracker.models.proposal import Proposal
from tracker.review.edit import edit
from tracker.review.outcome import Outcome, refused

pytestmark = pytest.mark.django_db

NO_NAMES = {"names-TOTAL_FORMS": "0", "names-INITIAL_FORMS": "0"}
PARTY = {"name": "Hill League", "slug": "hill-league", "kind": "armed-group", "is_active": "on", **NO_NAMES}


def save(client: DeskClient, url: str, **changed: Any) -> Any:
    return post_form(client, url, _save="Save", **changed)


def test_a_new_party_with_its_names_is_in_the_ledger() -> None:
    names = {
        "names-TOTAL_FORMS": "1", "names-INITIAL_FORMS": "0", "names-0-text": "the leaguers",
        "names-0-kind": "alias", "names-0-is_active": "on",
    }  # fmt: skip
    client = signed_in("editor")
    response = client.post("/admin/tracker/party/add/", {**PARTY, **names, "reason": "New to the war."}, follow=True)
    assert "was added successfully" in response.content.decode()
    party = Party.objects.get(slug="hill-league")
    assert party.names.get().text == "the leaguers"
    written = Change.objects.order_by("id").values_list("verb", "record_kind", "record_id", "reason")
    assert list(written) == [
        (Verb.CREATE, "party", party.pk, "New to the war."),
        (Verb.CREATE, "party-name", party.names.get().pk, "New to the war."),
    ]


def test_a_record_added_from_another_form_is_in_the_ledger_too() -> None:
    response = signed_in("editor").post("/admin/tracker/party/add/?_popup=1", {**PARTY, "_popup": "1"})
    assert response.status_code == 200
    assert str(Party.objects.get(slug="hill-league").pk) in response.context_data["popup_response_data"]
    assert Change.objects.get().verb == Verb.CREATE


def test_only_what_was_changed_is_written_down() -> None:
    party = make_party()
    save(signed_in("editor"), f"/admin/tracker/party/{party.pk}/change/", short_name="North")
    change = Change.objects.get()
    assert (change.verb, change.before, change.after) == (Verb.EDIT, {"short_name": ""}, {"short_name": "North"})


def test_saving_without_a_change_writes_nothing() -> None:
    party = make_party()
    save(signed_in("editor"), f"/admin/tracker/party/{party.pk}/change/")
    assert not Change.objects.exists()


def test_an_inline_name_is_changed_through_the_ledger_too() -> None:
    party = make_party()
    name = PartyName.objects.create(party=party, text="northerners", kind="demonym")
    client = signed_in("editor")
    save(client, f"/admin/tracker/party/{party.pk}/change/", **{"names-0-text": "Northlanders"})
    change = Change.objects.get()
    assert (change.record_kind, change.record_id) == ("party-name", name.pk)
    assert change.after == {"text": "Northlanders"}


def test_featured_terms_and_linked_conflicts_go_along() -> None:
    proposal, term, other = make_proposal(), make_term(), make_conflict("Lake war")
    client = signed_in("editor")
    save(client, f"/admin/tracker/proposal/{proposal.pk}/change/", featured_terms=[term.pk])
    save(client, f"/admin/tracker/conflict/{proposal.conflict_id}/change/", linked_to=[other.pk], keywords="river\nell")
    assert list(Proposal.objects.get().featured_terms.all()) == [term]
    assert Conflict.objects.get(pk=proposal.conflict_id).keywords == ["river", "ell"]
    assert [change.after for change in Change.objects.order_by("id")] == [
        {"featured_terms": [term.pk]},
        {"keywords": ["river", "ell"], "linked_to": [other.pk]},
    ]


def test_a_person_with_a_role_and_other_spellings() -> None:
    role = make_person()
    url = f"/admin/tracker/person/{role.person_id}/change/"
    save(signed_in("editor"), url, other_names="A. Orlov\nAda Orlowa", **{"roles-0-office": "envoy"})
    assert Person.objects.get().other_names == ["A. Orlov", "Ada Orlowa"]
    assert Role.objects.get().office == "envoy"
    assert Change.objects.count() == 2


def test_the_slug_is_set_once() -> None:
    party = make_party()
    client = signed_in("editor")
    url = f"/admin/tracker/party/{party.pk}/change/"
    assert 'name="slug"' not in client.get(url).content.decode()
    save(client, url, slug="other")
    assert Party.objects.get().slug == "northland"


def test_a_refusal_is_shown_and_nothing_is_lost_or_half_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """The verb refuses the second row of a page: the first is taken back with it."""

    def refusing(model: type, pk: int | None, values: dict[str, object], *, editor: Editor, **more: Any) -> Outcome:
        if model is PartyName:
            return refused("Another editor took this name a moment ago.")
        return edit(model, pk, values, editor=editor, **more)

    monkeypatch.setattr("tracker.admin.reference.edit", refusing)
    names = {
        "names-TOTAL_FORMS": "1",
        "names-INITIAL_FORMS": "0",
        "names-0-text": "the leaguers",
        "names-0-kind": "alias",
    }
    page = signed_in("editor").post("/admin/tracker/party/add/", {**PARTY, **names}).content.decode()
    assert "Another editor took this name a moment ago." in page
    assert 'value="Hill League"' in page
    assert 'value="the leaguers"' in page
    assert not Party.objects.exists()
    assert not Change.objects.exists()


def test_what_the_form_finds_wrong_is_told_at_the_field() -> None:
    make_party()
    page = signed_in("editor").post("/admin/tracker/party/add/", {**PARTY, "name": "Northland"}).content.decode()
    assert "Party with this Name already exists." in page
    assert not Change.objects.exists()


def test_the_history_of_a_record_is_its_ledger() -> None:
    party = make_party()
    client = signed_in("editor")
    save(client, f"/admin/tracker/party/{party.pk}/change/", short_name="North")
    response = client.get(f"/admin/tracker/party/{party.pk}/history/", follow=True)
    assert response.status_code == 200
    assert "1 change" in response.content.decode()
    assert client.get(f"/admin/tracker/change/{Change.objects.get().pk}/history/").status_code == 404


def test_an_edit_is_undone_from_the_ledgers_own_screen() -> None:
    party = make_party()
    client = signed_in("editor")
    save(client, f"/admin/tracker/party/{party.pk}/change/", short_name="North")
    change = Change.objects.get()
    screen = f"/admin/tracker/change/{change.pk}/change/"
    assert "Undo it" in client.get(screen).content.decode()
    response = client.post(f"/admin/review/undo/{change.pk}/", {"from": "ledger", "reason": "Not used."}, follow=True)
    assert response.redirect_chain == [(screen, 302)]
    assert "Undone by" in response.content.decode()
    assert Party.objects.get().short_name == ""


def test_a_stale_form_takes_nothing_back_that_another_editor_saved() -> None:
    """Two editors change different fields of one page: both stay."""
    term, proposal = make_term(), make_proposal()
    url = f"/admin/tracker/proposal/{proposal.pk}/change/"
    late = signed_in("editor")
    stale = late.form_of(url)
    save(signed_in("editor"), url, summary="Guns silent.", featured_terms=[term.pk], visibility="leaked")
    late.post(url, {**stale, "short_name": "River", "_save": "Save"}, follow=True)
    proposal.refresh_from_db()
    assert (proposal.short_name, proposal.summary, proposal.visibility) == ("River", "Guns silent.", "leaked")
    assert list(proposal.featured_terms.all()) == [term]
    assert Change.objects.first().after == {"short_name": "River"}


def test_a_clash_is_told_with_everything_as_typed_and_saving_again_goes_through() -> None:
    proposal = make_proposal()
    url = f"/admin/tracker/proposal/{proposal.pk}/change/"
    late = signed_in("editor")
    stale = late.form_of(url)
    save(signed_in(make_editor(name="Desk Two")), url, summary="Guns silent.", short_name="Ell")
    response = late.post(url, {**stale, "summary": "Both sides stop firing.", "_save": "Save"})
    page = response.content.decode()
    assert "Desk Two changed summary" in page
    assert "“Guns silent.”" in page
    assert "Both sides stop firing.</textarea>" in page
    shown = form_in(page)
    assert shown["short_name"] == ["Ell"]
    late.post(url, {**shown, "_save": "Save"}, follow=True)
    proposal.refresh_from_db()
    assert (proposal.summary, proposal.short_name) == ("Both sides stop firing.", "Ell")
    assert Change.objects.first().before == {"summary": "Guns silent."}


def test_a_mistake_shown_again_does_not_hide_a_clash() -> None:
    proposal = make_proposal()
    url = f"/admin/tracker/proposal/{proposal.pk}/change/"
    late = signed_in("editor")
    stale = late.form_of(url)
    save(signed_in(make_editor(name="Desk Two")), url, summary="Guns silent.")
    shown = form_in(late.post(url, {**stale, "summary": "Mine.", "name": "", "_save": "Save"}).content.decode())
    page = late.post(url, {**shown, "name": "River truce", "_save": "Save"}).content.decode()
    assert "Desk Two changed summary" in page
    assert Proposal.objects.get().summary == "Guns silent."


def test_clashes_in_several_rows_of_a_page_are_told_together() -> None:
    party = make_party()
    for text in ("northerners", "the north"):
        PartyName.objects.create(party=party, text=text, kind="demonym")
    url = f"/admin/tracker/party/{party.pk}/change/"
    late = signed_in("editor")
    stale = late.form_of(url)
    save(signed_in("editor"), url, **{"names-0-text": "Northlanders", "names-1-text": "North"})
    mine = {"names-0-text": "Northmen", "names-1-text": "Far north", "names-1-is_case_sensitive": "on"}
    page = late.post(url, {**stale, **mine, "_save": "Save"}).content.decode()
    assert "“Northlanders”" in page
    assert "“North”" in page
    assert set(party.names.values_list("text", flat=True)) == {"Northlanders", "North"}
    assert set(form_in(page)["names-0-text"] + form_in(page)["names-1-text"]) == {"Northmen", "Far north"}
    late.post(url, {**form_in(page), "_save": "Save"}, follow=True)
    assert set(party.names.values_list("text", flat=True)) == {"Northmen", "Far north"}


def test_a_stale_row_of_a_page_is_left_as_another_editor_saved_it() -> None:
    role = make_person()
    url = f"/admin/tracker/person/{role.person_id}/change/"
    late = signed_in("editor")
    stale = late.form_of(url)
    save(signed_in("editor"), url, **{"roles-0-starts_on": "2030-01-02", "roles-0-speaks_for_party": ""})
    late.post(url, {**stale, "roles-0-office": "envoy", "other_names": "A. Orlov", "_save": "Save"}, follow=True)
    role.refresh_from_db()
    assert (role.office, str(role.starts_on), role.speaks_for_party) == ("envoy", "2030-01-02", False)


def test_what_a_row_is_about_is_not_offered_for_change() -> None:
    role = make_person()
    client = signed_in("editor")
    assert 'name="party"' not in client.get(f"/admin/tracker/role/{role.pk}/change/").content.decode()
    assert 'name="party"' in client.get("/admin/tracker/role/add/").content.decode()
    url = f"/admin/tracker/person/{role.person_id}/change/"
    page = save(client, url, **{"roles-0-party": make_party("Hill League").pk}).content.decode()
    assert "make a new one" in page
    assert Role.objects.get().party == role.party
