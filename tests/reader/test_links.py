"""What a claim hangs on or answers is shown as we hold it: corrected, recorded again, or marked as withdrawn."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.factories import make_condition, make_draft, make_editor, make_party, make_proposal, make_term
from tests.reader.world import read
from tracker.models.change import Change
from tracker.models.condition import Condition
from tracker.review.supersede import correct, supersede
from tracker.review.undo import undo
from tracker.review.withdraw import withdraw

pytestmark = pytest.mark.django_db

RIVER = "/proposals/river-truce/"


def demand(**fields: object) -> Condition:
    """What Northland's acceptance hangs on."""
    return make_condition(**asked(**fields))


def asked(**fields: object) -> dict[str, object]:
    return {"party": make_party("Marsh Front"), "stance": "demands", "summary": "ten observers", **fields}


def reserve(*others: Condition, **fields: object) -> Condition:
    """Northland accepts the whole if others hold."""
    return make_condition(term=make_term("overall"), stance="accepts", depends_on=others, **fields)


def put_right(condition: Condition, **fields: object) -> Condition:
    outcome = correct(condition, make_draft(**asked(**fields)), editor=make_editor(), reason="Misread.")
    assert isinstance(outcome.record, Condition)
    return outcome.record


def undo_last() -> Condition:
    outcome = undo(Change.objects.latest("pk"), editor=make_editor())
    assert isinstance(outcome.record, Condition)
    return outcome.record


def row_of(html: str) -> str:
    """The row on the proposal as a whole."""
    return html.partition('id="t-overall"')[2].partition("</tr>")[0]


def test_a_requirement_that_was_corrected_is_shown_in_its_right_words(client: Client) -> None:
    first = demand()
    acceptance = reserve(first)
    second = put_right(first, summary="eleven observers")
    last = put_right(second, summary="twelve observers")
    row, permalink = row_of(read(client, RIVER)), read(client, acceptance.get_absolute_url())
    for html in (row, permalink):
        assert "twelve observers" in html
        assert "ten observers" not in html
        assert "eleven observers" not in html
    assert f'<a href="{last.get_absolute_url()}">twelve observers</a>' in permalink


def test_a_correction_on_another_proposal_is_followed_too(client: Client) -> None:
    first = demand()
    acceptance = reserve(first)
    put_right(first, summary="twelve observers", proposal=make_proposal("Lake truce"))
    assert "twelve observers" in read(client, acceptance.get_absolute_url())
    assert "twelve observers" in row_of(read(client, RIVER))


def test_a_requirement_that_was_withdrawn_says_so(client: Client) -> None:
    first = demand()
    acceptance = reserve(first)
    withdraw(first, editor=make_editor(), reason="About another text.")
    assert 'ten observers <span class="aside">withdrawn</span>' in row_of(read(client, RIVER))
    permalink = read(client, acceptance.get_absolute_url())
    assert 'ten observers</a> <span class="aside">withdrawn</span>' in permalink
    assert "ten observers” (withdrawn)" in permalink


def test_a_requirement_recorded_again_stands_again(client: Client) -> None:
    first = demand()
    acceptance = reserve(first)
    withdraw(first, editor=make_editor(), reason="About another text.")
    copy = undo_last()
    row, permalink = row_of(read(client, RIVER)), read(client, acceptance.get_absolute_url())
    assert "ten observers" in row
    assert '<span class="aside">withdrawn</span>' not in row + permalink
    assert f'<a href="{copy.get_absolute_url()}">ten observers</a>' in permalink


def test_a_correction_taken_back_gives_the_first_words_again(client: Client) -> None:
    first = demand()
    acceptance = reserve(first)
    put_right(first, summary="twelve observers")
    copy = undo_last()
    permalink = read(client, acceptance.get_absolute_url())
    assert f'<a href="{copy.get_absolute_url()}">ten observers</a>' in permalink
    assert "twelve observers" not in permalink


