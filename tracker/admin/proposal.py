"""Screens of proposals. What parties make of one is derived from conditions and is not typed here."""

from django.contrib import admin

from tracker.admin.reference import ReferenceAdmin
from tracker.models.proposal import Proposal


@admin.register(Proposal)
class ProposalAdmin(ReferenceAdmin):
    """Drafts, plans, truce offers and agreements."""

    list_display = ("name", "short_name", "conflict", "visibility", "based_on")
    list_filter = ("conflict", "visibility")
    list_select_related = ("conflict", "based_on")
    search_fields = ("name", "slug", "summary")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("based_on",)
    filter_horizontal = ("featured_terms",)
