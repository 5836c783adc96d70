"""From a snapshot to waiting suggestions: read, resolve, match against what we hold, store."""

from django.db import transaction

from tracker.extract.candidate import Source
from tracker.extract.linking import link_to_main
from tracker.extract.reading import read_text
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


def source_of(article: Article) -> Source:
    """What is known about an article beside its text."""
    return Source(
        published_on=article.published_on,
        title=article.title,
        outlet=article.outlet,
        issuers=tuple(article.issuers.values_list("name", flat=True)),
        conflicts=tuple(article.conflicts.values_list("name", flat=True)),
    )
