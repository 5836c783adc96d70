"""What all published records share: two clocks, a speaker, and a retirement that happens once."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from django.db import models

from tracker.models.person import Person, Role
from tracker.models.precision import Precision


def end_of_day(day: date) -> datetime:
    """The first instant after `day` in UTC: what was recorded before it was known by the end of that day."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=UTC)


class RecordQuerySet[Row: models.Model](models.QuerySet[Row]):
    """The gate that every page, feed and download starts from."""

    def published(self) -> Self:
        """What we hold now: recorded and not retired."""
        return self.filter(retired_at__isnull=True)

    def known(self, day: date) -> Self:
        """What we held at the end of `day` (UTC), whatever became of it later (rule 3)."""
        moment = end_of_day(day)
        return self.filter(recorded_at__lt=moment).filter(
            models.Q(retired_at__isnull=True) | models.Q(retired_at__gte=moment)
        )


class Record(models.Model):
    """A published record. It is never changed; retirement sets `retired_at` once, with a reason."""

    recorded_at = models.DateTimeField(db_index=True)
    retired_at = models.DateTimeField(null=True, blank=True, db_index=True)
    retired_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def is_live(self) -> bool:
        """True until the record is retired."""
        return self.retired_at is None


class Directness(models.TextChoices):
    """How directly something was said (rule 6), most direct first."""

    OFFICIAL_TEXT = "official-text", "official text"
    ON_RECORD = "on-record", "on the record"
    NAMED_AIDE = "named-aide", "a named aide"
    UNNAMED_OFFICIAL = "unnamed-official", "an unnamed official"
    THIRD_PARTY_REPORT = "third-party-report", "as another party tells it"
    MEDIA_INFERENCE = "media-inference", "the outlet’s own inference"


class Statement(models.Model):
    """Who said it, how directly, and when."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.ForeignKey(Role, models.PROTECT, null=True, blank=True, related_name="+")
    attribution = models.CharField(
        max_length=200, blank=True, help_text="Who said it, in words, where nobody is named: “a US official”."
    )
    directness = models.CharField(max_length=18, choices=Directness)
    stated_on = models.DateField(db_index=True)
    stated_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)

    class Meta:
        abstract = True


def retired_with_reason(name: str) -> models.CheckConstraint:
    """A record is retired with a reason or not at all."""
    return models.CheckConstraint(
        condition=models.Q(retired_at__isnull=True, retired_reason="")
        | (models.Q(retired_at__isnull=False) & ~models.Q(retired_reason="")),
        name=f"{name}_retired_with_reason",
    )
