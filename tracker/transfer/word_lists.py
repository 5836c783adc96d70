"""Brings the shipped word lists into the database, where editors can add to them and switch phrases off."""

from collections.abc import Iterator

from django.db import transaction

from tracker.extract.lexicon import load_lexicon
from tracker.models.word_list import WordList, WordListEntry

type Key = tuple[str, str, str, str]


def load_word_lists() -> int:
    """Adds shipped phrases that are missing and takes away those no longer shipped; returns how many were added.

    What editors added stays, and so does what they switched off.
    """
    shipped = set(_shipped())
    with transaction.atomic():
        held = {_key(entry): entry for entry in WordListEntry.objects.all()}
        gone = [entry.pk for key, entry in held.items() if entry.is_shipped and key not in shipped]
        WordListEntry.objects.filter(pk__in=gone).delete()
        missing = sorted(shipped - held.keys())
        WordListEntry.objects.bulk_create(
            WordListEntry(word_list=word_list, key=key, form=form, phrase=phrase, is_shipped=True)
            for word_list, key, form, phrase in missing
        )
    return len(missing)


def _shipped() -> Iterator[Key]:
    lexicon = load_lexicon()
    for term in lexicon.terms:
        yield WordList.TERM.value, term.term, term.strength, term.phrase
    for stance in lexicon.stances:
        yield WordList.STANCE.value, stance.stance, stance.form, stance.phrase


def _key(entry: WordListEntry) -> Key:
    return entry.word_list, entry.key, entry.form, entry.phrase
