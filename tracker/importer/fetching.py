"""From an address to a text: the guarded client's page, cleaned, with its facts noted on the article."""

from tracker.importer.clean import CleanedPage, clean_article, clean_page
from tracker.importer.errors import ArticleRefused
from tracker.importer.naming import derive_title, fit_outlet, fit_title
from tracker.models.article import Article
from tracker.outbound.client import fetch_page
from tracker.outbound.refusal import FetchRefused
from tracker.outbound.rules import PUBLIC_ONLY, NetworkRules


def fetch_text(article: Article, *, network: NetworkRules = PUBLIC_ONLY) -> str:
    """The cleaned text at the article's address; empty facts on its row are filled in. Raises `ArticleRefused`."""
    try:
        fetched = fetch_page(article.url, network=network)
    except FetchRefused as refusal:
        raise ArticleRefused(refusal.reason) from refusal
    if fetched.content_type == "text/plain":
        page = CleanedPage(title="", text=clean_article(fetched.text), published_on=None, outlet="")
    else:
        page = clean_page(fetched.text, url=fetched.final_url)
    if article.title in ("", fit_title(article.url)):
        article.title = fit_title(page.title or derive_title(page.text))
    article.outlet = article.outlet or fit_outlet(page.outlet)
    article.published_on = article.published_on or page.published_on
    article.save(update_fields=("title", "outlet", "published_on"))
    return page.text
