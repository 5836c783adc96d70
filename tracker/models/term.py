"""The rows of the codebook."""

from datetime import date
from typing import Self

from django.db import models

from tracker.models.record import end_of_day

WHOLE = "overall"  # the codebook row that stands for a proposal as a whole


class TermGroup(models.Model):
    """A heading of the codebook: the deal, forces, compliance, people, settlement."""

    slug = models.SlugField(unique=True)
    label = models.CharField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.label


class TermQuerySet(models.QuerySet["Term"]):
    """Reads of the codebook."""

    def codebook(self, known: date | None = None) -> Self:
        """Terms in use, and those out of use on which we hold a condition, or held one at the end of `known`.

        They come in codebook order, with their groups.
        """
        held = models.Q(conditions__isnull=False, conditions__retired_at__isnull=True)
        if known is not None:
            moment = end_of_day(known)
            is_unretired = models.Q(conditions__retired_at__isnull=True) | models.Q(conditions__retired_at__gte=moment)
            held = models.Q(conditions__recorded_at__lt=moment) & is_unretired
        shown = models.Q(is_active=True) | models.Q(pk__in=self.model._default_manager.filter(held).values("pk"))
        return self.filter(shown).select_related("group").order_by("group__position", "position")


class Term(models.Model):
    """One kind of provision that proposals hold. A retired slug is never used again."""

    slug = models.SlugField(unique=True)
    group = models.ForeignKey(TermGroup, models.PROTECT, related_name="terms")
    label = models.CharField(max_length=80, unique=True)
    definition = models.TextField()
    typical_value = models.CharField(max_length=120, blank=True)
    crosswalk = models.CharField(max_length=200, blank=True, help_text="The same idea in other codebooks.")
    position = models.PositiveSmallIntegerField()
    is_active = models.BooleanField(default=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ("group__position", "position")

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return f"/terms/{self.slug}/"
