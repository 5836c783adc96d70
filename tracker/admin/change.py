"""Screens of the ledger: read-only, with *undo* on each change that has an inverse."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from tracker.admin.access import EDIT_REFERENCE, PUBLISH
from tracker.admin.screen import DeskAdmin
from tracker.models.change import Change, ChangeGroup
from tracker.review.edit import EDITABLE
from tracker.review.fields import model_of
from tracker.review.undo import can_be_undone


@admin.register(Change)
class ChangeAdmin(DeskAdmin):
    """Who did what to which record, when and why."""

    change_form_template = "admin/ledger_entry.html"
    is_in_ledger = False
    list_display = ("id", "made_at", "verb", "record_kind", "record", "desk_name", "reason")
    list_display_links = ("id", "made_at")
    list_filter = ("verb", "record_kind", "desk_name")
    search_fields = ("=id", "=record_id", "desk_name", "reason")
    readonly_fields = ("record",)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup == "record_id__exact" or super().lookup_allowed(lookup, value, request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Change]:
        return super().get_queryset(request).defer("before", "after")

    @admin.display(description="record", ordering="record_id")
    def record(self, change: Change) -> str:
        """A link to the record's own screen."""
        table = model_of(change.record_kind)._meta.model_name
        try:
            address = reverse(f"admin:tracker_{table}_change", args=(change.record_id,))
        except NoReverseMatch:
            return str(change.record_id)
        return format_html('<a href="{}">{} {}</a>', address, change.get_record_kind_display(), change.record_id)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        change = self.get_object(request, object_id)
        context = {**(extra_context or {})}
        if change is not None:
            is_reference = model_of(change.record_kind) in EDITABLE
            context["undone_by"] = change.undone_by.first()
            context["can_undo"] = (
                can_be_undone(change)
                and context["undone_by"] is None
                and request.user.has_perm(EDIT_REFERENCE if is_reference else PUBLISH)
            )
        return super().change_view(request, object_id, form_url, context)


@admin.register(ChangeGroup)
class ChangeGroupAdmin(DeskAdmin):
    """Changes that readers meet as one."""

    change_form_template = "admin/ledger_entry.html"
    is_in_ledger = False
    list_display = ("title", "made_at")
    search_fields = ("title",)
