"""What makes two claims the same one, and when they contradict each other (rule 4)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.models.condition import Condition, ConditionQuerySet, Tense
from tracker.models.stance import are_opposed


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim's identity: party (none for a text), term, proposal or conflict, actors and value."""

    party_id: int | None
    term_id: int
    proposal_id: int | None
    conflict_id: int | None
    actor_ids: frozenset[int]
    value: str

    def is_about(self, other: "Claim") -> bool:
        """True when both speak of the same cell: the same holder, term and proposal (or conflict)."""
        return (self.party_id, self.term_id, self.proposal_id, self.conflict_id) == (
            other.party_id,
            other.term_id,
            other.proposal_id,
            other.conflict_id,
        )

    def is_same(self, other: "Claim") -> bool:
        """True when actors and value agree too; a side that names none leaves it open and does not differ."""
        actors_agree = not self.actor_ids or not other.actor_ids or self.actor_ids == other.actor_ids
        values_agree = not self.value or not other.value or _fold(self.value) == _fold(other.value)
        return self.is_about(other) and actors_agree and values_agree


def claim_of(condition: Condition) -> Claim:
    """The claim that a condition makes; its actors should be prefetched."""
    return Claim(
        party_id=condition.party_id,
        term_id=condition.term_id,
        proposal_id=condition.proposal_id,
        conflict_id=condition.conflict_id,
        actor_ids=frozenset(actor.pk for actor in condition.actors.all()),
        value=condition.value,
    )


def unsuperseded(conditions: Iterable[Condition]) -> list[Condition]:
    """Those of a loaded set that no later word in the set supersedes, whatever their tense, in the order given.

    Load the set with `published()` or `known()` and `on()`: then "superseded by D only by what was said by D" holds. A
    later word supersedes every word before it, and whatever stands in for one of them, corrected or reinstated.
    """
    rows = list(conditions)
    before = {word for row in rows for word in row.superseded_words}
    return [row for row in rows if row.word_id not in before]


def current(conditions: Iterable[Condition]) -> list[Condition]:
    """Those that are not superseded and held now, not earlier (rule 4)."""
    return [row for row in unsuperseded(conditions) if row.tense == Tense.NOW]


def count_current(conditions: ConditionQuerySet, part: str) -> dict[int, int]:
    """How many current claims there are for each `party` or `term`, by its id."""
    column = f"{part}_id"
    rows = conditions.only("pk", "tense", "continues_id", "superseded_words", column)
    counts = Counter(getattr(row, column) for row in current(rows))
    counts.pop(None, None)
    return dict(counts)


def contradicts(one: Condition, other: Condition) -> bool:
    """True when two current positions about the same actors and value take opposed stance groups (rule 4)."""
    if not (one.is_position and other.is_position and one.speaks_for_party and other.speaks_for_party):
        return False
    return claim_of(one).is_same(claim_of(other)) and are_opposed(one.stance, other.stance)


def _fold(value: str) -> str:
    return " ".join(value.casefold().split())
