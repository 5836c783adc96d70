"""The rows of the codebook."""

from typing import Self

from django.db import models

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

    def codebook(self) -> Self:
        """Terms in use, in codebook order, with their groups."""
        return self.filter(is_active=True).select_related("group").order_by("group__position", "position")


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
