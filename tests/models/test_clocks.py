"""Two clocks: when it was said, and when we knew (rule 3)."""

from datetime import UTC, date, datetime

import pytest

from tests.factories import make_condition, make_draft, make_editor, make_snapshot
from tracker.models.claim import contradicts, current
from tracker.models.condition import Condition
from tracker.models.precision import last_possible_day
from tracker.review.record import record_condition
from tracker.review.supersede import correct, supersede
from tracker.review.undo import undo
from tracker.review.withdraw import withdraw

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("precision", "stated", "before", "since"),
    [
        ("day", date(2030, 5, 4), date(2030, 5, 3), date(2030, 5, 4)),
        ("by", date(2030, 5, 4), date(2030, 5, 3), date(2030, 5, 4)),
        ("month", date(2030, 2, 4), date(2030, 2, 27), date(2030, 2, 28)),
        ("month", date(2030, 12, 1), date(2030, 12, 30), date(2031, 1, 1)),
        ("year", date(2030, 5, 4), date(2030, 12, 30), date(2030, 12, 31)),
        ("year", date(2030, 5, 4), date(2030, 12, 30), date(2031, 7, 1)),
    ],
)
def test_a_date_counts_from_its_last_possible_day(precision: str, stated: date, before: date, since: date) -> None:
    make_condition(stated_on=stated, stated_precision=precision)
    assert not Condition.objects.on(before).exists()
    assert Condition.objects.on(since).exists()
    assert last_possible_day(stated, precision) <= since


def test_known_shows_what_we_held_at_the_end_of_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    editor = make_editor()

    def clock(day: int) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2030, 6, day, 23, 59, 59, tzinfo=UTC))

    clock(1)
    condition = make_condition(editor)
    clock(3)
    withdraw(condition, editor=editor, reason="Said of another war.")
    held = [bool(Condition.objects.known(date(2030, 5, 31)))]
    held += [bool(Condition.objects.known(date(2030, 6, day))) for day in (1, 2, 3)]
    assert held == [False, True, True, False]
    assert not Condition.objects.published()


def rows(**window: date) -> list[Condition]:
    loaded = Condition.objects.published()
    if "on" in window:
        loaded = loaded.on(window["on"])
    return current(loaded.select_related("supersedes").prefetch_related("actors"))


def test_a_superseded_word_is_current_again_when_one_looks_back() -> None:
    editor = make_editor()
    old = make_condition(editor, stated_on=date(2030, 5, 4))
    new = supersede(old, make_draft(stance="accepts", stated_on=date(2030, 5, 9)), editor=editor).record
    assert rows() == [new]
    assert rows(on=date(2030, 5, 8)) == [old]


def test_a_corrected_or_reinstated_word_stays_superseded() -> None:
    editor = make_editor()
    old = make_condition(editor)
    new = supersede(old, make_draft(stance="accepts"), editor=editor).record
    mended = correct(old, make_draft(stance="open"), editor=editor, reason="It said open.")
    assert rows() == [new]
    undo(mended.change, editor=editor)
    assert rows() == [new]


def test_a_word_corrected_twice_stays_superseded() -> None:
    editor = make_editor()
    old = make_condition(editor)
    new = supersede(old, make_draft(stance="accepts"), editor=editor).record
    once = correct(old, make_draft(stance="open"), editor=editor, reason="It said open.").record
    correct(once, make_draft(stance="under-review"), editor=editor, reason="It said that it would look.")
    assert rows() == [new]


def test_a_later_word_still_stands_when_the_one_between_is_withdrawn() -> None:
    editor = make_editor()
    first = make_condition(editor, stated_on=date(2030, 5, 1))
    second = supersede(first, make_draft(stance="open", stated_on=date(2030, 5, 2)), editor=editor).record
    third = supersede(second, make_draft(stance="accepts", stated_on=date(2030, 5, 3)), editor=editor).record
    withdraw(second, editor=editor, reason="Said of another war.")
    assert rows() == [third]
    assert rows(on=date(2030, 5, 2)) == [first]


def test_what_was_held_earlier_is_not_current() -> None:
    make_condition(tense="earlier")
    assert rows() == []


def test_opposed_stances_on_the_same_actors_and_value_contradict() -> None:
    editor = make_editor()
    refusal = make_condition(editor)
    others = {
        "accepts": make_draft(make_snapshot(), stance="accepts"),
        "open": make_draft(make_snapshot(), stance="open"),
        "another value": make_draft(make_snapshot(), stance="accepts", value="30 days"),
        "dissent": make_draft(make_snapshot(), stance="accepts", speaks_for_party=False),
    }
    found = {name: record_condition(draft, editor=editor, again=True).record for name, draft in others.items()}
    assert contradicts(refusal, found["accepts"])
    assert not contradicts(refusal, found["open"])
    assert not contradicts(refusal, found["dissent"])
    draft = make_draft(make_snapshot(), stance="rejects", value="60 days")
    valued = record_condition(draft, editor=editor, again=True).record
    assert not contradicts(valued, found["another value"])
