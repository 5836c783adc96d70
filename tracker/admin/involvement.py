"""Screen of involvements: read here, changed only by verbs."""

from django.contrib import admin

from tracker.admin.record import RecordAdmin
from tracker.compare.words import involvement_sentence
from tracker.models.involvement import Involvement


@admin.register(Involvement)
class InvolvementAdmin(RecordAdmin):
    """Who mediates, guarantees or hosts a proposal."""

    list_display = ("id", "party", "part", "proposal", "retired_at")
    list_filter = ("part", "proposal", ("retired_at", admin.EmptyFieldListFilter))
    list_select_related = ("party", "proposal")
    search_fields = ("=id", "party__name", "proposal__name")
    can_be_supported = True

    def in_words(self, record: Involvement) -> str:
        return involvement_sentence(record)
