"""What the public reads as title and outlet of a source: never a paragraph of its text, never longer than fits."""

import pytest

from tests.factories import make_editor
from tests.outbound.server import send, serve
from tracker.importer.articles import ArticleFacts, add_address, add_text, add_upload
from tracker.importer.fetching import fetch_text
from tracker.models.article import Article
from tracker.review.withhold import withhold

pytestmark = pytest.mark.django_db

SYNTHETIC = "Synthetic text for tests; every name in it is invented. "
PARAGRAPH = (
    SYNTHETIC + "The government of Northland rejects any monitoring of the truce on the river Ell, it said. " * 3
)
LONG = "Northland and the Marsh Front " * 30


@pytest.fixture(autouse=True)
def _no_worker(settings: object) -> None:
    """Tasks wait for a worker; what it reads is another file's test."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}


def add(text: str, **facts: object) -> Article:
    return add_text(text, ArticleFacts(**facts), editor=make_editor()).article


def test_a_short_first_line_is_the_title_and_a_paragraph_is_not() -> None:
    assert add("River talks resume\n\n" + PARAGRAPH).title == "River talks resume"
    assert add(PARAGRAPH).title == "Untitled text"
    assert add("x" * 120 + "\n\n" + PARAGRAPH).title == "x" * 120
    assert add("x" * 121 + "\n\n" + PARAGRAPH).title == "Untitled text"
    assert add("A line before\n\n" + PARAGRAPH, title="A given title").title == "A given title"


def test_a_fetched_text_without_a_title_of_its_own_is_untitled_too() -> None:
    page = f"<html><body><article><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></article></body></html>"
    with serve({"/": send(page.encode())}) as site:
        article = add_address(site.url(), ArticleFacts(), editor=make_editor()).article
        fetch_text(article, network=site.rules())
    article.refresh_from_db()
    assert article.title == "Untitled text"


def test_a_plain_text_that_was_fetched_gets_a_title_as_well() -> None:
    with serve({"/": send(b"River talks resume\n\n" + PARAGRAPH.encode(), content_type="text/plain")}) as site:
        article = add_address(site.url(), ArticleFacts(), editor=make_editor()).article
        fetch_text(article, network=site.rules())
    article.refresh_from_db()
    assert article.title == "River talks resume"


def check_lengths(article: Article) -> None:
    article.refresh_from_db()
    for words, limit in ((article.title, 300), (article.outlet, 120)):
        assert limit // 2 < len(words) <= limit
        assert words.endswith(("Northland…", "and…", "the…", "Marsh…", "Front…"))


def test_what_a_page_calls_itself_is_cut_at_a_word() -> None:
    head = f'<title>{LONG}</title><meta property="og:site_name" content="{LONG}">'
    page = f"<html><head>{head}</head><body><article><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></article></body></html>"
    check_lengths(add_upload(page.encode(), ArticleFacts(), editor=make_editor()).article)
    with serve({"/": send(page.encode())}) as site:
        article = add_address(site.url(), ArticleFacts(), editor=make_editor()).article
        fetch_text(article, network=site.rules())
    check_lengths(article)
    check_lengths(add(PARAGRAPH + "Pasted.", title=LONG, outlet=LONG))


def test_an_address_longer_than_a_title_still_gives_way_to_the_title_of_the_page() -> None:
    page = f"<html><head><title>River talks</title></head><body><article><p>{PARAGRAPH}</p></article></body></html>"
    path = "/" + "long-path/" * 40
    with serve({path: send(page.encode())}) as site:
        article = add_address(site.url(path), ArticleFacts(), editor=make_editor()).article
        assert len(article.title) <= 300
        fetch_text(article, network=site.rules())
    article.refresh_from_db()
    assert article.title == "River talks"


@pytest.mark.parametrize("title", ["", "The  government of NORTHLAND rejects any monitoring", "Northland rejects it"])
def test_a_title_taken_from_a_withheld_text_is_withheld_with_it(title: str) -> None:
    article = add(f"River talks resume\n\n{PARAGRAPH}", title=title)
    change = withhold(article.snapshots.get(), editor=make_editor("chief"), reason="Order of a court.").change
    article.refresh_from_db()
    is_ours = title == "Northland rejects it"
    assert article.title == (title if is_ours else "Withheld text")
    assert change.after.get("title") == (None if is_ours else "withheld")


def test_a_cut_title_is_known_to_be_from_the_text() -> None:
    article = add(f"River talks\n\n{SYNTHETIC}{LONG}", title=LONG)
    withhold(article.snapshots.get(), editor=make_editor("chief"), reason="Order of a court.")
    article.refresh_from_db()
    assert article.title == "Withheld text"
