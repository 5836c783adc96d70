"""From a snapshot to waiting suggestions: read, resolve, match against what we hold, store."""

from tracker.extract.candidate import Source
from tracker.extract.reading import read_text
from tracker.importer.store import store_candidates
from tracker.importer.vocabulary import build_lexicon, known_proposals
from tracker.models.article import Article, Snapshot


def suggest(snapshot: Snapshot) -> int:
    """Queues what a snapshot says; returns how many suggestions are new. Reading twice adds nothing.

    Raises `tracker.extract.pipeline.ModelMissing`.
    """
    candidates = read_text(
        snapshot.text,
        source=source_of(snapshot.article),
        lexicon=build_lexicon(),
        proposals=known_proposals(),
    )
    return store_candidates(snapshot, candidates)


def source_of(article: Article) -> Source:
    """What is known about an article beside its text."""
    return Source(
        published_on=article.published_on,
        title=article.title,
        outlet=article.outlet,
        issuers=tuple(article.issuers.values_list("name", flat=True)),
        conflicts=tuple(article.conflicts.values_list("name", flat=True)),
    )
