"""Two editors press at the same moment: one wins, the other is told what happened."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from tests.factories import cite, make_condition, make_draft, make_editor, make_snapshot, make_suggestion
from tracker.models.change import Change
from tracker.models.condition import Condition
from tracker.models.party import Party
from tracker.review.accept import accept, fix_and_accept
from tracker.review.attach import attach, attach_suggestion
from tracker.review.edit import edit
from tracker.review.outcome import Answer, Outcome
from tracker.review.record import record_condition
from tracker.review.reject import reject
from tracker.review.supersede import correct, supersede
from tracker.review.undo import undo
from tracker.review.verification import find_faults
from tracker.review.withdraw import withdraw
from tracker.review.withhold import withhold

pytestmark = pytest.mark.django_db(transaction=True)

type Act = Callable[[], Outcome]


def press(*acts: Act) -> list[Outcome]:
    """Runs acts in threads of their own that start together, each on a connection of its own."""
    gate, outcomes, errors = threading.Barrier(len(acts)), [], []

    def run(act: Act) -> None:
        try:
            gate.wait()
            outcomes.append(act())
        except Exception as error:  # noqa: BLE001  (carried to the test, which fails on it)
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    return outcomes


def twice(verb: str) -> tuple[Act, Act]:
    """The same act by two editors."""
    one, two = make_editor("chief"), make_editor("chief")
    suggestion, condition = make_suggestion(), make_condition(one)
    other = (cite(make_snapshot()),)
    change = record_condition(make_draft(stance="open"), editor=one, again=True).change
    acts: dict[str, Callable[[object], Outcome]] = {
        "accept": lambda by: accept(suggestion, editor=by, is_confirmed=True),
        "fix": lambda by: fix_and_accept(suggestion, make_draft(suggestion.snapshot), editor=by, is_confirmed=True),
        "attach": lambda by: attach(condition.__class__.objects.get(pk=condition.pk), other, editor=by),
        "attach-suggestion": lambda by: attach_suggestion(
            suggestion, Condition.objects.get(pk=condition.pk), editor=by
        ),
        "supersede": lambda by: supersede(condition, make_draft(other[0].snapshot, stance="accepts"), editor=by),
        "correct": lambda by: correct(
            Condition.objects.get(pk=condition.pk), make_draft(other[0].snapshot, stance="open"), editor=by, reason="r"
        ),
        "withdraw": lambda by: withdraw(Condition.objects.get(pk=condition.pk), editor=by, reason="r"),
        "reject": lambda by: reject(suggestion, editor=by, reason="r"),
        "undo": lambda by: undo(change, editor=by),
        "withhold": lambda by: withhold(condition.citations.get(), editor=by, reason="r"),
        "edit": lambda by: edit(Party, condition.party_id, {"short_name": "North"}, editor=by),
        "record": lambda by: record_condition(make_draft(other[0].snapshot, stance="demands"), editor=by, again=True),
    }
    act = acts[verb]
    return (lambda: act(one)), (lambda: act(two))


VERBS = (
    "accept", "fix", "attach", "attach-suggestion", "supersede", "correct",
    "withdraw", "reject", "undo", "withhold", "edit", "record",
)  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_the_same_act_by_two_editors_is_done_once(verb: str) -> None:
    acts = twice(verb)
    before = Change.objects.count()
    outcomes = press(*acts)
    assert sorted(outcome.answer for outcome in outcomes) == [Answer.ALREADY, Answer.DONE]
    assert Change.objects.count() == before + 1
    assert list(find_faults()) == []


def test_accept_against_reject_has_one_winner_and_the_other_hears_who_it_was() -> None:
    suggestion, one, two = make_suggestion(), make_editor(), make_editor()
    outcomes = press(
        lambda: accept(suggestion, editor=one), lambda: reject(suggestion, editor=two, reason="not a position")
    )
    answers = {outcome.answer: outcome for outcome in outcomes}
    assert set(answers) == {Answer.DONE, Answer.REFUSED}
    assert answers[Answer.DONE].change.desk_name in answers[Answer.REFUSED].message


def test_ids_of_changes_have_no_gaps_and_follow_the_order_of_commits() -> None:
    editors = [make_editor() for _ in range(4)]
    drafts = [make_draft(make_snapshot()) for _ in editors]
    press(*[lambda e=e, d=d: record_condition(d, editor=e, again=True) for e, d in zip(editors, drafts, strict=True)])
    assert list(Change.objects.order_by("id").values_list("id", flat=True)) == [1, 2, 3, 4]
    moments = list(Change.objects.order_by("id").values_list("made_at", flat=True))
    assert moments == sorted(moments)
    assert list(find_faults()) == []
