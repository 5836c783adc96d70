"""A second load of the seeds leaves everything as editors made it, and a withheld text does not stop it."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.factories import make_editor
from tracker.models.article import Article, Snapshot
from tracker.models.change import Change
from tracker.models.citation import Citation
from tracker.models.condition import Condition
from tracker.models.conflict import Conflict
from tracker.models.editor import Editor
from tracker.models.party import Party, PartyName
from tracker.models.person import Role
from tracker.review.edit import edit
from tracker.review.undo import undo
from tracker.review.withdraw import withdraw
from tracker.review.withhold import withhold
from tracker.transfer.seeds import import_samples, load_seeds

pytestmark = pytest.mark.django_db
SEEDS = settings.BASE_DIR / "seeds"
NOTHING = "Everything was there already; nothing was added."


@pytest.fixture
def editor() -> Editor:
    load_seeds(SEEDS)
    return make_editor()


def folder_with(folder: Path, *, later: str = "") -> Path:
    """A copy of the seeds with more at the end of the later entries."""
    for file in SEEDS.glob("*.toml"):
        (folder / file.name).write_text(file.read_text())
    (folder / "articles").symlink_to(SEEDS / "articles")
    (folder / "later.toml").write_text((SEEDS / "later.toml").read_text() + later)
    return folder


def test_a_seeded_withdrawal_that_was_undone_stays_undone(editor: Editor) -> None:
    copy = undo(Change.objects.get(verb="withdraw"), editor=editor).record
    count = Change.objects.count()
    assert load_seeds(SEEDS).words() == NOTHING
    assert Change.objects.count() == count
    assert Condition.objects.get(pk=copy.pk).is_live


def test_a_seeded_source_that_was_detached_stays_detached_also_from_a_copy(editor: Editor) -> None:
    change = Change.objects.filter(verb="attach").first()
    assert undo(change, editor=editor).is_done
    assert load_seeds(SEEDS).words() == NOTHING
    gone = withdraw(Condition.objects.get(pk=change.record_id), editor=editor, reason="By mistake.")
    copy = undo(gone.change, editor=editor).record
    assert load_seeds(SEEDS).words() == NOTHING
    assert not copy.citations.filter(quote_sha256=change.after["quote_sha256"]).exists()


def test_what_rests_on_a_reinstated_entry_is_not_recorded_again(editor: Editor) -> None:
    bases = Condition.objects.published().exclude(dependents=None, answered_by=None)
    assert bases.exists()
    for condition in list(bases):
        gone = withdraw(condition, editor=editor, reason="By mistake.")
        assert undo(gone.change, editor=editor).is_done
    count = Condition.objects.count()
    assert load_seeds(SEEDS).words() == NOTHING
    assert Condition.objects.count() == count


def test_a_name_or_an_office_that_was_changed_does_not_come_back(editor: Editor) -> None:
    name = PartyName.objects.filter(kind="alias").first()
    role = Role.objects.get(person__slug="naim-qassem", office="secretary-general")
    party = Party.objects.get(slug="hezbollah")
    edit(PartyName, name.pk, {"text": "A new alias"}, editor=editor)
    edit(Role, role.pk, {"office": "head of the movement"}, editor=editor)
    edit(Party, party.pk, {"name": "Hizbullah"}, editor=editor)
    rows = [model.objects.count() for model in (PartyName, Role, Party, Condition)]
    assert load_seeds(SEEDS).words() == NOTHING
    assert [model.objects.count() for model in (PartyName, Role, Party, Condition)] == rows


def test_an_office_given_to_a_new_row_leaves_the_seeded_entries_with_the_old_one(editor: Editor) -> None:
    role = Role.objects.get(person__slug="naim-qassem", office="secretary-general")
    office = role.office
    edit(Role, role.pk, {"office": "deputy"}, editor=editor)
    edit(Role, None, {"person": role.person, "party": role.party, "office": office}, editor=editor)
    assert load_seeds(SEEDS).words() == NOTHING


def test_conflicts_that_were_parted_stay_parted(editor: Editor) -> None:
    edit(Conflict, Conflict.objects.get(slug="gaza").pk, {"linked_to": []}, editor=editor)
    assert load_seeds(SEEDS).words() == NOTHING
    assert not Conflict.objects.get(slug="israel-lebanon").linked_to.exists()


@pytest.mark.usefixtures("editor")
def test_withheld_sample_texts_do_not_stop_the_loader() -> None:
    import_samples(SEEDS)
    chief = make_editor("chief")
    for snapshot in Snapshot.objects.all():
        assert withhold(snapshot, editor=chief, reason="Order of a court.").is_done
    count = Condition.objects.count()
    assert load_seeds(SEEDS).words() == NOTHING
    assert import_samples(SEEDS) == 0
    assert Condition.objects.count() == count


NEW_ENTRIES = """
[[entry]]
act = "condition"
key = "new-entry"
kind = "position"
conflict = "israel-lebanon"
proposal = "us-60-day"
term = "overall"
party = "hezbollah"
stance = "open"
directness = "third-party-report"
stated_on = 2024-11-20

