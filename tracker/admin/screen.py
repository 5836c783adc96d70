"""What all record screens share: any desk member may look, nobody deletes, and a record's history is its ledger."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from tracker.admin.access import VIEW_DESK
from tracker.review.fields import kind_of


class DeskAdmin(ModelAdmin):  # type: ignore[type-arg]
    """A table that any desk member may browse and search, and that changes only through verbs."""

    show_full_result_count = False
    list_per_page = 50
    actions = None
    view_permission = VIEW_DESK
    is_in_ledger = True

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm(self.view_permission)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> None:  # type: ignore[override]
        """The ledger says it; a second book would only come to differ."""

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> None:  # type: ignore[override]
        """The ledger says it; a second book would only come to differ."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Everything the ledger holds about this record."""
        if not self.is_in_ledger:
            raise Http404("The ledger is not about these.")
        wanted = urlencode({"record_kind__exact": kind_of(self.model()), "record_id__exact": object_id})
        return HttpResponseRedirect(f"{reverse('admin:tracker_change_changelist')}?{wanted}")
