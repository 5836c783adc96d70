"""Screen of published conditions: read here, changed only by verbs."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from tracker.admin.record import RecordAdmin
from tracker.compare.words import condition_sentence
from tracker.models.condition import Condition


@admin.register(Condition)
class ConditionAdmin(RecordAdmin):
    """What texts contain and which stances parties take."""

    list_display = ("id", "party", "stance", "term", "proposal", "summary", "stated_on", "is_live")
    list_display_links = ("id", "summary")
    list_filter = (
        ("retired_at", admin.EmptyFieldListFilter), "kind", "stance", "conflict", "directness", "tense", "is_red_line",
    )  # fmt: skip
    list_select_related = ("party", "term", "proposal")
    search_fields = ("=id", "summary", "value", "party__name", "term__label", "proposal__name", "person__name")
    fields = (
        ("kind", "conflict", "proposal"), ("party", "stance", "term", "tense"), ("value", "amount", "unit"),
        "actor_names", "summary", "qualifier", "is_included",
        ("is_red_line", "speaks_for_party", "is_marked_contested"),
        ("person", "role", "attribution", "directness"), ("stated_on", "stated_precision"),
        ("dependency_numbers", "answers"), ("supersedes", "reinstates", "corrected_by"),
        "recorded_at", ("retired_at", "retired_reason"),
    )  # fmt: skip
    readonly_fields = ("actor_names", "dependency_numbers")
    can_be_corrected = True
    can_be_supported = True

    @admin.display(boolean=True, description="live", ordering="retired_at")
    def is_live(self, condition: Condition) -> bool:
        """True until it is retired."""
        return condition.is_live

    @admin.display(description="who would have to act")
    def actor_names(self, condition: Condition) -> str:
        """The parties that the condition asks something of."""
        return ", ".join(actor.name for actor in condition.actors.all()) or "-"

    @admin.display(description="only if")
    def dependency_numbers(self, condition: Condition) -> str:
        """The conditions it hangs on, by number."""
        return ", ".join(f"{other.pk}: {other}" for other in condition.depends_on.all()) or "-"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Condition]:
        return super().get_queryset(request).order_by("-pk")

    def in_words(self, record: Condition) -> str:
        return condition_sentence(record)
