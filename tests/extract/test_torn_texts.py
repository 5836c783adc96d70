"""Promises about texts that came in torn, in another language, or far too long; everything here is made up."""

import html
import random
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.extract.readings import WEDNESDAY
from tracker.extract.candidate import Candidate, Source
from tracker.extract.language import find_foreign_language
from tracker.extract.lexicon import load_lexicon
from tracker.extract.reading import read_text
from tracker.extract.sentences import MAXIMUM_BLOCK, MAXIMUM_TEXT, split_blocks
from tracker.extract.terms import STANCES, TERMS

PLAIN = (
    "Israel rejected the ceasefire proposal on Monday. Hamas will release ten hostages only if the war ends.\n\n"
    "The draft, which Lebanon accepted, calls for a 60-day truce and a withdrawal of troops. “We want guarantees,” an "
    "Iranian official said."
)
CLAIM = "Israel rejected the ceasefire proposal."


def read_soundly(text: str) -> list[Candidate]:
    """What a text gives, each part of it checked against what a candidate promises."""
    found = read_text(text, source=Source(published_on=WEDNESDAY, title="Talks"), lexicon=load_lexicon())
    assert [item.start for item in found] == sorted(item.start for item in found)
    for item in found:
        assert 0 <= item.start < item.end <= len(text)
        assert 0 <= item.score <= 1
        assert item.term in TERMS
        assert item.stance is None or item.stance in STANCES
        assert item.kind == "position" or (item.party, item.stance) == (None, None)
        if item.context_start is not None:
            assert 0 <= item.context_start < item.context_end <= item.start
    return found


def is_refused(found: list[Candidate]) -> bool:
    return ("Israel", "overall", "rejects") in {(item.party, item.term, item.stance) for item in found}


def weave(text: str, thread: str) -> str:
    """The text with a mark between all its letters' pairs."""
    return thread.join(text[place : place + 2] for place in range(0, len(text), 2))


TORN = {
    "empty": "",
    "white space": " \t\u00a0\n\r\n\u2028 \x0b\x0c ",
    "one letter": "x",
    "quotes of every kind": PLAIN.translate(str.maketrans(" ", '"')) + "«„‚‹“”‘’\"'`´" * 40,
    "quotes that never close": PLAIN.replace(". ", '. "') + ' "' * 99,
    "no punctuation": "".join(letter for letter in PLAIN if letter not in string.punctuation + "“”"),
    "capitals": PLAIN.upper(),
    "one sentence": ", and ".join([CLAIM.rstrip(".")] * 120),
    "one word": "ceasefire" * 2_000,
    "questions and answers": "\n".join(
        f"Q: Will {n} accept it?\nA: We reject the truce, as we did." for n in range(60)
    ),
    "a table": "| Party | Term | Stance |\n|---|---|---|\n" + "| Israel | withdrawal | rejects |\n" * 40,
    "tabs": PLAIN.replace(" ", "\t"),
    "bullets": "\n".join(f"• {part}" for part in PLAIN.split()),
    "numbered": "\n".join(f"({n}) Hamas rejects clause {n} of the draft" for n in range(60)),
    "markup": "<p class='a'>"
    + html.escape(PLAIN)
    + "</p><script>if (a < b) { truce(); }</script>&nbsp;&amp;&#8217;<br/>",
    "control characters": weave(PLAIN, "\x00") + "\x1b[31m\x07\x7f\x9f",
    "zero width": weave(PLAIN, "\u200b") + "\ufeff\u2060\u00ad",
    "right to left": "\u202e" + PLAIN + "\u202c\u200f\u061c",
    "combining": weave(PLAIN, "\u0301\u0327") + "Z\u0351\u036b\u0343" * 50,
    "emoji": "🕊️🇮🇱🤝👩‍👩‍👧 ".join(PLAIN.split()),
    "undecodable": PLAIN.encode("utf-16").decode("utf-8", errors="replace"),
    "lone surrogates": PLAIN + "\ud83d and \udc4d.",
    "UTF-16 as Latin-1": PLAIN.encode("utf-16-le").decode("latin-1"),
    "UTF-8 as Latin-1": (PLAIN + " Élysée · čas · 停战").encode().decode("latin-1"),
    "only digits": "1,1,1,1 hostages " + "1," * 3_000,
    "only names": " ".join(f"{a}{b}{c}" for a in "BCDFG" for b in ("ara", "elo", "umi") for c in ("k", "sh", "dor")),
    "brackets": "(" * 20 + CLAIM + ")" * 20,
    "rows of signs": "(" * 3_000 + "\n" + CLAIM + "\n" + "=-" * 3_000,
    "commas": CLAIM + "," * 20 + " Hamas agrees.",
}


@pytest.mark.parametrize("name", TORN)
def test_a_torn_text_is_read_without_harm(name: str) -> None:
    read_soundly(TORN[name])


@pytest.mark.parametrize(
    "name", ["one sentence", "right to left", "lone surrogates", "brackets", "rows of signs", "UTF-8 as Latin-1"]
)
def test_what_is_whole_in_a_torn_text_is_still_found(name: str) -> None:
    assert is_refused(read_soundly(TORN[name]))


