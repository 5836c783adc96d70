"""The verbs *accept* and *fix and accept*: a suggestion becomes a published condition."""

from tracker.models.change import Verb
from tracker.models.citation import CitationRole
from tracker.models.condition import ConditionKind
from tracker.models.editor import Editor
from tracker.models.record import Directness
from tracker.models.suggestion import Suggestion, SuggestionState
from tracker.review.doubt import doubt_about
from tracker.review.draft import CitationDraft, ConditionDraft
from tracker.review.fields import field_values
from tracker.review.ledger import Ledger, open_ledger
from tracker.review.outcome import Outcome, done, refused
from tracker.review.permission import publishing_refused
from tracker.review.publication import publish_condition
from tracker.review.queue import Decision, decide, decided_outcome, load_suggestion, match_waiting
from tracker.review.record import twin_outcome


def accept(suggestion: Suggestion, *, editor: Editor, reason: str = "", is_confirmed: bool = False) -> Outcome:
    """Publishes what a suggestion says as it stands.

    Needs confirmation when we hold the same already (attach is meant) or the contrary (supersede or correct may be).
    """
    return _accept(suggestion.pk, None, editor=editor, reason=reason, is_confirmed=is_confirmed)


def fix_and_accept(
    suggestion: Suggestion, draft: ConditionDraft, *, editor: Editor, reason: str = "", is_confirmed: bool = False
) -> Outcome:
    """Publishes a suggestion as the editor mended it; asks as `accept` does, by what was typed."""
    return _accept(suggestion.pk, draft, editor=editor, reason=reason, is_confirmed=is_confirmed)


def draft_of(suggestion: Suggestion) -> ConditionDraft:
    """The condition that a suggestion proposes, as an editor would first see it."""
    return ConditionDraft(
        kind=ConditionKind(suggestion.kind),
        conflict=suggestion.conflict,
        proposal=suggestion.proposal,
        term=suggestion.term,
        party=suggestion.party,
        stance=suggestion.stance,
        is_included=suggestion.is_included,
        actors=tuple(suggestion.actors.all()),
        value=suggestion.value,
        amount=suggestion.amount,
        unit=suggestion.unit,
        person=suggestion.person,
        role=suggestion.role,
        attribution=suggestion.attribution,
        directness=suggestion.directness or Directness.MEDIA_INFERENCE,
        is_red_line=suggestion.is_red_line,
        speaks_for_party=suggestion.speaks_for_party,
        tense=suggestion.tense,
        stated_on=suggestion.stated_on or suggestion.snapshot.article.published_on,
        stated_precision=suggestion.stated_precision,
        citations=citations_of(suggestion),
    )


def citations_of(suggestion: Suggestion) -> tuple[CitationDraft, ...]:
    """The sentence as evidence, with its context sentence where the claim needs one."""
    snapshot = suggestion.snapshot
    evidence = CitationDraft(snapshot, suggestion.start, suggestion.end, suggestion.quote)
    if suggestion.context_start is None or suggestion.context_end is None:
        return (evidence,)
    start, end = suggestion.context_start, suggestion.context_end
    return (evidence, CitationDraft(snapshot, start, end, snapshot.text[start:end], CitationRole.CONTEXT))


def _accept(
    suggestion_id: int, draft: ConditionDraft | None, *, editor: Editor, reason: str, is_confirmed: bool
) -> Outcome:
    if refusal := publishing_refused(editor):
        return refusal
    state = SuggestionState.FIXED if draft else SuggestionState.ACCEPTED
    with open_ledger(editor) as ledger:
        suggestion = load_suggestion(suggestion_id)
        if outcome := decided_outcome(suggestion, state):
            return outcome
        draft = draft or draft_of(suggestion)
        if problem := _problem(suggestion, draft):
            return refused(problem, suggestion)
        outcome = doubt_about(draft) or twin_outcome(draft, again=False)
        if outcome and not is_confirmed:
            return outcome
        return _publish(ledger, suggestion, draft, state, reason)


def _publish(
    ledger: Ledger, suggestion: Suggestion, draft: ConditionDraft, state: SuggestionState, reason: str
) -> Outcome:
    condition = publish_condition(ledger, draft)
    change = ledger.write(Verb.ACCEPT, condition, reason=reason, after=field_values(condition))
    decide(ledger, suggestion, Decision(state, change, condition))
    match_waiting(condition)
    return done(f"Published: {condition}.", condition, change)


def _problem(suggestion: Suggestion, draft: ConditionDraft) -> str | None:
    if suggestion.working_name and draft.proposal is None and draft.kind == ConditionKind.PROVISION:
        return f"No proposal is recorded for “{suggestion.working_name}”: choose one, or create it first."
    if suggestion.raw_party and draft.party is None:
        return f"“{suggestion.raw_party}” is not among the parties: choose one, or create it first."
    return draft.problem()
