"""Screen of status changes: read here, changed only by verbs."""

from django.contrib import admin

from tracker.admin.record import RecordAdmin
from tracker.compare.words import status_sentence
from tracker.models.status import StatusChange


@admin.register(StatusChange)
class StatusChangeAdmin(RecordAdmin):
    """Where proposals stand, as somebody said it."""

    list_display = ("id", "proposal", "status", "effective_on", "said_by", "directness", "retired_at")
    list_filter = ("proposal", "status", ("retired_at", admin.EmptyFieldListFilter))
    list_select_related = ("proposal", "said_by")
    search_fields = ("=id", "proposal__name", "said_by__name", "person__name", "attribution")
    can_be_corrected = True
    can_be_supported = True

    def in_words(self, record: StatusChange) -> str:
        return status_sentence(record)