def test_an_earlier_state_of_the_record_keeps_the_words_it_had(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def turn_to(day: int) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2040, 6, day, 12, tzinfo=UTC))

    turn_to(1)
    first = demand()
    acceptance = reserve(first)
    turn_to(2)
    wrong = put_right(first, summary="twelve observers")
    turn_to(3)
    withdraw(wrong, editor=make_editor(), reason="About another text.")
    told = [read(client, f"{acceptance.get_absolute_url()}?known=2040-06-0{day}") for day in (1, 2, 3)]
    assert ["ten observers" in html for html in told] == [True, False, True]
    assert ["twelve observers" in html for html in told] == [False, True, False]
    assert ['<span class="aside">withdrawn</span>' in html for html in told] == [False, False, True]


def test_an_answer_leads_to_what_it_answers_as_held(client: Client) -> None:
    first = make_condition(stance="demands", summary="ten observers")
    answer = make_condition(stance="drops", answers=first, term=make_term("withdrawal"))
    draft = make_draft(stance="demands", summary="twelve observers")
    new = correct(first, draft, editor=make_editor(), reason="Misread.").record
    assert isinstance(new, Condition)
    html = read(client, answer.get_absolute_url())
    assert f'<a href="{new.get_absolute_url()}">twelve observers</a>' in html
    assert "ten observers" not in html
    withdraw(new, editor=make_editor(), reason="About another text.")
    html = read(client, answer.get_absolute_url())
    assert '<span class="aside">withdrawn</span>' in html


def test_more_requirements_that_were_corrected_need_no_more_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def add(number: int) -> None:
        first = demand(term=make_term(f"term-{number}"))
        reserve(first, summary=f"answer {number}")
        put_right(first, term=make_term(f"term-{number}"), summary="twelve observers")

    add(1)
    with CaptureQueriesContext(connection) as asked_before:
        read(client, RIVER)
    for number in range(2, 6):
        add(number)
    with django_assert_num_queries(len(asked_before)):
        read(client, RIVER)


def test_a_withdrawal_taken_back_leads_to_the_fresh_record(client: Client) -> None:
    first = demand()
    withdraw(first, editor=make_editor(), reason="About another text.")
    copy = undo_last()
    html = read(client, first.get_absolute_url())
    assert "Withdrawn on" in html
    assert "Recorded again on" in html
    assert f"See record {copy.pk}" in html
    withdraw(copy, editor=make_editor(), reason="About another text indeed.")
    assert "Recorded again on" not in read(client, first.get_absolute_url())


def test_a_correction_taken_back_leads_to_the_fresh_record(client: Client) -> None:
    first = demand()
    wrong = put_right(first, summary="twelve observers")
    copy = undo_last()
    html = read(client, first.get_absolute_url())
    assert f"See record {wrong.pk}" in html
    assert f"See record {copy.pk}" in html
    assert "Recorded again on" in html


def test_a_word_stays_replaced_when_the_word_between_is_withdrawn(client: Client) -> None:
    first = demand()
    second = _follow_up(first, summary="eleven observers")
    third = _follow_up(second, summary="twelve observers")
    assert f"See record {second.pk}" in read(client, first.get_absolute_url())
    withdraw(second, editor=make_editor(), reason="About another text.")
    html = read(client, first.get_absolute_url())
    assert "Nothing replaces it." not in html
    assert f"See record {third.pk}" in html


def test_a_fresh_copy_of_a_replaced_word_is_replaced_too(client: Client) -> None:
    first = demand()
    second = _follow_up(first, summary="eleven observers")
    withdraw(first, editor=make_editor(), reason="About another text.")
    copy = undo_last()
    html = read(client, copy.get_absolute_url())
    assert "Nothing replaces it." not in html
    assert f"See record {second.pk}" in html


def _follow_up(old: Condition, **fields: object) -> Condition:
    record = supersede(old, make_draft(**asked(**fields)), editor=make_editor()).record
    assert isinstance(record, Condition)
    return record
