"""Screens of the codebook."""

from django.contrib import admin

from tracker.admin.reference import ReferenceAdmin
from tracker.models.term import Term, TermGroup


@admin.register(TermGroup)
class TermGroupAdmin(ReferenceAdmin):
    """Headings of the codebook."""

    list_display = ("label", "slug", "position")
    search_fields = ("label", "slug")
    prepopulated_fields = {"slug": ("label",)}


@admin.register(Term)
class TermAdmin(ReferenceAdmin):
    """Rows of the codebook; one out of use is made inactive, its slug is never used again."""

    list_display = ("label", "slug", "group", "position", "is_active")
    list_filter = ("group", "is_active")
    list_select_related = ("group",)
    search_fields = ("label", "slug", "definition")
    prepopulated_fields = {"slug": ("label",)}
