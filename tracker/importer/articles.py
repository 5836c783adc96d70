"""Takes articles in: pasted, uploaded or by address. Each becomes a row, a snapshot, and a task for the worker."""

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from tracker.importer.clean import clean_article, clean_page, decode_upload, is_html
from tracker.importer.errors import ArticleRefused
from tracker.importer.naming import derive_title, fit_outlet, fit_title
from tracker.importer.snapshots import add_snapshot
from tracker.importer.tasks import fetch_article, read_snapshot
from tracker.models.article import Article, ArticleForm, ArticleState, Snapshot, text_hash
from tracker.models.conflict import Conflict
from tracker.models.editor import Editor
from tracker.models.party import Party

_ADDRESS_LENGTH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFacts:
    """What whoever adds an article knows about it; all of it may be missing."""

    url: str = ""
    title: str = ""
    outlet: str = ""
    published_on: date | None = None
    form: str = ArticleForm.NEWS
    issuers: tuple[Party, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """The article, and whether it or its text was new to us."""

    article: Article
    is_new: bool


def add_text(
    text: str, facts: ArticleFacts, *, editor: Editor, origin: str = Snapshot.Origin.PASTED, is_read: bool = True
) -> Added:
    """Stores a text with its article and, with `is_read`, has the worker read it.

    Adding the same text again adds nothing. Raises `ArticleRefused` for a text that is too short or too long.
    """
    text = clean_article(text)
    facts = replace(facts, title=facts.title or derive_title(text), outlet=fit_outlet(facts.outlet))
    with transaction.atomic():
        if known := _known_article(text, facts):
            return Added(known, is_new=False)
        state = ArticleState.WAITING if is_read else ArticleState.READ
        article = _article_at(facts.url) or _create_article(facts, editor, state)
        snapshot = add_snapshot(article, text, origin)
        if is_read:
            read_snapshot.enqueue(snapshot.pk)
    article.refresh_from_db()
    return Added(article, is_new=True)


def add_upload(content: bytes, facts: ArticleFacts, *, editor: Editor) -> Added:
    """Stores the text of an uploaded text or HTML file. Raises `ArticleRefused`."""
    text = decode_upload(content)
    if is_html(text):
        page = clean_page(text, url=facts.url)
        text = page.text
        facts = replace(
            facts,
            title=facts.title or page.title,
            outlet=facts.outlet or page.outlet,
            published_on=facts.published_on or page.published_on,
        )
    return add_text(text, facts, editor=editor, origin=Snapshot.Origin.UPLOADED)


def add_address(url: str, facts: ArticleFacts, *, editor: Editor) -> Added:
    """Stores an article whose page the worker will fetch; a refusal then shows on the article's row.

    An address that was refused before is tried again.
    """
    if len(url) > _ADDRESS_LENGTH:
        raise ArticleRefused(f"The address is longer than {_ADDRESS_LENGTH:,} characters.")
    with transaction.atomic():
        if known := _article_at(url):
            is_tried_again = known.state == ArticleState.REFUSED and not known.snapshots.exists()
            if is_tried_again:
                Article.objects.filter(pk=known.pk).update(state=ArticleState.WAITING, state_reason="")
                fetch_article.enqueue(known.pk)
            known.refresh_from_db()
            return Added(known, is_new=is_tried_again)
        facts = replace(facts, url=url, title=facts.title or url)
        article = _create_article(facts, editor, ArticleState.WAITING)
        fetch_article.enqueue(article.pk)
    article.refresh_from_db()
    return Added(article, is_new=True)


def _article_at(url: str) -> Article | None:
    return Article.objects.filter(url=url).first() if url else None


def _known_article(text: str, facts: ArticleFacts) -> Article | None:
    """The article that holds this very text, unless another outlet or address is named for it."""
    alike = Article.objects.filter(snapshots__text_sha256=text_hash(text))
    if facts.url:
        alike = alike.filter(url__in=("", facts.url))
    if facts.outlet:
        alike = alike.filter(outlet__iexact=facts.outlet)
    return alike.first()


def _create_article(facts: ArticleFacts, editor: Editor, state: ArticleState) -> Article:
    article = Article.objects.create(
        url=facts.url,
        title=fit_title(facts.title),
        outlet=fit_outlet(facts.outlet),
        published_on=facts.published_on,
        form=facts.form,
        is_sample=facts.is_sample,
        state=state,
        added_by=editor,
        added_at=timezone.now(),
    )
    article.issuers.set(facts.issuers)
    article.conflicts.set(facts.conflicts)
    return article
