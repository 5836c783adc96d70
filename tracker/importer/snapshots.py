"""Freezes a text: what citations point into."""

from django.utils import timezone

from tracker.models.article import Article, Snapshot, text_hash


def add_snapshot(article: Article, text: str, origin: str) -> Snapshot:
    """The article's snapshot of this cleaned text; the one there is when the text was taken before."""
    snapshot, _ = Snapshot.objects.get_or_create(
        article=article,
        text_sha256=text_hash(text),
        defaults={"text": text, "origin": origin, "taken_at": timezone.now()},
    )
    return snapshot
