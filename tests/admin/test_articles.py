"""Adding an article: text, file or address, errors at the field, and visible progress."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.admin.desk import signed_in
from tests.factories import SENTENCE, TEXT, make_conflict, make_party, make_snapshot, make_suggestion
from tracker.admin.article_form import NewArticleForm
from tracker.models.article import Article, Snapshot

pytestmark = pytest.mark.django_db

ADD = "/admin/tracker/article/add/"


@pytest.fixture(autouse=True)
def _no_worker(settings: Any) -> None:
    """Tasks wait for a worker, as they do in production; what it does is another room's test."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}


def add(client: Client, **posted: Any) -> Any:
    return client.post(ADD, {"form": "news", **posted}, follow=True)


def test_a_contributor_adds_a_pasted_text_with_what_is_known_about_it() -> None:
    party, conflict = make_party(), make_conflict()
    response = add(
        signed_in("contributor"), text=TEXT, title="A title", outlet="Test Wire", published_on="2030-05-04",
        form="statement", issuers=[party.pk], conflicts=[conflict.pk],
    )  # fmt: skip
    article = Article.objects.get()
    assert response.redirect_chain == [(f"/admin/tracker/article/{article.pk}/change/", 302)]
    assert "Added." in response.content.decode()
    assert (article.title, article.outlet, str(article.published_on), article.form) == (
        "A title", "Test Wire", "2030-05-04", "statement",
    )  # fmt: skip
    assert list(article.issuers.all()) == [party]
    assert list(article.conflicts.all()) == [conflict]
    assert article.snapshots.get().text == TEXT.strip()
    assert article.snapshots.get().origin == Snapshot.Origin.PASTED


def test_a_file_is_taken_in() -> None:
    add(signed_in("contributor"), upload=SimpleUploadedFile("talks.txt", TEXT.encode()))
    assert Snapshot.objects.get().origin == Snapshot.Origin.UPLOADED


def test_an_address_is_left_to_the_worker() -> None:
    response = add(signed_in("contributor"), url="https://wire.example/talks")
    assert Article.objects.get().url == "https://wire.example/talks"
    assert "Reload" in response.content.decode()


def test_none_of_the_three_is_told_at_the_field() -> None:
    page = add(signed_in("contributor"), title="Kept").content.decode()
    assert "one of the three" in page
    assert 'value="Kept"' in page
    assert not Article.objects.exists()


def test_two_of_the_three_are_refused_and_nothing_is_lost() -> None:
    page = add(signed_in("contributor"), text=TEXT, url="https://wire.example/talks").content.decode()
    assert "there is a text already" in page
    assert SENTENCE in page
    assert 'value="https://wire.example/talks"' in page
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({"text": "Too short."}, "too short"),
        ({"upload": SimpleUploadedFile("paper.pdf", b"%PDF-1.7 synthetic")}, "PDF"),
        ({"upload": SimpleUploadedFile("empty.txt", b"")}, "empty"),
        ({"url": "not an address"}, "valid URL"),
        ({"text": TEXT, "published_on": "soon"}, "valid date"),
    ],
)
def test_what_cannot_be_taken_in_is_told_at_its_field(posted: dict[str, Any], words: str) -> None:
    page = add(signed_in("contributor"), **posted, outlet="Kept Wire").content.decode()
    assert words in page
    assert 'value="Kept Wire"' in page
    assert not Article.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    class Unreadable(SimpleUploadedFile):
        def read(self, *_args: object) -> bytes:
            pytest.fail("the file was read")

    file = Unreadable("large.txt", b"")
    file.size = 5_000_001
    form = NewArticleForm({"form": "news"}, {"upload": file})
    assert not form.is_valid()
    assert "larger than 5,000,000 bytes" in str(form.errors["upload"])
    assert list(form.errors) == ["upload"]


def test_the_same_text_twice_adds_nothing_and_leads_to_the_first() -> None:
    client = signed_in("contributor")
    add(client, text=TEXT)
    again = add(client, text=TEXT)
    assert "We have this article already" in again.content.decode()
    assert Article.objects.count() == 1


def test_the_page_shows_progress_by_itself_while_the_importer_works() -> None:
    snapshot = make_snapshot()
    url = f"/admin/tracker/article/{snapshot.article_id}/change/"
    client = signed_in("contributor")
    page = client.get(url).content.decode()
    assert f'hx-get="{url}" hx-trigger="every 2s"' in page
    fragment = client.get(url, headers={"HX-Request": "true"})
    assert fragment.content.decode().strip().startswith('<div id="progress"')
    assert "HX-Request" in fragment.headers["Vary"]
    assert "HX-Refresh" not in fragment.headers
    Article.objects.update(state="read")
    assert client.get(url, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert "hx-get" not in client.get(url).content.decode()


def test_a_refused_article_says_why() -> None:
    snapshot = make_snapshot()
    Article.objects.update(state="refused", state_reason="The page does not exist (404).")
    page = signed_in("contributor").get(f"/admin/tracker/article/{snapshot.article_id}/change/").content.decode()
    assert "Refused</b>: The page does not exist (404)." in page


def test_the_text_shows_its_suggestions_and_leads_into_the_queue() -> None:
    suggestion = make_suggestion()
    article = suggestion.snapshot.article
    page = signed_in("editor").get(f"/admin/tracker/article/{article.pk}/change/").content.decode()
    assert f'<a class="sug" href="/admin/review/{suggestion.pk}/"' in page
    assert f'href="/admin/review/?article={article.pk}"' in page
    assert f"/admin/review/record/{suggestion.snapshot_id}/" in page


def test_an_article_is_never_edited() -> None:
    snapshot = make_snapshot()
    url = f"/admin/tracker/article/{snapshot.article_id}/change/"
    assert signed_in("chief").post(url, {"title": "Other"}).status_code == 405
    assert signed_in("chief").get("/admin/tracker/article/999/change/").status_code == 404
    assert signed_in("chief").get("/admin/tracker/article/x/change/").status_code == 404
