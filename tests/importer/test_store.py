"""What a reading found is stored so that an editor can follow it and every database can hold it."""

import pytest

from tests.factories import DAY, make_conflict, make_editor, make_snapshot, make_term
from tracker.extract.candidate import Candidate
from tracker.extract.lexicon import load_lexicon
from tracker.extract.sentences import MAXIMUM_TEXT
from tracker.importer.articles import ArticleFacts, add_text
from tracker.importer.reading import describe_reading
from tracker.importer.store import store_candidates
from tracker.models.article import Snapshot
from tracker.models.suggestion import Suggestion

pytestmark = pytest.mark.django_db

FRENCH = (
    "Le Nordland a rejeté lundi la proposition de cessez-le-feu. Selon sa porte-parole, le gouvernement exige la "
    "libération des prisonniers et le retrait des troupes avant la signature de la trêve avec le Front des marais."
)


@pytest.fixture(autouse=True)
def codebook() -> None:
    for slug in sorted({cue.term for cue in load_lexicon().terms}):
        make_term(slug, "all")
    make_conflict()


def store(**fields: object) -> Suggestion:
    values = {"kind": "position", "term": "monitoring", "party": "Northland", "stance": "rejects", "score": 0.5}
    snapshot = make_snapshot()
    assert store_candidates(snapshot, [Candidate(**{"start": 0, "end": 20, "rule": "r", **values, **fields})]) == 1
    return Suggestion.objects.get(snapshot=snapshot)


def test_everything_a_step_saw_is_kept() -> None:
    why = (("rule", "verb:rejects"), ("flag", "until"), ("flag", "holder it"), ("flag", "until"))
    assert store(why=why).why == {"rule": "verb:rejects", "flag": ["until", "holder it"]}


def test_a_rule_made_of_many_is_cut_between_two_of_them() -> None:
    rule = "+".join(["trained", *["willing:offers"] * 6])
    assert store(rule=rule).rule == "+".join(["trained", *["willing:offers"] * 3])
    assert store(rule="verb:rejects").rule == "verb:rejects"


@pytest.mark.parametrize("amount", [1e12, 1e300, float("inf")])
def test_a_figure_beyond_all_measure_stays_in_words(amount: float) -> None:
    suggestion = store(amount=amount, unit="days" * 20, value="more days than there are")
    suggestion.refresh_from_db()
    assert (suggestion.amount, suggestion.value) == (None, "more days than there are")


def test_a_text_in_another_language_says_so_and_what_to_do_and_can_be_recorded_by_hand() -> None:
    article = add_text(
        FRENCH, ArticleFacts(outlet="Fil d'essai", published_on=DAY), editor=make_editor("contributor")
    ).article
    assert (article.state, Suggestion.objects.count()) == ("read", 0)
    assert "looks French" in article.state_reason
    assert "English version" in article.state_reason
    assert "by hand" in article.state_reason
    assert Snapshot.objects.get(article=article).text == FRENCH


def test_an_english_text_is_told_by_its_suggestions_alone() -> None:
    assert describe_reading("Northland rejects the truce, and its spokeswoman said so on Monday.", 2) == (
        "2 suggestions queued."
    )


def test_a_text_too_long_to_be_read_whole_says_how_far_it_was_read() -> None:
    assert f"first {MAXIMUM_TEXT:,} characters" in describe_reading("a" * (MAXIMUM_TEXT + 1), 0)
