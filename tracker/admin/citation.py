"""Screen of citations: the exact sentences that records rest on."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator

from tracker.admin.withholding import WithholdableAdmin
from tracker.models.citation import Citation


@admin.register(Citation)
class CitationAdmin(WithholdableAdmin):
    """Sentences with their place in a snapshot; a chief may withhold one."""

    list_display = ("id", "opening", "role", "snapshot_id", "condition_id", "status_change_id", "involvement_id")
    list_filter = (
        "role", ("retired_at", admin.EmptyFieldListFilter), ("withheld_at", admin.EmptyFieldListFilter),
    )  # fmt: skip
    search_fields = ("=id", "quote", "snapshot__article__title", "snapshot__article__outlet")

    @admin.display(description="quote")
    def opening(self, citation: Citation) -> str:
        """The first words of the quote."""
        return Truncator(citation.quote).words(16) if citation.quote else "withheld"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Citation]:
        return super().get_queryset(request).order_by("-pk")
