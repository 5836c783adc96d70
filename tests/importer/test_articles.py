"""An article comes in once, is read in the background, and waits as suggestions that are not published."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.factories import (
    DAY,
    make_conflict,
    make_editor,
    make_party,
    make_person,
    make_proposal,
    make_snapshot,
    make_term,
)
from tracker.extract.candidate import Candidate
from tracker.importer.articles import ArticleFacts, add_address, add_text, add_upload
from tracker.importer.errors import ArticleRefused
from tracker.importer.reading import suggest
from tracker.importer.store import store_unclaimed
from tracker.importer.tasks import fetch_article, resume_unfinished
from tracker.models.article import Article, Snapshot
from tracker.models.condition import Condition
from tracker.models.editor import Editor
from tracker.models.suggestion import Suggestion
from tracker.models.unclaimed import UnclaimedSentence
from tracker.review.accept import accept
from tracker.review.reject import reject

pytestmark = pytest.mark.django_db

TEXT = """River talks in their second week

Synthetic text for tests; every name in it is invented.

The government of Northland rejects any monitoring of the ceasefire, its spokeswoman Ada Orlov said on Monday.

The Marsh Front demands the withdrawal of all Northland troops behind the river Ell before it signs a truce.
"""


@pytest.fixture(autouse=True)
def codebook() -> None:
    for slug in load_terms():
        make_term(slug, "all")
    make_conflict()
    make_person()


def load_terms() -> list[str]:
    from tracker.extract.lexicon import load_lexicon

    return sorted({cue.term for cue in load_lexicon().terms} | {"overall"})


def add(text: str = TEXT, **facts: object) -> Article:
    defaults = {"outlet": "Test Wire", "published_on": DAY, "conflicts": (make_conflict(),)}
    return add_text(text, ArticleFacts(**{**defaults, **facts}), editor=make_editor("contributor")).article


def test_a_pasted_article_is_read_into_suggestions_with_their_sentences() -> None:
    article = add()
    assert (article.state, article.title) == ("read", "River talks in their second week")
    snapshot = article.snapshots.get()
    found = {(each.party and each.party.name, each.stance, each.term.slug) for each in Suggestion.objects.all()}
    assert ("Northland", "rejects", "monitoring") in found
    assert ("Marsh Front", "demands", "withdrawal") in found
    for suggestion in Suggestion.objects.all():
        assert suggestion.quote in TEXT
        assert snapshot.text[suggestion.start : suggestion.end] == suggestion.quote
        said_on_monday = "on Monday" in suggestion.quote
        assert suggestion.stated_on == (date(2030, 4, 29) if said_on_monday else DAY)
    assert not Condition.objects.exists()


def test_importing_the_same_text_twice_adds_nothing() -> None:
    article = add()
    count = Suggestion.objects.count()
    assert add("\r\n" + TEXT.replace("\n", "\r\n") + "   ") == article
    assert (Article.objects.count(), Snapshot.objects.count(), Suggestion.objects.count()) == (1, 1, count)


def test_reading_a_snapshot_again_queues_nothing_twice() -> None:
    article = add()
    assert suggest(article.snapshots.get()) == 0


def test_a_sentence_that_only_looks_relevant_is_kept_apart_and_once() -> None:
    snapshot = add().snapshots.get()
    told = snapshot.text.index("The government of Northland")
    looks = Candidate(told, told + 20, "position", "monitoring", None, None, 0.1, "trained", tier="unclaimed")
    store_unclaimed(snapshot, [looks, looks])
    store_unclaimed(snapshot, [looks])
    assert [(each.start, each.quote) for each in UnclaimedSentence.objects.filter(snapshot=snapshot)] == [
        (told, snapshot.text[told : told + 20])
    ]


def test_a_decided_suggestion_is_not_queued_again_from_another_outlet() -> None:
    add()
    editor = make_editor()
    first, *_, last = Suggestion.objects.waiting()
    reject(first, editor=editor, reason="not a position")
    accept(last, editor=editor, is_confirmed=True)
    other = add("Another headline of an invented outlet\n\n" + TEXT.split("\n\n", 2)[2], outlet="Other Wire")
    again = Suggestion.objects.filter(snapshot__article=other)
    decided = {(each.quote, each.term_id, each.party_id) for each in (first, last)}
    assert again.exists()
    assert not decided & {(each.quote, each.term_id, each.party_id) for each in again}


def test_a_suggestion_knows_what_we_hold() -> None:
    add()
    suggestion = next(each for each in Suggestion.objects.waiting() if each.term.slug == "monitoring")
    held = accept(suggestion, editor=make_editor()).record
    add(
        "A second invented report\n\nThe government of Northland rejects all monitoring of a truce, it said.",
        outlet="B",
    )
    add(
        "A third invented report\n\nThe government of Northland accepts the monitoring of a truce, it said.", outlet="C"
    )
    later = Suggestion.objects.waiting().filter(term=suggestion.term, party=suggestion.party)
    assert {each.stance: (each.match, each.held) for each in later} == {
        "rejects": ("duplicate", held),
        "accepts": ("contradicting", held),
    }


def test_a_new_name_of_a_party_is_known_to_the_next_reading_without_code() -> None:
    text = "An invented report\n\nThe Reedmen demand the withdrawal of all foreign troops from the river, they said."
    add(text)
    assert not Suggestion.objects.filter(party__name="Marsh Front").exists()
    make_party("Marsh Front").names.create(text="Reedmen")
    make_party("Marsh Front").names.create(text="the Reedmen")
    suggest(Snapshot.objects.get())
    assert Suggestion.objects.filter(party__name="Marsh Front", stance="demands", term__slug="withdrawal").exists()


@pytest.mark.parametrize("text", ["", "Too short.", "long " * 300_000])
def test_a_text_that_cannot_be_an_article_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ArticleRefused, match="text"):
        add(text)
    assert not Article.objects.exists()


def test_an_uploaded_page_is_read_without_its_menus() -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n")[1:])
    body = f"<body><nav>Menu</nav><article>{paragraphs}</article></body>"
    page = f"<html><head><title>River talks</title></head>{body}</html>"
    article = add_upload(page.encode(), ArticleFacts(outlet="Test Wire"), editor=make_editor()).article
    assert "Menu" not in article.snapshots.get().text
    assert Suggestion.objects.filter(term__slug="monitoring").exists()


def test_an_address_on_a_private_network_is_refused_on_the_articles_row() -> None:
    article = add_address("http://127.0.0.1/news", ArticleFacts(), editor=make_editor()).article
    assert article.state == "refused"
    assert "public" in article.state_reason
    assert not Snapshot.objects.exists()


def test_a_missing_model_is_told_on_the_articles_row(monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.extract import pipeline

    pipeline.load_model.cache_clear()
    pipeline._kept.clear()
    monkeypatch.setenv("TRACKER_SPACY_MODEL", "no_such_model")
    article = add()
    assert article.state == "refused"
    assert "no_such_model" in article.state_reason


def test_an_unforeseen_fault_while_fetching_is_told_on_the_articles_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_args: object, **_options: object) -> None:
        raise RuntimeError("an unforeseen fault")

    monkeypatch.setattr("tracker.importer.fetching.fetch_page", break_down)
    article = add_address("https://wire.example/talks", ArticleFacts(), editor=make_editor()).article
    assert article.state == "refused"
    assert "an unforeseen fault" in article.state_reason
    with pytest.raises(RuntimeError):
        fetch_article.func(article.pk)


def test_what_a_killed_worker_left_is_started_again(settings: object) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    snapshot = make_snapshot(state="reading")
    DBTaskResult.objects.create(
        task_path="tracker.importer.tasks.read_snapshot",
        args_kwargs={"args": [snapshot.pk], "kwargs": {}},
        status="RUNNING",
        backend_name="default",
        queue_name="default",
        started_at=timezone.now(),
        exception_class_path="",
        traceback="",
    )
    assert resume_unfinished() == 1
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"FAILED", "READY"}
    assert Article.objects.get().state == "waiting"


def test_the_command_imports_files_and_names_the_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_editor(name="desk")
    good, bad = tmp_path / "good.txt", tmp_path / "bad.pdf"
    good.write_text(TEXT)
    bad.write_bytes(b"%PDF-1.7 ...")
    with pytest.raises(CommandError, match="1 of 2"):
        call_command("import_article", str(good), str(bad), "--date", "2030-05-04", "--conflict", "river-war")
    output = capsys.readouterr()
    assert "good.txt: added" in output.out
    assert "PDF" in output.err
    assert Article.objects.get().published_on == DAY


def test_the_command_adds_for_the_first_account_that_can_sign_in(tmp_path: Path) -> None:
    file = tmp_path / "talks.txt"
    file.write_text(TEXT)
    seeds, left, own = make_editor(name="seeds"), make_editor(name="left"), make_editor(name="own")
    seeds.set_unusable_password()
    seeds.save()
    Editor.objects.filter(pk=left.pk).update(is_active=False)
    call_command("import_article", str(file))
    assert Article.objects.get().added_by == own


def test_the_command_says_so_when_nobody_can_sign_in(tmp_path: Path) -> None:
    seeds = make_editor(name="seeds")
    seeds.set_unusable_password()
    seeds.save()
    with pytest.raises(CommandError, match="No account can sign in"):
        call_command("import_article", str(tmp_path / "talks.txt"))
    with pytest.raises(CommandError, match="no account nobody"):
        call_command("import_article", str(tmp_path / "talks.txt"), "--editor", "nobody")


def test_the_proposal_is_linked_by_its_length() -> None:
    from tests.factories import make_draft
    from tracker.models.condition import ConditionKind
    from tracker.review.record import record_condition

    proposal = make_proposal()
    draft = make_draft(
        kind=ConditionKind.PROVISION, term=make_term("duration"), value="45 days", amount=45, unit="days"
    )
    record_condition(draft, editor=make_editor())
    add("An invented report\n\nNorthland accepts the proposal for a ceasefire of 45 days in the river war, it said.")
    assert Suggestion.objects.filter(proposal=proposal, party__name="Northland").exists()
