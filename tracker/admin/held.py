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
from tracker.models.term import Term


@dataclass(frozen=True, slots=True)
class Place:
    """Whose claim on what is being decided; what the suggestion leaves open is None."""

    term: Term
    conflict: Conflict | None
    proposal: Proposal | None
    party: Party | None

    @property
    def conflict_id(self) -> int | None:
        """The conflict named, else the proposal's."""
        if self.conflict is None and self.proposal is not None:
            return self.proposal.conflict_id
        return _id(self.conflict)


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

    place: Place
    own: tuple[HeldRow, ...]
    others: tuple[HeldRow, ...]

    @property
    def targets(self) -> frozenset[int]:
        """The numbers that a verb may be aimed at: those of the same conflict."""
        conflict_id = self.place.conflict_id
        return frozenset(row.condition.pk for row in self.own if row.condition.conflict_id == conflict_id)

    @property
    def likely_targets(self) -> frozenset[int]:
        """Of these, the ones in the same proposal, or standing where none is named."""
        inside = {row.condition.pk for row in self.own if row.condition.proposal_id == _id(self.place.proposal)}
        return self.targets & inside


def load_held(place: Place, *, also: Condition | None = None) -> Held:
    """What we hold now, in a fixed number of queries; `also` is named by the suggestion and listed in any case."""
    rows = _current(place)
    if also is not None and also.is_live and also.pk not in {row.pk for row in rows}:
        rows.append(also)
    own = [row for row in rows if _is_own(row, place) or row == also]
    others = [row for row in rows if row not in own and row.proposal_id == _id(place.proposal)]
    return Held(place, tuple(map(_row, own)), tuple(map(_row, others)))


def _current(place: Place) -> list[Condition]:
    wanted = Q(term=place.term)
    if place.conflict_id is not None:
        wanted &= Q(conflict=place.conflict_id)
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


def _id(record: Proposal | Conflict | None) -> int | None:
    return record.pk if record else None
