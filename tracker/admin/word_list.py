"""Screen of the word lists by which the importer reads; what is saved here counts from the next reading on."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest

from tracker.admin.access import EDIT_REFERENCE, editor_of
from tracker.models.stance import Stance
from tracker.models.term import Term
from tracker.models.word_list import WordList, WordListEntry

_FORMS = {
    WordList.TERM.value: ("for", "against", "weak"),
    WordList.STANCE.value: ("verb", "noun", "quality", "willing"),
}


class WordListForm(forms.ModelForm):  # type: ignore[type-arg]
    """A phrase, checked against the codebook and the shapes that the reading knows."""

    class Meta:
        model = WordListEntry
        fields = ("word_list", "key", "form", "phrase", "is_active", "note")

    def clean(self) -> dict[str, object]:
        values = super().clean() or {}
        word_list, key, form = (str(values.get(name, "")) for name in ("word_list", "key", "form"))
        if word_list not in _FORMS:
            return values
        if form not in _FORMS[word_list]:
            self.add_error("form", ValidationError(f"Choose one of {', '.join(_FORMS[word_list])}."))
        is_known = Term.objects.filter(slug=key).exists() if word_list == WordList.TERM else key in Stance.values
        if not is_known:
            self.add_error("key", ValidationError(f"There is no {WordList(word_list).label} {key}."))
        return values


@admin.register(WordListEntry)
class WordListEntryAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Shipped phrases are switched off, not changed; an editor's own may be changed freely."""

    form = WordListForm
    list_display = ("phrase", "word_list", "key", "form", "is_active", "is_shipped", "note")
    list_filter = ("word_list", "is_active", "is_shipped", "form", "key")
    search_fields = ("phrase", "key")
    list_per_page = 100
    show_full_result_count = False
    actions = None

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        is_shipped = isinstance(obj, WordListEntry) and obj.is_shipped
        return ("word_list", "key", "form", "phrase") if is_shipped else ()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return editor_of(request).has_perm(EDIT_REFERENCE)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return editor_of(request).has_perm(EDIT_REFERENCE)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return editor_of(request).has_perm(EDIT_REFERENCE)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return editor_of(request).has_perm(EDIT_REFERENCE)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
