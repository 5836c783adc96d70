"""Screens of parties and of the names by which texts call them."""

from django.contrib import admin

from tracker.admin.reference import ReferenceAdmin, ReferenceInline
from tracker.models.party import Party, PartyName


class PartyNameInline(ReferenceInline):
    """Names in use; the importer reads with them at once. One that is no longer right is made inactive."""

    model = PartyName


@admin.register(Party)
class PartyAdmin(ReferenceAdmin):
    """States, movements, factions, organisations and groups of parties."""

    list_display = ("name", "short_name", "kind", "part_of", "is_active")
    list_filter = ("kind", "is_active")
    list_select_related = ("part_of",)
    search_fields = ("name", "slug", "names__text")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("part_of",)
    inlines = (PartyNameInline,)


@admin.register(PartyName)
class PartyNameAdmin(ReferenceAdmin):
    """All names in one list: which party does a text mean by this word?"""

    list_display = ("text", "kind", "party", "starts_on", "ends_on", "is_active")
    list_filter = ("kind", "is_active")
    list_select_related = ("party",)
    search_fields = ("text", "party__name")
    autocomplete_fields = ("party",)
