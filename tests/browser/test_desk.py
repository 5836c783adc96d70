"""The review desk walked by keyboard in a real browser."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_editor
from tracker.models.condition import Condition
from tracker.models.suggestion import Suggestion


def sign_in(page: Page, site: str) -> None:
    make_editor(name="desk-one")
    page.goto(site + "/admin/login/?next=/admin/review/")
    page.get_by_label("Username").fill("desk-one")
    page.get_by_label("Password").fill("a long enough passphrase")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/login/" not in address)


@pytest.mark.usefixtures("queued")
def test_accept_reject_and_undo_cost_one_key_each(page: Page, live_server: LiveServer) -> None:
    sign_in(page, live_server.url)
    waiting = Suggestion.objects.waiting()
    right = next(
        each for each in waiting if each.match == "new" and each.party and each.conflict and each.kind == "position"
    )
    page.goto(f"{live_server.url}/admin/review/{right.pk}/")
    published = Condition.objects.published().count()

    with page.expect_navigation():
        page.keyboard.press("a")
    assert Condition.objects.published().count() == published + 1
    assert Suggestion.objects.get(pk=right.pk).state == "accepted"
    assert str(right.pk) not in page.url.rsplit("/review/", 1)[1]

    with page.expect_navigation():
        page.keyboard.press("u")
    assert Condition.objects.published().count() == published
    assert Suggestion.objects.get(pk=right.pk).state == "waiting"

    page.goto(f"{live_server.url}/admin/review/{right.pk}/")
    with page.expect_navigation():
        page.keyboard.press("4")
    assert Suggestion.objects.get(pk=right.pk).state == "rejected"
    assert page.console_errors == []


@pytest.mark.usefixtures("queued")
def test_keys_do_nothing_while_a_field_is_being_written(page: Page, live_server: LiveServer) -> None:
    sign_in(page, live_server.url)
    right = Suggestion.objects.waiting().first()
    page.goto(f"{live_server.url}/admin/review/{right.pk}/")
    field = page.locator("input[name=summary], input[name$=-summary]").first
    field.focus()
    page.keyboard.type("a4u")
    page.wait_for_timeout(300)
    assert field.input_value().endswith("a4u")
    assert Suggestion.objects.get(pk=right.pk).state == "waiting"


@pytest.mark.usefixtures("queued")
def test_the_admins_own_pages_keep_to_the_content_security_policy(page: Page, live_server: LiveServer) -> None:
    sign_in(page, live_server.url)
    party = "/admin/tracker/party/"
    for path in ("/admin/", party, party + "add/", "/admin/tracker/condition/", "/admin/tracker/article/add/"):
        assert page.goto(live_server.url + path).status == 200
    assert page.console_errors == []


@pytest.mark.usefixtures("queued")
def test_selected_words_open_an_entry_of_their_own(page: Page, live_server: LiveServer) -> None:
    sign_in(page, live_server.url)
    right = Suggestion.objects.waiting().first()
    page.goto(f"{live_server.url}/admin/review/{right.pk}/")
    words = page.evaluate(
        """() => {
            const line = document.querySelector(".pane.article .body p");
            const range = document.createRange();
            range.selectNodeContents(line);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return line.textContent;
        }"""
    )
    with page.expect_navigation():
        page.keyboard.press("n")
    assert page.get_by_label("The sentence, exactly as it stands").input_value() == words
    assert page.get_by_role("heading", name="Say what it says").is_visible()
    assert page.console_errors == []
