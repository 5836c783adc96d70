"""Parties, people, terms, conflicts and proposals: no row is written past the verb *edit*."""

from typing import Any

import pytest

from tests.admin.desk import DeskClient, post_form, signed_in
from tests.factories import make_conflict, make_party, make_person, make_proposal, make_term
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

    def refusing(model: type, pk: int | None, values: object, *, editor: Editor, reason: str = "") -> Outcome:
        if model is PartyName:
            return refused("Another editor took this name a moment ago.")
        return edit(model, pk, values, editor=editor, reason=reason)

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
