"""The word lists are in the database, and what editors do to them counts from the next reading on."""

import pytest
from django.test import Client

from tests.factories import make_conflict, make_editor, make_party, make_snapshot, make_term
from tracker.extract.lexicon import load_lexicon
from tracker.importer.reading import suggest
from tracker.importer.vocabulary import build_lexicon
from tracker.models.suggestion import Suggestion
from tracker.models.word_list import WordListEntry
from tracker.transfer.word_lists import load_word_lists

pytestmark = pytest.mark.django_db

TEXT = """An invented report

Northland demands frobnication before it signs any ceasefire, its government said.
"""


def test_shipped_lists_are_loaded_once_and_keep_what_editors_did() -> None:
    assert load_word_lists() > 500
    assert set(build_lexicon().terms) == set(load_lexicon().terms)
    entry = WordListEntry.objects.first()
    WordListEntry.objects.filter(pk=entry.pk).update(is_active=False)
    WordListEntry.objects.create(word_list="term", key="monitoring", form="for", phrase="frobnication")
    WordListEntry.objects.create(
        word_list="term", key="monitoring", form="for", phrase="no longer shipped", is_shipped=True
    )
    assert load_word_lists() == 0
    assert not WordListEntry.objects.get(pk=entry.pk).is_active
    assert WordListEntry.objects.filter(phrase="frobnication").exists()
    assert not WordListEntry.objects.filter(phrase="no longer shipped").exists()


def test_a_phrase_added_on_the_desk_is_read_at_once() -> None:
    load_word_lists()
    for slug in {cue.term for cue in load_lexicon().terms}:
        make_term(slug, "all")
    make_conflict()
    make_party()
    snapshot = make_snapshot(TEXT)
    suggest(snapshot)
    assert not Suggestion.objects.filter(term__slug="monitoring").exists()
    desk = Client()
    desk.force_login(make_editor())
    phrase = {"word_list": "term", "key": "monitoring", "form": "for", "phrase": "frobnication", "is_active": "on"}
    assert desk.post("/admin/tracker/wordlistentry/add/", {**phrase, "key": "no-such-term"}).status_code == 200
    assert desk.post("/admin/tracker/wordlistentry/add/", phrase).status_code == 302
    suggest(snapshot)
    assert Suggestion.objects.filter(term__slug="monitoring", party__name="Northland", stance="demands").exists()


def test_a_contributor_cannot_change_the_word_lists() -> None:
    desk = Client()
    desk.force_login(make_editor("contributor"))
    assert desk.get("/admin/tracker/wordlistentry/").status_code == 403


def test_an_unchanged_vocabulary_is_built_once() -> None:
    load_word_lists()
    assert build_lexicon() is build_lexicon()
