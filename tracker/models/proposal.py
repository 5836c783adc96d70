"""One draft, plan, truce offer or agreement in a conflict."""

from typing import Self

from django.db import models

from tracker.models.conflict import Conflict
from tracker.models.term import Term


class Visibility(models.TextChoices):
    """How the text is known."""

    PUBLIC = "public", "published"
    LEAKED = "leaked", "leaked"
    DESCRIBED = "described", "known from reports"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Reads of proposals."""

    def with_parts(self) -> Self:
        """Conflict, lineage and featured terms, in a fixed number of queries."""
        return self.select_related("conflict", "based_on").prefetch_related(
            models.Prefetch("featured_terms", Term.objects.select_related("group")), "successors"
        )


class Proposal(models.Model):
    """A text on the table. Sponsors, acceptances and rejections are derived from positions, never typed (rule 5)."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=12, help_text="For phone columns: about eight characters.")
    conflict = models.ForeignKey(Conflict, models.PROTECT, related_name="proposals")
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")
    visibility = models.CharField(max_length=9, choices=Visibility, default=Visibility.DESCRIBED)
    summary = models.TextField(blank=True, help_text="One or two neutral sentences, shown under the title.")
    featured_terms = models.ManyToManyField(Term, blank=True, related_name="featured_in")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ("conflict", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(visibility__in=Visibility.values), name="proposal_visibility_known"
            ),
            models.CheckConstraint(condition=~models.Q(based_on=models.F("id")), name="proposal_not_based_on_itself"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/proposals/{self.slug}/"
