"""Loads the seeds: reference rows and baseline as one group, later entries one by one, sample articles to review."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from tracker.importer.articles import ArticleFacts, add_text
from tracker.importer.clean import clean_article
from tracker.importer.errors import ArticleRefused
from tracker.models.article import Snapshot, text_hash
from tracker.models.change import ChangeGroup
from tracker.models.conflict import Conflict
from tracker.models.editor import Editor
from tracker.models.party import Party
from tracker.transfer.entry_seeds import EntryLoader, SeededText, find
from tracker.transfer.reference_seeds import ReferenceLoader
from tracker.transfer.seed_files import Row, SeedFault, SeedFolder
from tracker.transfer.word_lists import load_word_lists

BASELINE_TITLE = "Seeded baseline"
_SEED_DESK = "Seed desk"


@dataclass(frozen=True, slots=True)
class SeedReport:
    """How many rows of each sort were added, and the entries that were left out because of what editors did."""

    added: Counter[str]
    skipped: tuple[str, ...] = ()

    def words(self) -> str:
        """The report in one sentence, or two when an entry was left out."""
        added = "Added " + ", ".join(f"{count} {name}" for name, count in self.added.items()) + "."
        words = added if self.added else "Everything was there already; nothing was added."
        if not self.skipped:
            return words
        return f"{words} Skipped, because they rest on what was withheld or replaced since: {', '.join(self.skipped)}."


def load_seeds(path: Path) -> SeedReport:
    """Loads a seed folder in one transaction; what is there is left alone. Raises `SeedFault`."""
    folder = SeedFolder(path)
    editor = _seed_editor()
    with transaction.atomic():
        group = ChangeGroup.objects.filter(title=BASELINE_TITLE).first() or ChangeGroup.objects.create(
            title=BASELINE_TITLE, made_at=timezone.now()
        )
        reference = ReferenceLoader(folder, editor, group)
        reference.load()
        texts, count = _load_articles(folder, editor, "record")
        entries = EntryLoader(editor, texts)
        entries.load(folder.rows("record.toml", "entry"), group)
        entries.load(folder.rows("later.toml", "entry"), None)
        others = Counter({"word list entries": load_word_lists(), "sample articles": count})
    return SeedReport(reference.added + others + entries.added, tuple(entries.skipped))


def import_samples(path: Path) -> int:
    """Hands the sample articles that back no entry to the importer, so that suggestions wait; returns how many."""
    return _load_articles(SeedFolder(path), _seed_editor(), "queue")[1]


def _seed_editor() -> Editor:
    """The account under which seeds are recorded; nobody can sign in with it."""
    editor, is_new = Editor.objects.get_or_create(username="seeds", defaults={"desk_name": _SEED_DESK})
    if is_new:
        editor.set_unusable_password()
        editor.save()
        editor.groups.add(Group.objects.get(name="editor"))
    return editor


def _load_articles(folder: SeedFolder, editor: Editor, purpose: str) -> tuple[dict[str, SeededText], int]:
    """Texts by article key, and how many articles were new. Only those for the queue are read by the worker."""
    texts, count = {}, 0
    for row in folder.rows("articles.toml", "article"):
        if row["purpose"] != purpose:
            continue
        try:
            texts[row["key"]], is_new = _add_article(folder, row, editor, is_read=purpose == "queue")
        except ArticleRefused as refusal:
            raise SeedFault(f"{row['file']}: {refusal.reason}") from refusal
        count += is_new
    return texts, count


def _add_article(folder: SeedFolder, row: Row, editor: Editor, *, is_read: bool) -> tuple[SeededText, bool]:
    """The text as its file has it: the snapshot's own may be withheld."""
    text = clean_article(folder.text(row["file"]))
    facts = ArticleFacts(
        title=row["title"],
        outlet=row["outlet"],
        published_on=row["published_on"],
        form=row["form"],
        issuers=tuple(find(Party, slug) for slug in row.get("issuers", ())),
        conflicts=tuple(find(Conflict, slug) for slug in row.get("conflicts", ())),
        is_sample=True,
    )
    added = add_text(text, facts, editor=editor, origin=Snapshot.Origin.SEEDED, is_read=is_read)
    return SeededText(added.article.snapshots.get(text_sha256=text_hash(text)), text), added.is_new
