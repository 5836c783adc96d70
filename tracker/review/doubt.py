"""What to ask before something is published beside what we hold: the same already, or the contrary."""

from tracker.models.claim import Claim
from tracker.models.condition import Tense
from tracker.models.matching import match_claim
from tracker.models.suggestion import Match
from tracker.review.draft import ConditionDraft, checked
from tracker.review.outcome import Outcome, confirm
from tracker.review.queue import held_on


def doubt_about(draft: ConditionDraft) -> Outcome | None:
    """A question when we hold the same or the contrary now; None when there is nothing to ask."""
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
