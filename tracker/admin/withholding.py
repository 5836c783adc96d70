"""What screens of texts and quotes share: a chief may withhold what is on them."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from tracker.admin.access import WITHHOLD
from tracker.admin.screen import DeskAdmin
from tracker.review.fields import kind_of


class WithholdableAdmin(DeskAdmin):
    """A text or quote, read-only, with the verb *withhold* for chiefs."""

    change_form_template = "admin/withholdable.html"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {
            **(extra_context or {}),
            "record_kind": kind_of(self.model()),
            "can_withhold": request.user.has_perm(WITHHOLD),
        }
        return super().change_view(request, object_id, form_url, context)
