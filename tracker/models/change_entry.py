"""The ledger as readers meet it: one entry for each lone change and for each group, and the subjects of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, Max, Min, QuerySet, Value, When

from tracker.models.change import Change, ChangeGroup, ChangeQuerySet, ChangeSubject, SubjectKind
from tracker.models.conflict import Conflict
from tracker.models.party import Party
from tracker.models.proposal import Proposal
from tracker.models.term import Term

type Followed = Conflict | Proposal | Party | Term

_FOLLOWED: dict[SubjectKind, type[Proposal | Party | Term | Conflict]] = {
    SubjectKind.PROPOSAL: Proposal,
    SubjectKind.PARTY: Party,
    SubjectKind.TERM: Term,
    SubjectKind.CONFLICT: Conflict,
}


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A lone change, or a group by its newest change of those asked for and how many of them there are.

    `first_hash` is the hash of the change itself, or of the very first change of the group: it never alters.
    """

    change: Change
    group: ChangeGroup | None
    change_count: int
    first_hash: str


def entry_rows(changes: ChangeQuerySet, *, is_flat: bool = False) -> QuerySet[Any, Any]:
    """One row an entry, newest first, to be sliced: in_group (id or None), lone (0 in a group), newest, change_count.

    `is_flat` leaves every change on its own, for the list of a single group.
    """
    nowhere = Value(None, output_field=BigIntegerField())
    lone = F("pk") if is_flat else Case(When(group__isnull=True, then=F("pk")), default=Value(0))
    return (
        changes.order_by()
        .annotate(in_group=nowhere if is_flat else F("group_id"), lone=lone)
        .values("in_group", "lone")
        .annotate(newest=Max("pk"), change_count=Count("pk"))
        .order_by("-newest")
    )


def load_entries(rows: Iterable[Mapping[str, Any]]) -> list[ChangeEntry]:
    """The entries of some rows of `entry_rows`, in their order, in two queries."""
    rows = list(rows)
    groups = [row["in_group"] for row in rows if row["in_group"]]
    firsts = dict(
        Change.objects.filter(group__in=groups)
        .order_by()
        .values("group_id")
        .annotate(first=Min("pk"))
        .values_list("group_id", "first")
    )
    loaded = Change.objects.select_related("group").in_bulk([*(row["newest"] for row in rows), *firsts.values()])
    return [
        ChangeEntry(
            change=loaded[row["newest"]],
            group=loaded[row["newest"]].group if row["in_group"] else None,
            change_count=row["change_count"],
            first_hash=loaded[firsts.get(row["in_group"], row["newest"])].hash,
        )
        for row in rows
    ]


def find_followed(kind: str, slug: str) -> Followed | None:
    """The conflict, proposal, party or term with this slug; None when there is none."""
    found: Followed | None = _FOLLOWED[SubjectKind(kind)]._default_manager.filter(slug=slug).first()
    return found


def list_followed() -> dict[str, list[Followed]]:
    """Everything that can be followed, by kind, for the choices of a form."""
    return {str(kind): list(model._default_manager.all()) for kind, model in _FOLLOWED.items()}


def load_subjects(entries: Sequence[ChangeEntry]) -> dict[int, list[Followed]]:
    """What each entry concerns, by the id of its change, in six queries."""
    wanted: dict[int, set[tuple[str, str]]] = defaultdict(set)
    lone = [entry.change.pk for entry in entries if entry.group is None]
    for pk, kind, slug in ChangeSubject.objects.filter(change__in=lone).values_list("change", "kind", "slug"):
        wanted[pk].add((kind, slug))
    by_group = {entry.group.pk: entry.change.pk for entry in entries if entry.group is not None}
    grouped = ChangeSubject.objects.filter(change__group__in=by_group)
    for group, kind, slug in grouped.values_list("change__group", "kind", "slug").distinct():
        wanted[by_group[group]].add((kind, slug))
    rows = {
        (str(kind), row.slug): row
        for kind, model in _FOLLOWED.items()
        for row in model._default_manager.filter(slug__in=_slugs(kind, wanted.values()))
    }
    return {pk: [row for pair, row in rows.items() if pair in pairs] for pk, pairs in wanted.items()}


def _slugs(kind: str, subjects: Iterable[set[tuple[str, str]]]) -> set[str]:
    return {slug for pairs in subjects for found, slug in pairs if found == kind}
