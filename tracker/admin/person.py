"""Screens of people and of the offices they hold."""

from django.contrib import admin

from tracker.admin.reference import ReferenceAdmin, ReferenceInline
from tracker.models.person import Person, Role


class RoleInline(ReferenceInline):
    """Offices, from when to when; one person may hold several at once."""

    model = Role
    autocomplete_fields = ("party",)


@admin.register(Person)
class PersonAdmin(ReferenceAdmin):
    """Whose words are reported."""

    list_display = ("name", "slug", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (RoleInline,)


@admin.register(Role)
class RoleAdmin(ReferenceAdmin):
    """All offices in one list."""

    list_display = ("office", "person", "party", "starts_on", "ends_on", "speaks_for_party", "is_active")
    list_filter = ("speaks_for_party", "is_active")
    list_select_related = ("person", "party")
    search_fields = ("office", "person__name", "party__name")
    autocomplete_fields = ("person", "party")