[[entry.citations]]
article = "envoy-leaves-beirut"
quote = "The changes have not been made public."

[[entry]]
act = "withdraw"
key = "withdraw-new-entry"
withdraws = "new-entry"
reason = "A test."
"""


@pytest.mark.usefixtures("editor")
def test_a_new_entry_on_a_withheld_text_is_skipped_with_a_word_and_so_is_what_rests_on_it(tmp_path: Path) -> None:
    folder, count = folder_with(tmp_path, later=NEW_ENTRIES), Condition.objects.count()
    snapshot = Snapshot.objects.get(article__title__startswith="US envoy leaves Beirut")
    withhold(snapshot, editor=make_editor("chief"), reason="Order of a court.")
    words = load_seeds(folder).words()
    assert "nothing was added" in words
    assert "new-entry" in words
    assert "withdraw-new-entry" in words
    assert Condition.objects.count() == count


@pytest.mark.usefixtures("editor")
def test_a_new_entry_on_a_withheld_sentence_is_skipped_too(tmp_path: Path) -> None:
    cited = Citation.objects.get(quote="The changes have not been made public.")
    withhold(cited, editor=make_editor("chief"), reason="Order of a court.")
    assert "new-entry" in load_seeds(folder_with(tmp_path, later=NEW_ENTRIES)).words()


def test_a_new_entry_that_replaces_what_an_editor_took_out_is_skipped(editor: Editor, tmp_path: Path) -> None:
    newer = Condition.objects.published().get(summary="The American text, with significant changes")
    withdraw(newer, editor=editor, reason="Not what the text says.")
    replaces = NEW_ENTRIES.split('\n[[entry]]\nact = "withdraw"', maxsplit=1)[0].replace(
        'act = "condition"', 'act = "supersede"\nsupersedes = "hezbollah-60-with-changes"'
    )
    assert "new-entry" in load_seeds(folder_with(tmp_path, later=replaces)).words()


def test_a_first_load_leaves_nothing_out() -> None:
    assert load_seeds(SEEDS).skipped == ()


def test_a_new_entry_is_recorded_where_nothing_stands_in_its_way(editor: Editor, tmp_path: Path) -> None:
    assert "1 condition entries" in load_seeds(folder_with(tmp_path, later=NEW_ENTRIES)).words()
    assert Condition.objects.filter(stance="open", retired_reason="A test.").exists()


def test_a_quote_that_is_not_in_its_text_is_a_fault_that_names_the_entry(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, later=NEW_ENTRIES.replace("made public", "made secret"))
    with pytest.raises(CommandError, match=r"new-entry.*exactly once"):
        call_command("load_seeds", folder=folder)
    assert not Condition.objects.exists()


def test_a_sample_text_that_is_no_article_is_a_fault_that_names_the_file(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / "articles").unlink()
    (folder / "articles").mkdir()
    for file in (SEEDS / "articles").glob("*.txt"):
        (folder / "articles" / file.name).write_text("Too short.")
    with pytest.raises(CommandError, match=r"articles/.*too short"):
        call_command("load_seeds", folder=folder)
    assert not Article.objects.exists()
