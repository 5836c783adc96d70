"""What we already hold on a term, beside the suggestion that an editor decides."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from tracker.compare.phrase import source_of
from tracker.models.claim import current
from tracker.models.condition import Condition
from tracker.models.conflict import Conflict
from tracker.models.party import Party
from tracker.models.proposal import Proposal
from tracker.models.stance import Stance, StanceGroup
from tracker.models.term import Term

# Style classes of the stylesheet: five hues, one per group of stances.
_CLASSES = {
    StanceGroup.FOR: "for",
    StanceGroup.YES: "yes",
    StanceGroup.OPEN: "mid",
    StanceGroup.NO: "no",
    StanceGroup.DROPS: "gone",
    StanceGroup.DENIES: "gone",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Whose claim on what is being decided; what the suggestion leaves open is None."""

    term: Term
    conflict: Conflict | None
    proposal: Proposal | None
    party: Party | None


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One condition as the desk shows it."""

    condition: Condition
    holder: str
    source: str
    outlets: str


@dataclass(frozen=True, slots=True)
class Held:
    """`own` are the same holder's conditions on the term, in any proposal; `others` everybody else's in this one."""

    own: tuple[HeldRow, ...]
    others: tuple[HeldRow, ...]

    @property
    def targets(self) -> frozenset[int]:
        """The numbers that a verb may be aimed at."""
        return frozenset(row.condition.pk for row in self.own)


def load_held(place: Place, *, also: Condition | None = None) -> Held:
    """What we hold now, in a fixed number of queries; `also` is named by the suggestion and listed in any case."""
    rows = _current(place)
    if also is not None and also.is_live and also.pk not in {row.pk for row in rows}:
        rows.append(also)
    own = [row for row in rows if _is_own(row, place) or row == also]
    others = [row for row in rows if row not in own and row.proposal_id == _id(place.proposal)]
    return Held(tuple(map(_row, own)), tuple(map(_row, others)))


def style_of(stance: str) -> str:
    """The class by which the stylesheet colours the choice of a stance; no stance has none."""
    return _CLASSES[Stance(stance).group] if stance in Stance.values else ""


def _current(place: Place) -> list[Condition]:
    wanted = Q(term=place.term)
    if place.conflict is not None:
        wanted &= Q(conflict=place.conflict)
    return current(Condition.objects.published().filter(wanted).with_sources())


def _is_own(condition: Condition, place: Place) -> bool:
    if place.party is None:
        return condition.party_id is None and condition.proposal_id == _id(place.proposal)
    return condition.party_id == place.party.pk


def _row(condition: Condition) -> HeldRow:
    return HeldRow(
        condition=condition,
        holder=condition.party.name if condition.party else "The text",
        source=source_of(condition),
        outlets=", ".join(_outlets(condition)),
    )


def _outlets(condition: Condition) -> Iterable[str]:
    live = (citation for citation in condition.citations.all() if citation.retired_at is None)
    return dict.fromkeys(citation.snapshot.article.outlet for citation in live if citation.snapshot.article.outlet)


def _id(record: Proposal | None) -> int | None:
    return record.pk if record else None
