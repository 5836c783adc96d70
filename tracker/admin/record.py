"""What screens of published records share: they are read-only, and carry the verbs as buttons."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from tracker.admin.access import PUBLISH
from tracker.admin.screen import DeskAdmin
from tracker.models.citation import Citation
from tracker.review.fields import kind_of


class RecordAdmin(DeskAdmin):
    """A published record with its sentences; withdraw, correct and attach are offered to those who publish."""

    change_form_template = "admin/record.html"
    can_be_corrected = False
    can_be_supported = False

    def in_words(self, record: Any) -> str:
        """The whole record as a sentence."""
        raise NotImplementedError

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = self.get_object(request, object_id)
        context = {**(extra_context or {})}
        if record is not None:
            citations = record.citations.select_related("snapshot__article").defer("snapshot__text")
            context |= {
                "sentence": self.in_words(record),
                "record_kind": kind_of(record),
                "citations": list[Citation](citations),
                "can_publish": request.user.has_perm(PUBLISH),
                "can_be_corrected": self.can_be_corrected,
                "can_be_supported": self.can_be_supported,
            }
        return super().change_view(request, object_id, form_url, context)
