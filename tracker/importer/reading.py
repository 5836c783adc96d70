"""From a snapshot to waiting suggestions: read, resolve, match against what we hold, store."""

from django.db import transaction

from tracker.extract.candidate import Source
from tracker.extract.language import find_foreign_language
from tracker.extract.linking import link_to_main
from tracker.extract.reading import read_text
from tracker.extract.sentences import MAXIMUM_TEXT
from tracker.importer.store import store_candidates, store_unclaimed
from tracker.importer.vocabulary import build_lexicon, known_proposals
from tracker.models.article import Article, Snapshot


def suggest(snapshot: Snapshot) -> int:
    """Queues what a snapshot says; returns how many suggestions are new. Reading twice adds nothing.

    Raises `tracker.extract.pipeline.ModelMissing`.
    """
    source, proposals = source_of(snapshot.article), known_proposals()
    found = read_text(snapshot.text, source=source, lexicon=build_lexicon(), proposals=proposals)
    # A sentence that only looks relevant claims nothing yet: there is nothing to decide, but it is shown.
    candidates = [each for each in found if each.tier != "unclaimed"]
    with transaction.atomic():
        store_unclaimed(snapshot, (each for each in found if each.tier == "unclaimed"))
        return store_candidates(snapshot, link_to_main(candidates, snapshot.text, source, proposals))


def describe_reading(text: str, count: int) -> str:
    """What an editor is told of a text that was read: how much is queued, and what was not read and what to do then."""
    told = [f"{count} suggestions queued."]
    language = find_foreign_language(text)
    if language is not None:
        told.append(
            f"Most of the text looks {language}, and only English is read: add an English version as an article of its "
            "own, or record by hand what this one says."
        )
    if len(text) > MAXIMUM_TEXT:
        told.append(f"Only the first {MAXIMUM_TEXT:,} characters were read: look through the rest by eye.")
    return " ".join(told)


def source_of(article: Article) -> Source:
    """What is known about an article beside its text."""
    return Source(
        published_on=article.published_on,
        title=article.title,
        outlet=article.outlet,
        issuers=tuple(article.issuers.values_list("name", flat=True)),
        conflicts=tuple(article.conflicts.values_list("name", flat=True)),
    )
