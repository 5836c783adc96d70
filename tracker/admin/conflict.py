"""Screens of conflicts and of who stands where in them."""

from django.contrib import admin

from tracker.admin.reference import ReferenceAdmin, ReferenceInline
from tracker.models.conflict import Conflict, Participation


class ParticipationInline(ReferenceInline):
    """The parties of a conflict, in column order."""

    model = Participation
    autocomplete_fields = ("party",)


@admin.register(Conflict)
class ConflictAdmin(ReferenceAdmin):
    """Theatres of war."""

    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    filter_horizontal = ("linked_to",)
    inlines = (ParticipationInline,)


@admin.register(Participation)
class ParticipationAdmin(ReferenceAdmin):
    """A party's side and place among the columns."""

    list_display = ("party", "conflict", "side", "position", "is_active")
    list_filter = ("conflict", "side")
    list_select_related = ("party", "conflict")
    search_fields = ("party__name", "conflict__name")
    autocomplete_fields = ("party", "conflict")
