"""A theatre of war and which party stands where in it."""

from collections.abc import Iterable
from typing import Self

from django.db import models

from tracker.models.party import Party


class Conflict(models.Model):
    """A theatre of war, such as Israel–Lebanon or Gaza; several may be linked."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120, unique=True)
    keywords = models.JSONField(
        default=list, blank=True, help_text="Words by which a text shows that it is about this conflict."
    )
    linked_to = models.ManyToManyField("self", blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The conflict's band on the home page."""
        return f"/#{self.slug}"


class Side(models.TextChoices):
    """Which side a party is on. Convergence is computed between A and B only (rule 5)."""

    A = "A", "side A"
    B = "B", "side B"
    MEDIATOR = "mediator", "mediator"
    BACKER = "backer", "backer"


class ParticipationQuerySet(models.QuerySet["Participation"]):
    """Reads of participations."""

    def in_conflicts(self, conflicts: Iterable[int]) -> Self:
        """Who takes part in the conflicts with these ids, in column order."""
        return self.filter(is_active=True, conflict__in=set(conflicts)).select_related("party__part_of")


class Participation(models.Model):
    """A party's side in a conflict, and its place among the columns."""

    conflict = models.ForeignKey(Conflict, models.PROTECT, related_name="participations")
    party = models.ForeignKey(Party, models.PROTECT, related_name="participations")
    side = models.CharField(max_length=8, choices=Side)
    position = models.PositiveSmallIntegerField(default=50, help_text="Columns run from low to high.")
    is_active = models.BooleanField(default=True, help_text="Off for one made by mistake: rows are never deleted.")

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ("conflict", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("conflict", "party"), name="participation_once_per_conflict"),
            models.CheckConstraint(condition=models.Q(side__in=Side.values), name="participation_side_known"),
        )

    def __str__(self) -> str:
        return f"{self.party} in {self.conflict}"
