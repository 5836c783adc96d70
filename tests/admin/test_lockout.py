"""Repeated wrong passwords lock out whoever typed them, and nobody else, also behind a proxy."""

import pytest
from django.test import Client

from tests.factories import make_editor
from tracker.models.editor import Editor

pytestmark = pytest.mark.django_db

PROXY = "192.0.2.1"
DESK, STRANGER = "198.51.100.7", "203.0.113.9"


@pytest.fixture
def editor() -> Editor:
    return make_editor(name="desk")


def sign_in(editor: Editor, password: str, *, client: str, claimed: str = "", proxy: str = PROXY) -> int:
    """What a client behind a proxy gets: the proxy puts the client's address after what the client itself sent."""
    forwarded = ", ".join(address for address in (claimed, client) if address)
    posted = {"username": editor.username, "password": password}
    return (
        Client(REMOTE_ADDR=proxy)
        .post("/admin/login/?next=/admin/review/", posted, headers={"X-Forwarded-For": forwarded})
        .status_code
    )


def test_of_two_clients_behind_one_proxy_only_the_one_that_failed_is_locked_out(
    editor: Editor, settings: object
) -> None:
    settings.PROXY_COUNT = 1
    answers = [sign_in(editor, "wrong", client=STRANGER) for _attempt in range(5)]
    assert answers[-1] == 429
    assert sign_in(editor, "a long enough passphrase", client=STRANGER) == 429
    assert sign_in(editor, "a long enough passphrase", client=DESK) == 302


def test_a_client_behind_a_proxy_cannot_choose_its_address(editor: Editor, settings: object) -> None:
    settings.PROXY_COUNT = 1
    answers = [
        sign_in(editor, "wrong", client=STRANGER, claimed=claimed)
        for claimed in (DESK, "198.51.100.1", f"{DESK}, {DESK}", "nonsense", "")
    ]
    assert answers[-1] == 429
    assert sign_in(editor, "a long enough passphrase", client=DESK) == 302


def test_with_two_proxies_the_first_of_ours_says_who_the_client_is(editor: Editor, settings: object) -> None:
    settings.PROXY_COUNT = 2
    for attempt in range(5):
        sign_in(editor, "wrong", client=f"{STRANGER}, 192.0.2.2", claimed=f"198.51.100.{attempt}")
    assert sign_in(editor, "a long enough passphrase", client=f"{STRANGER}, 192.0.2.2") == 429
    assert sign_in(editor, "a long enough passphrase", client=f"{DESK}, 192.0.2.2") == 302


def test_without_a_proxy_nobody_is_believed_about_an_address(editor: Editor) -> None:
    for attempt in range(5):
        sign_in(editor, "wrong", client=f"198.51.100.{attempt}", proxy=STRANGER)
    assert sign_in(editor, "a long enough passphrase", client=DESK, proxy=STRANGER) == 429
    assert sign_in(editor, "a long enough passphrase", client=DESK, proxy=DESK) == 302


@pytest.mark.parametrize("sent", ["", "unknown", "<b>"])
def test_a_proxy_that_names_no_address_is_taken_for_the_client(editor: Editor, settings: object, sent: str) -> None:
    settings.PROXY_COUNT = 1
    for _attempt in range(5):
        sign_in(editor, "wrong", client=sent, proxy=STRANGER)
    assert sign_in(editor, "a long enough passphrase", client=sent, proxy=STRANGER) == 429
    assert sign_in(editor, "a long enough passphrase", client=DESK, proxy=STRANGER) == 302
