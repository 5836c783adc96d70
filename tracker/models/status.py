"""Where a proposal stands, as somebody said it on a day."""

from datetime import date
from typing import Self

from django.db import models

from tracker.models.article import Snapshot
from tracker.models.party import Party
from tracker.models.precision import Precision, said_by
from tracker.models.proposal import Proposal
from tracker.models.record import Directness, Record, RecordQuerySet, Statement, retired_with_reason


class Status(models.TextChoices):
    """The stations of a proposal. It may move backwards."""

    FLOATED = "floated", "floated"
    TABLED = "tabled", "tabled"
    UNDER_DISCUSSION = "under-discussion", "under discussion"
    AGREED_IN_PRINCIPLE = "agreed-in-principle", "agreed in principle"
    ANNOUNCED = "announced", "announced"
    IN_FORCE = "in-force", "in force"
    EXTENDED = "extended", "extended"
    SUSPENDED = "suspended", "suspended"
    EXPIRED = "expired", "expired"
    COLLAPSED = "collapsed", "collapsed"
    SUPERSEDED = "superseded", "superseded"
    WITHDRAWN = "withdrawn", "withdrawn"
    REJECTED = "rejected", "rejected"


class StatusChangeQuerySet(RecordQuerySet["StatusChange"]):
    """Reads of status changes."""

    def on(self, day: date) -> Self:
        """Said by `day` (rule 3)."""
        return self.filter(said_by(day))

    def as_of(self, on: date | None, known: date | None) -> Self:
        """What was said by `on`, as held at the end of `known`; an empty day sets no limit (rule 3)."""
        rows = self.published() if known is None else self.known(known)
        return rows if on is None else rows.on(on)

    def with_sources(self) -> Self:
        """With speakers and citations, without the snapshots' texts, which no public page shows (rule 9)."""
        return self.select_related("proposal", "said_by", "person", "role__party").prefetch_related(
            models.Prefetch("citations__snapshot", Snapshot.objects.defer("text").select_related("article"))
        )


class StatusChange(Record, Statement):
    """Somebody says that a proposal reached a status on a day. Two that disagree make the status contested."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="status_changes")
    status = models.CharField(max_length=20, choices=Status)
    effective_on = models.DateField()
    effective_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    said_by = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    corrected_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrects")
    fingerprint = models.CharField(max_length=64, db_index=True, editable=False)

    objects = StatusChangeQuerySet.as_manager()

    class Meta:
        ordering = ("effective_on", "stated_on", "pk")
        constraints = (
            retired_with_reason("status_change"),
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="status_change_status_known"),
            models.CheckConstraint(
                condition=models.Q(directness__in=Directness.values), name="status_change_directness_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.proposal}: {self.get_status_display()}"
