"""The exact sentence that a record rests on."""

from typing import Self

from django.db import models
from django.db.models import Q

from tracker.models.article import Snapshot
from tracker.models.condition import Condition
from tracker.models.involvement import Involvement
from tracker.models.status import StatusChange


class CitationRole(models.TextChoices):
    """Evidence states the claim; context is what the evidence cannot be read without."""

    EVIDENCE = "evidence", "evidence"
    CONTEXT = "context", "context"


class CitationQuerySet(models.QuerySet["Citation"]):
    """Reads of citations."""

    def live(self) -> Self:
        """Those that still support their record."""
        return self.filter(retired_at__isnull=True)


class Citation(models.Model):
    """`snapshot.text[start:end] == quote`, for exactly one record; `start` counts characters from 0."""

    condition = models.ForeignKey(Condition, models.PROTECT, null=True, blank=True, related_name="citations")
    status_change = models.ForeignKey(StatusChange, models.PROTECT, null=True, blank=True, related_name="citations")
    involvement = models.ForeignKey(Involvement, models.PROTECT, null=True, blank=True, related_name="citations")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="citations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    quote_sha256 = models.CharField(max_length=64)
    prefix = models.CharField(max_length=80, blank=True)
    suffix = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=8, choices=CitationRole, default=CitationRole.EVIDENCE)
    recorded_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_reason = models.CharField(max_length=300, blank=True)
    withheld_at = models.DateTimeField(null=True, blank=True)
    withheld_reason = models.CharField(max_length=300, blank=True)

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ("-role", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(condition__isnull=False, status_change__isnull=True, involvement__isnull=True)
                | Q(condition__isnull=True, status_change__isnull=False, involvement__isnull=True)
                | Q(condition__isnull=True, status_change__isnull=True, involvement__isnull=False),
                name="citation_of_exactly_one_record",
            ),
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="citation_span_not_empty"),
            models.CheckConstraint(condition=Q(role__in=CitationRole.values), name="citation_role_known"),
        )

    def __str__(self) -> str:
        return f"{self.snapshot_id}[{self.start}:{self.end}]"

    @property
    def record(self) -> Condition | StatusChange | Involvement:
        """The one record this sentence supports."""
        found = self.condition or self.status_change or self.involvement
        if found is None:
            raise ValueError("A citation always has a record; this one was never saved.")
        return found
