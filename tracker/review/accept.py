"""The verbs *accept* and *fix and accept*: a suggestion becomes a published condition."""

from tracker.models.change import Verb
from tracker.models.citation import CitationRole
from tracker.models.claim import Claim
from tracker.models.condition import ConditionKind, Tense
from tracker.models.editor import Editor
from tracker.models.matching import match_claim
from tracker.models.record import Directness
from tracker.models.suggestion import Match, Suggestion, SuggestionState
from tracker.review.draft import CitationDraft, ConditionDraft, checked
from tracker.review.fields import field_values
from tracker.review.ledger import Ledger, open_ledger
from tracker.review.outcome import Outcome, confirm, done, refused
from tracker.review.permission import publishing_refused
from tracker.review.publication import publish_condition
from tracker.review.queue import Decision, decide, decided_outcome, held_on, load_suggestion, match_waiting
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
        outcome = _doubt(draft) or twin_outcome(draft, again=False)
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


def _doubt(draft: ConditionDraft) -> Outcome | None:
    """What to ask before publishing beside what we hold now, whatever was held when the suggestion was made."""
    matched = match_claim(
        Claim(
            party_id=draft.party.pk if draft.party else None,
            term_id=draft.term.pk,
            proposal_id=draft.proposal.pk if draft.proposal else None,
            conflict_id=checked(draft.conflict).pk,
            actor_ids=frozenset(actor.pk for actor in draft.actors),
            value=draft.value,
        ),
        kind=draft.kind,
        term=draft.term,
        stance=draft.stance,
        is_included=draft.is_included,
        held=held_on(draft.term, draft.party) if draft.tense == Tense.NOW and draft.speaks_for_party else (),
    )
    if matched.match == Match.DUPLICATE and matched.held:
        return confirm(
            f"We hold the same as number {matched.held.pk}: attach this as another source? "
            "Accept again to record it on its own.",
            matched.held,
        )
    if matched.match == Match.CONTRADICTING and matched.held:
        return confirm(
            f"This contradicts number {matched.held.pk}: {matched.held}. Did the party move (supersede), were we "
            "wrong (correct)? Accept again to show both as contested.",
            matched.held,
        )
    return None
