"""The verbs *supersede* (the party said something new) and *correct* (we were wrong)."""

from tracker.models.change import ChangeGroup, Verb
from tracker.models.condition import Condition
from tracker.models.editor import Editor
from tracker.models.status import StatusChange
from tracker.models.suggestion import Suggestion, SuggestionState
from tracker.review.accept import draft_of
from tracker.review.draft import ConditionDraft, StatusDraft
from tracker.review.fields import field_values
from tracker.review.ledger import Ledger, open_ledger
from tracker.review.outcome import Outcome, already, done, refused
from tracker.review.permission import publishing_refused
from tracker.review.publication import Published, publish, publish_condition, retire
from tracker.review.queue import Decision, decide, decided_outcome, load_suggestion, match_waiting


def supersede(
    old: Condition,
    draft: ConditionDraft | None,
    *,
    editor: Editor,
    reason: str = "",
    suggestion: Suggestion | None = None,
    group: ChangeGroup | None = None,
) -> Outcome:
    """Publishes a party's new word beside its old one; without a draft, the suggestion's own is taken.

    Refused when the old one is retired or superseded already, or when it speaks of another holder or term.
    """
    if refusal := publishing_refused(editor):
        return refusal
    with open_ledger(editor, group) as ledger:
        ready = _prepare(draft, suggestion, SuggestionState.SUPERSEDED)
        if isinstance(ready, Outcome):
            return ready
        entry, suggestion = ready
        old = Condition.objects.select_related("term", "party", "proposal", "conflict").get(pk=old.pk)
        if not isinstance(entry, ConditionDraft):
            return refused("A status is followed by another status: record it.", old)
        if outcome := _supersede_obstacle(old, entry):
            return outcome
        condition = publish_condition(ledger, entry, supersedes=old)
        change = ledger.write(
            Verb.SUPERSEDE,
            condition,
            previous=old,
            reason=reason,
            before=field_values(old),
            after=field_values(condition),
        )
        _settle(ledger, suggestion, Decision(SuggestionState.SUPERSEDED, change, condition))
        return done(f"Published: {condition}. Number {old.pk} stays in the history.", condition, change)


def correct(
    old: Condition | StatusChange,
    draft: ConditionDraft | StatusDraft | None,
    *,
    editor: Editor,
    reason: str,
    suggestion: Suggestion | None = None,
) -> Outcome:
    """Replaces a record of ours that was wrong; the old one is retired with the reason and names the new one."""
    if refusal := publishing_refused(editor):
        return refusal
    if not reason.strip():
        return refused("Say what was wrong: readers see the reason of a correction.", old)
    with open_ledger(editor) as ledger:
        ready = _prepare(draft, suggestion, SuggestionState.CORRECTED)
        if isinstance(ready, Outcome):
            return ready
        entry, suggestion = ready
        old.refresh_from_db()
        if outcome := _correct_obstacle(old, entry):
            return outcome
        before = field_values(old)
        record = _publish_instead(ledger, old, entry)
        retire(ledger, old, reason=reason, corrected_by=record)
        change = ledger.write(
            Verb.CORRECT, record, previous=old, reason=reason, before=before, after=field_values(record)
        )
        if isinstance(record, Condition):
            _settle(ledger, suggestion, Decision(SuggestionState.CORRECTED, change, record))
        return done(f"Corrected: {record}.", record, change)


def _prepare(
    draft: ConditionDraft | StatusDraft | None, suggestion: Suggestion | None, state: SuggestionState
) -> Outcome | tuple[ConditionDraft | StatusDraft, Suggestion | None]:
    if suggestion is not None:
        suggestion = load_suggestion(suggestion.pk)
        if outcome := decided_outcome(suggestion, state):
            return outcome
        draft = draft or draft_of(suggestion)
    if draft is None:
        return refused("There is nothing to record: fill in the new entry.")
    if problem := draft.problem():
        return refused(problem, suggestion)
    return draft, suggestion


def _supersede_obstacle(old: Condition, draft: ConditionDraft) -> Outcome | None:
    if not old.is_live:
        return refused(f"Number {old.pk} was retired: {old.retired_reason}", old)
    newer = newer_word(old)
    if newer and newer.fingerprint == draft.fingerprint():
        return already(f"Number {old.pk} is superseded by this already, as number {newer.pk}.", newer)
    if newer:
        return refused(f"Number {old.pk} is superseded by number {newer.pk} already: supersede that one.", newer)
    if not is_same_cell(old, draft):
        return refused(
            "A new word is by the same party, on the same term, on the same proposal or conflict. "
            "If we had one of these wrong, correct instead; if it is another matter, accept it on its own.",
            old,
        )
    return None


def newer_word(old: Condition) -> Condition | None:
    """The live condition that comes after this one, directly or over others."""
    cell = Condition.objects.published().filter(party=old.party, term=old.term)
    later = [row for row in cell.order_by("-pk") if old.word_id in row.superseded_words]
    return later[0] if later else None


def is_same_cell(old: Condition, draft: ConditionDraft) -> bool:
    """True when both are about the same holder, term, proposal and conflict (rule 4)."""
    mine = (old.kind, old.party, old.term, old.proposal, old.conflict)
    return mine == (draft.kind, draft.party, draft.term, draft.proposal, draft.conflict)


def _correct_obstacle(old: Published, draft: ConditionDraft | StatusDraft) -> Outcome | None:
    if isinstance(old, Condition) != isinstance(draft, ConditionDraft):
        return refused("A correction is of the same kind as what it corrects.", old)
    if old.is_live:
        return None
    better = getattr(old, "corrected_by", None)
    if better is not None and better.fingerprint == draft.fingerprint():
        return already(f"Number {old.pk} is corrected by this already, as number {better.pk}.", better)
    return refused(f"Number {old.pk} was retired: {old.retired_reason}", old)


def _publish_instead(ledger: Ledger, old: Published, draft: ConditionDraft | StatusDraft) -> Published:
    """A correction takes the place of the wrong entry in the party's history, unless it belongs elsewhere."""
    if isinstance(old, Condition) and isinstance(draft, ConditionDraft) and is_same_cell(old, draft):
        return publish_condition(ledger, draft, corrects=old)
    return publish(ledger, draft)


def _settle(ledger: Ledger, suggestion: Suggestion | None, decision: Decision) -> None:
    if suggestion is not None:
        decide(ledger, suggestion, decision)
    if decision.condition is not None:
        match_waiting(decision.condition)
