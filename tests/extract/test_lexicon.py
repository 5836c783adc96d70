"""The word lists hang together: known slugs, no twice-named party, phrases that compile."""

import pytest

from tracker.extract.lexicon import load_lexicon
from tracker.extract.patterns import compile_tokens, expand_phrase, has_gap, stem
from tracker.extract.ranking import GROUPS


def test_all_twenty_nine_terms_have_phrases() -> None:
    assert len({cue.term for cue in load_lexicon().terms}) == 29


def test_stance_cues_use_the_stances_of_the_codebook() -> None:
    forms = ("verb", "noun", "quality", "willing")
    assert {cue.stance for cue in load_lexicon().stances if cue.form in forms} <= set(GROUPS)


def test_every_speaker_speaks_for_a_listed_party() -> None:
    lexicon = load_lexicon()
    names = {actor.name for actor in lexicon.actors}
    assert {role.party for who in lexicon.speakers for role in who.roles} <= names


def test_every_party_has_one_entry_and_every_name_one_party() -> None:
    lexicon = load_lexicon()
    names = [actor.name for actor in lexicon.actors]
    assert len(names) == len(set(names))
    known = [name.text for actor in lexicon.actors for name in actor.names]
    assert len(known) == len(set(known))


def test_every_phrase_compiles() -> None:
    lexicon = load_lexicon()
    for phrase in [cue.phrase for cue in lexicon.terms] + [cue.phrase for cue in lexicon.stances]:
        assert compile_tokens(phrase) if has_gap(phrase) else expand_phrase(phrase)


def test_a_phrase_of_endless_choices_is_refused() -> None:
    with pytest.raises(ValueError, match="readings"):
        expand_phrase(" ".join(["a|b|c|d|e"] * 6))


@pytest.mark.parametrize(
    ("word", "base"),
    [("releases", "release"), ("agreed", "agree"), ("withdrew", "withdraw"), ("hopes", "hope"), ("stopping", "stop")],
)
def test_inflections_share_a_stem(word: str, base: str) -> None:
    assert stem(word) == stem(base)


@pytest.mark.parametrize(("one", "other"), [("planes", "plan"), ("note", "not"), ("aides", "aid"), ("willing", "will")])
def test_words_that_only_look_alike_keep_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)
