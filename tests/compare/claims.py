"""Claims in the invented war, saved as the verbs would save them, and read back as pages read them."""

from collections.abc import Iterable

from tests.factories import make_condition, make_conflict, make_party, make_proposal, make_term
from tracker.compare.convergence import Seat
from tracker.models.condition import Condition, ConditionKind
from tracker.models.conflict import Participation
from tracker.models.party import Party


def hold(party: str, stance: str, **fields: object) -> Condition:
    """A party's position on monitoring in the river truce, unless told otherwise."""
    return make_condition(party=make_party(party), stance=stance, **fields)


def provide(summary: str, **fields: object) -> Condition:
    """What the text of the river truce holds on monitoring, unless told otherwise."""
    return make_condition(kind=ConditionKind.PROVISION, summary=summary, **fields)


def held(rows: Iterable[Condition] | None = None) -> list[Condition]:
    """Every published condition with its parts, or the given ones read again."""
    found = Condition.objects.published().with_sources()
    return list(found if rows is None else found.filter(pk__in=[row.pk for row in rows]))


def seats() -> list[Seat]:
    """Who sits where in the river war."""
    return [Seat(row.party, row.side) for row in Participation.objects.in_conflicts([make_conflict().pk])]


def join_side(party: str, side: str, position: int = 9, **fields: object) -> Party:
    """Gives a party a side in the river war."""
    joined = make_party(party)
    Party.objects.filter(pk=joined.pk).update(**fields)
    Participation.objects.create(conflict=make_conflict(), party=joined, side=side, position=position)
    return joined


def whole() -> dict[str, object]:
    """Fields of a position on the proposal as a whole."""
    return {"term": make_term("overall", "the-deal"), "proposal": make_proposal()}
