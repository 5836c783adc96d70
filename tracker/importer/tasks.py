"""What the background worker does: fetch a page, read a text. Both may be run again and then add nothing twice."""

from django.tasks import task

from tracker.importer.errors import ArticleRefused
from tracker.models.article import Article, ArticleState, Snapshot

_REASON_LENGTH = 500


@task()
def fetch_article(article_id: int) -> None:
    """Fetches an article's page, freezes its text and goes on to read it; a refusal stands on the article's row."""
    from tracker.importer.fetching import fetch_text
    from tracker.importer.snapshots import add_snapshot

    article = Article.objects.get(pk=article_id)
    _set_state(article, ArticleState.FETCHING)
    try:
        snapshot = add_snapshot(article, fetch_text(article), Snapshot.Origin.FETCHED)
    except ArticleRefused as refusal:
        _set_state(article, ArticleState.REFUSED, refusal.reason)
        return
    except Exception as error:
        # As below: told on the row, and the task fails with its traceback.
        _set_state(article, ArticleState.REFUSED, f"Fetching stopped with an error: {error!r}")
        raise
    read_snapshot.func(snapshot.pk)


@task()
def read_snapshot(snapshot_id: int) -> None:
    """Reads a snapshot and queues what it says. No spaCy work happens inside a transaction."""
    from tracker.extract.pipeline import ModelMissing
    from tracker.importer.reading import describe_reading, suggest

    snapshot = Snapshot.objects.select_related("article").get(pk=snapshot_id)
    _set_state(snapshot.article, ArticleState.READING)
    try:
        count = suggest(snapshot)
    except ModelMissing as missing:
        _set_state(snapshot.article, ArticleState.REFUSED, str(missing))
    except Exception as error:
        # One bad article is told on its row; the task fails with its traceback and the worker goes on.
        _set_state(snapshot.article, ArticleState.REFUSED, f"Reading stopped with an error: {error!r}")
        raise
    else:
        _set_state(snapshot.article, ArticleState.READ, describe_reading(snapshot.text, count))


def resume_unfinished() -> int:
    """Starts again what a killed worker left half done; returns how many articles. Run it before a worker starts.

    A waiting article has its task in the queue still; one that was being fetched or read has lost it.
    """
    from django_tasks_db.models import DBTaskResult

    unfinished = list(
        Article.objects.filter(state__in=(ArticleState.FETCHING, ArticleState.READING)).prefetch_related("snapshots")
    )
    DBTaskResult.objects.filter(status="RUNNING").update(status="FAILED")
    for article in unfinished:
        _set_state(article, ArticleState.WAITING)
        snapshots = list(article.snapshots.all())
        if snapshots:
            read_snapshot.enqueue(snapshots[-1].pk)
        else:
            fetch_article.enqueue(article.pk)
    return len(unfinished)


def _set_state(article: Article, state: ArticleState, reason: str = "") -> None:
    Article.objects.filter(pk=article.pk).update(state=state, state_reason=reason[:_REASON_LENGTH])
