"""Screen of all suggestions, decided ones included; they are decided on the review page."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from tracker.admin.screen import DeskAdmin
from tracker.models.suggestion import Suggestion


@admin.register(Suggestion)
class SuggestionAdmin(DeskAdmin):
    """What the importer proposed, and what became of it."""

    list_display = (
        "id",
        "party",
        "stance",
        "term",
        "proposal",
        "match",
        "tier",
        "rule",
        "score",
        "state",
        "decided_by",
    )
    list_filter = ("state", "match", "tier", "rule", "kind")
    list_select_related = ("party", "term", "proposal", "decided_by")
    search_fields = ("=id", "party__name", "raw_party", "term__label", "rule", "snapshot__article__title")

    def view_on_site(self, suggestion: Suggestion) -> str:
        """The page on which it is decided."""
        return reverse("admin:review-item", args=(suggestion.pk,))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Suggestion]:
        return super().get_queryset(request).order_by("-pk")
