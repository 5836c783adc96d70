"""The buttons of the review page: each names one verb, and turns what was posted into a call of it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tracker.admin.forms import ConditionForm
from tracker.models.condition import Condition
from tracker.models.editor import Editor
from tracker.models.suggestion import Suggestion, SuggestionState
from tracker.review.accept import accept, citations_of, fix_and_accept
from tracker.review.attach import attach_suggestion
from tracker.review.draft import ConditionDraft
from tracker.review.outcome import Outcome, refused
from tracker.review.reject import reject
from tracker.review.supersede import correct, supersede

# Each tells which part of the extraction to mend; the keys 1 to 6 stand for them in this order.
REASONS = ("wrong party", "wrong term", "wrong stance", "not a position", "duplicate", "out of scope")


class Button(StrEnum):
    """What `do` may say."""

    LOOK = "look"
    ACCEPT = "accept"
    CONFIRM = "confirm"
    ATTACH = "attach"
    SUPERSEDE = "supersede"
    CORRECT = "correct"
    REJECT = "reject"


_AIMED = frozenset({Button.ATTACH, Button.SUPERSEDE, Button.CORRECT})  # these need one of those we hold


@dataclass(frozen=True, slots=True)
class Act:
    """One press of a button: on which suggestion, by whom, with which form, aimed at which condition, and why."""

    suggestion: Suggestion
    editor: Editor
    form: ConditionForm
    target: Condition | None
    reason: str

    @property
    def needs_form(self) -> bool:
        """True when what was typed counts; the form must then be valid."""
        return self.form.has_changed()

    def draft(self) -> ConditionDraft | None:
        """What was typed, or None when nothing was changed and the suggestion's own values are meant."""
        return self.form.draft(citations_of(self.suggestion)) if self.needs_form else None


def press(button: Button, act: Act) -> Outcome:
    """Calls the verb that a button stands for."""
    return _VERBS[button](act)


def misaimed(button: Button, act: Act, conflict_id: int | None) -> Outcome | None:
    """A refusal when a verb is aimed at a condition of another conflict; a decided suggestion is left to its verb."""
    if button not in _AIMED or act.target is None or act.suggestion.state != SuggestionState.WAITING:
        return None
    if conflict_id is None:
        return refused("Choose the conflict first: only what we hold in the same one can be meant.", act.suggestion)
    if act.target.conflict_id != conflict_id:
        return refused(
            f"Number {act.target.pk} is about another conflict: choose one of those offered.", act.suggestion
        )
    return None


def takes_form(button: Button) -> bool:
    """True for the verbs that publish what the form says."""
    return button in {Button.ACCEPT, Button.CONFIRM, Button.SUPERSEDE, Button.CORRECT}


def _accept(act: Act, *, is_confirmed: bool = False) -> Outcome:
    if draft := act.draft():
        return fix_and_accept(act.suggestion, draft, editor=act.editor, reason=act.reason, is_confirmed=is_confirmed)
    return accept(act.suggestion, editor=act.editor, reason=act.reason, is_confirmed=is_confirmed)


def _confirm(act: Act) -> Outcome:
    return _accept(act, is_confirmed=True)


def _attach(act: Act) -> Outcome:
    if act.target is None:
        return refused("Choose which of those we hold this is another source of.", act.suggestion)
    return attach_suggestion(act.suggestion, act.target, editor=act.editor, reason=act.reason)


def _supersede(act: Act) -> Outcome:
    if act.target is None:
        return refused("Choose which of those we hold the party has moved from.", act.suggestion)
    return supersede(act.target, act.draft(), editor=act.editor, reason=act.reason, suggestion=act.suggestion)


def _correct(act: Act) -> Outcome:
    if act.target is None:
        return refused("Choose which of those we hold was wrong.", act.suggestion)
    return correct(act.target, act.draft(), editor=act.editor, reason=act.reason, suggestion=act.suggestion)


def _reject(act: Act) -> Outcome:
    return reject(act.suggestion, editor=act.editor, reason=act.reason)


_VERBS: dict[Button, Callable[[Act], Outcome]] = {
    Button.ACCEPT: _accept,
    Button.CONFIRM: _confirm,
    Button.ATTACH: _attach,
    Button.SUPERSEDE: _supersede,
    Button.CORRECT: _correct,
    Button.REJECT: _reject,
}
