"""How a suggestion stands to what we hold: new, the same, or contradicting (rule 4, and "match before queueing")."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tracker.models.claim import Claim, claim_of
from tracker.models.condition import Condition, ConditionKind
from tracker.models.stance import are_opposed
from tracker.models.suggestion import Match, Suggestion
from tracker.models.term import WHOLE, Term


@dataclass(frozen=True, slots=True)
class Matched:
    """The verdict, and the condition it speaks of (none when new)."""

    match: Match
    held: Condition | None = None


def match_claim(
    claim: Claim, *, kind: str, term: Term, stance: str, is_included: bool, held: Iterable[Condition]
) -> Matched:
    """Compares a claim with current conditions; a contradiction outweighs a duplicate.

    What a text contains, and an answer to a whole, are of one proposal. Any other claim that names no proposal is
    compared with what we hold on the same conflict whatever its proposal.
    """
    is_of_one_text = kind == ConditionKind.PROVISION or term.slug == WHOLE
    duplicate: Condition | None = None
    for condition in held:
        other = claim_of(condition)
        if not is_of_one_text and None in (claim.proposal_id, other.proposal_id):
            other = replace(other, proposal_id=claim.proposal_id)
        if condition.kind != kind or not claim.is_same(other):
            continue
        if is_included != condition.is_included or (stance and are_opposed(stance, condition.stance)):
            return Matched(Match.CONTRADICTING, condition)
        if stance == condition.stance:
            duplicate = duplicate or condition
    return Matched(Match.DUPLICATE, duplicate) if duplicate else Matched(Match.NEW)


def match_suggestion(suggestion: Suggestion, held: Iterable[Condition]) -> Matched:
    """`match_claim` for a stored suggestion; one that does not say whose claim it is, or on what, is always new."""
    holder = suggestion.proposal_id if suggestion.kind == ConditionKind.PROVISION else suggestion.party_id
    if suggestion.conflict_id is None or holder is None:
        return Matched(Match.NEW)
    claim = Claim(
        party_id=suggestion.party_id,
        term_id=suggestion.term_id,
        proposal_id=suggestion.proposal_id,
        conflict_id=suggestion.conflict_id,
        actor_ids=frozenset(actor.pk for actor in suggestion.actors.all()),
        value=suggestion.value,
    )
    return match_claim(
        claim,
        kind=suggestion.kind,
        term=suggestion.term,
        stance=suggestion.stance,
        is_included=suggestion.is_included,
        held=held,
    )