@pytest.mark.parametrize("name", ["empty", "white space", "one letter", "one word", "only digits"])
def test_a_text_that_says_nothing_gives_nothing_to_decide(name: str) -> None:
    assert [item for item in read_soundly(TORN[name]) if item.tier != "unclaimed"] == []


def test_a_text_without_end_is_cut_into_pieces_and_read_up_to_the_limit() -> None:
    blocks = list(split_blocks("word " * 400_000))
    assert max(len(block.text) for block in blocks) <= MAXIMUM_BLOCK
    assert blocks[-1].start + len(blocks[-1].text) <= MAXIMUM_TEXT
    text = CLAIM + "\n" + "and so on\n" * 100_000
    assert is_refused(read_soundly(text))


WORDS = ["Israel", "Hamas", "Lebanon", "the group", "it", "which", "rejected", "accepts", "will", "not", "only", "if",
         "until", "unless", "withdraw", "withdrawal", "hostages", "truce", "the draft", "ceasefire", "said", "nothing",
         "less", "than", "any", "deal", "calls", "for", "and", "but", ",", ".", ":", '"', "60", "days", "“We", "may",
         "a", "of", "to", "by", "including", "goals", "had", "been", "no", "longer", "Q:", "\n", "- "]  # fmt: skip
pieces = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=40).map(" ".join)
unhurried = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@unhurried
@given(pieces)
def test_words_in_any_order_are_read_without_harm(text: str) -> None:
    read_soundly(text)


@unhurried
@given(st.text())
def test_any_text_at_all_is_read_without_harm(text: str) -> None:
    read_soundly(text)


@unhurried
@given(st.binary(max_size=200), st.sampled_from(["utf-8", "utf-16", "latin-1", "cp1252"]))
def test_any_bytes_decoded_wrongly_are_read_without_harm(content: bytes, encoding: str) -> None:
    read_soundly(PLAIN + content.decode(encoding, errors="replace"))


@unhurried
@given(st.integers(0, 10_000))
def test_a_text_with_its_letters_knocked_about_is_read_without_harm(seed: int) -> None:
    dice, letters = random.Random(seed), list(PLAIN)
    for _ in range(30):
        place = dice.randrange(len(letters))
        letters[place] = dice.choice(
            [letters[place] * 2, "", " ", "\n", '"', letters[place - 1], chr(dice.randrange(1, 900))]
        )
    read_soundly("".join(letters))


FOREIGN = {
    "French": (
        "Israël a rejeté lundi la proposition de cessez-le-feu. Selon un porte-parole du Hamas, le mouvement exige la "
        "libération des prisonniers et le retrait des troupes avant la signature de la trêve."
    ),
    "Spanish": (
        "Israel rechazó el lunes la propuesta de alto el fuego. Según un portavoz de Hamas, el movimiento exige la "
        "liberación de los presos y la retirada de las tropas antes de la firma de la tregua."
    ),
    "German": (
        "Israel hat den Vorschlag für eine Waffenruhe am Montag abgelehnt. Die Hamas verlangt nach den Worten eines "
        "Sprechers, dass die Gefangenen vor der Unterschrift frei sind und die Truppen nicht bleiben."
    ),
    "Russian": (
        "Израиль отверг предложение о прекращении огня. По словам представителя ХАМАС, движение требует освобождения "
        "пленных и вывода войск до подписания перемирия."
    ),
    "Arabic": (
        "رفضت إسرائيل يوم الاثنين اقتراح وقف إطلاق النار. وقال متحدث باسم حماس إن الحركة تطالب بالإفراج عن الأسرى "
        "وانسحاب القوات قبل توقيع الهدنة."
    ),
    "Hebrew": (
        "ישראל דחתה ביום שני את ההצעה להפסקת אש. דובר חמאס אמר כי התנועה דורשת את שחרור האסירים ואת נסיגת הכוחות "
        "לפני חתימת ההסכם."
    ),
}


@pytest.mark.parametrize("language", FOREIGN)
def test_another_language_is_named_and_left_alone(language: str) -> None:
    assert find_foreign_language(FOREIGN[language]) == language
    assert read_soundly(FOREIGN[language]) == []


@pytest.mark.parametrize("language", FOREIGN)
def test_of_a_text_in_two_languages_the_english_part_is_read(language: str) -> None:
    english = (
        "Israel rejected the ceasefire proposal on Monday, and Hamas said that it would study the text of the draft."
    )
    text = f"{FOREIGN[language]}\n\n{english}\n\n{FOREIGN[language]}"
    found = read_soundly(text)
    assert is_refused(found)
    assert {text[item.start : item.end] for item in found} == {english}


@pytest.mark.parametrize(
    "text", [PLAIN, CLAIM, "", "Kyiv, Moscow agree", "La Voz Example, Le Courrier, Die Woche", *map(str, range(3))]
)
def test_english_and_what_is_too_short_to_tell_is_not_taken_for_another_language(text: str) -> None:
    assert find_foreign_language(text) is None


def test_an_english_text_with_foreign_words_stays_english() -> None:
    text = PLAIN + " The paper Le Courrier des deux rives wrote: « La trêve est morte »."
    assert find_foreign_language(text) is None
    assert is_refused(read_soundly(text))
