"""The seeds load whole, once, and into a sound record."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import Count

from tests.factories import make_editor
from tracker.models.article import Article
from tracker.models.change import Change
from tracker.models.claim import contradicts, current
from tracker.models.condition import Condition
from tracker.models.involvement import Involvement
from tracker.models.proposal import Proposal
from tracker.models.status import StatusChange
from tracker.models.suggestion import Suggestion
from tracker.review.verification import find_faults
from tracker.review.withdraw import withdraw
from tracker.transfer.seeds import import_samples, load_seeds

pytestmark = pytest.mark.django_db
SEEDS = settings.BASE_DIR / "seeds"


@pytest.fixture
def seeded() -> Iterator[None]:
    load_seeds(SEEDS)
    yield
    assert list(find_faults()) == []


@pytest.mark.usefixtures("seeded")
def test_the_seeds_hold_what_they_promise() -> None:
    assert Condition.objects.filter(proposal__isnull=False).count() >= 40
    per_proposal = Proposal.objects.annotate(conditions_held=Count("conditions")).values_list(
        "conditions_held", flat=True
    )
    assert len(per_proposal) == 3
    assert min(per_proposal) >= 10
    assert StatusChange.objects.values("proposal").distinct().count() == 3
    assert Involvement.objects.exists()
    assert set(Article.objects.values_list("is_sample", flat=True)) == {True}
    grouped = Change.objects.exclude(group=None).values("group").distinct()
    assert grouped.count() == 1
    assert Change.objects.filter(group=None).count() >= 10
    verbs = set(Change.objects.filter(group=None).values_list("verb", flat=True))
    assert {"record", "supersede", "correct", "withdraw", "attach"} <= verbs


@pytest.mark.usefixtures("seeded")
def test_loading_again_adds_nothing_even_what_editors_took_out() -> None:
    withdraw(Condition.objects.published().first(), editor=make_editor(), reason="Not what the text says.")
    counts = [model.objects.count() for model in (Change, Condition, Article, StatusChange)]
    assert load_seeds(SEEDS).words() == "Everything was there already; nothing was added."
    assert [model.objects.count() for model in (Change, Condition, Article, StatusChange)] == counts


@pytest.mark.usefixtures("seeded")
def test_the_hard_cases_of_the_record_are_among_them() -> None:
    live = Condition.objects.published()
    assert live.filter(stance="accepts-reserved", depends_on__isnull=False).exclude(qualifier="").exists()
    assert live.filter(tense="earlier").exists()
    assert live.filter(stance="rejects", citations__role="context").exists()
    assert live.filter(stance="silent", directness="media-inference").exists()
    assert live.filter(stance="under-review").exclude(qualifier="").exists()
    assert live.filter(stance="drops", answers__isnull=False).exists()
    assert live.filter(speaks_for_party=False).exists()
    assert live.filter(kind="provision", is_included=False).exists()
    sponsors = (
        live.filter(term__slug="overall", stance="proposes")
        .values("proposal")
        .annotate(n=Count("party", distinct=True))
    )
    assert max(row["n"] for row in sponsors) > 1
    assert Article.objects.annotate(n=Count("conflicts")).filter(n=2).exists()
    claims = current(live.select_related("supersedes").prefetch_related("actors", "citations__snapshot__article"))
    pairs = [(a, b) for a in claims for b in claims if a.pk < b.pk and contradicts(a, b) and a.stated_on == b.stated_on]
    outlets = [{c.snapshot.article.outlet for condition in pair for c in condition.citations.all()} for pair in pairs]
    assert any(len(each) == 2 for each in outlets)


@pytest.mark.usefixtures("seeded")
def test_the_sample_articles_fill_the_queue_with_all_three_kinds() -> None:
    assert import_samples(SEEDS) >= 4
    assert import_samples(SEEDS) == 0
    waiting = Suggestion.objects.waiting()
    assert waiting.count() >= 20
    assert {each.match for each in waiting} == {"new", "duplicate", "contradicting"}


def test_every_sample_article_says_that_it_is_one() -> None:
    texts = [file.read_text() for file in (SEEDS / "articles").glob("*.txt")]
    assert len(texts) > 10
    assert all("sample article" in text.split("\n\n", 2)[1].lower() for text in texts)


def test_a_fault_in_a_seed_file_is_named_and_nothing_is_loaded(tmp_path: Path) -> None:
    for file in SEEDS.glob("*.toml"):
        (tmp_path / file.name).write_text(file.read_text())
    (tmp_path / "articles").symlink_to(SEEDS / "articles")
    record = (tmp_path / "record.toml").read_text()
    (tmp_path / "record.toml").write_text(record.replace('term = "duration"', 'term = "no-such-term"', 1))
    with pytest.raises(CommandError, match="no-such-term"):
        call_command("load_seeds", folder=tmp_path)
    assert not Change.objects.exists()
    assert not Condition.objects.exists()
