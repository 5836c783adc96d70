"""The ledger can be checked by anybody, and tells what was tampered with."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.factories import make_condition, make_editor
from tracker.models.change import GENESIS_HASH, Change
from tracker.models.triggers import remove_triggers

pytestmark = pytest.mark.django_db


def test_changes_form_a_chain_from_the_first() -> None:
    editor = make_editor()
    for stance in ("rejects", "open", "accepts"):
        make_condition(editor, stance=stance)
    first, second, third = Change.objects.order_by("id")
    assert (first.previous_hash, second.previous_hash, third.previous_hash) == (GENESIS_HASH, first.hash, second.hash)
    call_command("verify_record")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE tracker_change SET reason = 'x' WHERE id = 2", "Change 2 is not what it was"),
        ("UPDATE tracker_change SET previous_hash = hash WHERE id = 2", "Change 2 does not follow"),
        ("UPDATE tracker_citation SET quote = 'x'", "is not the one that was recorded"),
        ("UPDATE tracker_citation SET start = start + 1", "not in its snapshot"),
        ("UPDATE tracker_snapshot SET text = 'x'", "not the text that was taken"),
        ("UPDATE tracker_condition SET stance = 'accepts'", "is not what the ledger says"),
        ("UPDATE tracker_citation SET retired_at = recorded_at, retired_reason = 'x'", "without a sentence"),
    ],
)
def test_verify_record_names_what_was_tampered_with(
    statement: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    editor = make_editor()
    for stance in ("rejects", "open"):
        make_condition(editor, stance=stance)
    remove_triggers(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    with pytest.raises(CommandError, match="faults found"):
        call_command("verify_record")
    assert words in capsys.readouterr().err


def test_the_ledger_holds_no_quote_and_no_address() -> None:
    editor = make_editor()
    editor.email = "somebody@example.org"
    editor.save()
    condition = make_condition(editor)
    change = Change.objects.get()
    written = change.canonical().decode()
    assert condition.citations.get().quote not in written
    assert condition.citations.get().quote_sha256 in written
    assert "@" not in written
