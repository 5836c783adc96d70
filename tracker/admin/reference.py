"""Screens of what is edited through `review.edit`: no row of these tables is written past the ledger."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin import TabularInline
from django.db.models import JSONField, Model
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse

from tracker.admin.access import EDIT_REFERENCE, VIEW_DESK, editor_of
from tracker.admin.inputs import LinesField
from tracker.admin.reference_form import SEEN, MergingForm, ReferenceForm, seen_in
from tracker.admin.screen import DeskAdmin
from tracker.review.edit import FIXED_FIELDS, edit, newest_change
from tracker.review.outcome import Answer


class EditRefused(Exception):
    """The verb refused an edit; the whole page is taken back and shown again as typed, with the reasons."""


class ReferenceInline(TabularInline):  # type: ignore[type-arg]
    """Rows that belong to a record, such as a party's names; added and changed, never deleted."""

    form = MergingForm
    extra = 0
    can_delete = False
    formfield_overrides = {JSONField: {"form_class": LinesField}}

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm(VIEW_DESK)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm(EDIT_REFERENCE)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm(EDIT_REFERENCE)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ReferenceAdmin(DeskAdmin):
    """Creates and changes rows by the verb *edit*, with everything on the page in one transaction."""

    form = ReferenceForm
    change_form_template = "admin/reference.html"
    formfield_overrides = {JSONField: {"form_class": LinesField}}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(EDIT_REFERENCE)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm(EDIT_REFERENCE)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        has_slug = any(field.name == "slug" for field in self.opts.concrete_fields)
        fixed = FIXED_FIELDS.get(self.model, ())
        return (*(("slug",) if has_slug else ()), *fixed) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Model | None = None) -> dict[str, Sequence[str]]:
        return {} if obj else self.prepopulated_fields

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **options: Any
    ) -> type[ModelForm[Any]]:
        form = super().get_form(request, obj, change, **options)
        return type(form.__name__, (form,), {"refusal": getattr(request, "edit_refusal", "")})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        newest, seen = newest_change(), seen_in(request.POST)
        context = {**(extra_context or {}), SEEN: newest if seen is None else seen}
        try:
            return super().changeform_view(request, object_id, form_url, context)
        except EditRefused as refusal:
            request.edit_refusal = str(refusal)  # type: ignore[attr-defined]  # read by get_form
            # Every clash up to here is told on the page, so saving it again may overwrite.
            return super().changeform_view(request, object_id, form_url, context | {SEEN: newest})

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm[Any], change: bool) -> None:
        names = form.changed_data if change else list(form.cleaned_data)
        model_fields = {field.name for field in (*self.opts.concrete_fields, *self.opts.many_to_many)}
        values = {name: form.cleaned_data[name] for name in names if name in model_fields}
        problem = self._edit(request, obj, values, form.cleaned_data.get("reason", ""))
        if problem and not change:
            raise EditRefused(problem)
        request.edit_problems = [problem]  # type: ignore[attr-defined]  # raised once all rows of the page were tried

    def save_related(self, request: HttpRequest, form: ModelForm[Any], formsets: list[Any], change: bool) -> None:
        """Many-to-many fields went along with the row itself; only the inlines are left. Raises EditRefused."""
        for formset in formsets:
            self.save_formset(request, form, formset, change)
        if problems := [problem for problem in request.edit_problems if problem]:  # type: ignore[attr-defined]
            raise EditRefused(" ".join(problems))

    def save_formset(
        self, request: HttpRequest, form: ModelForm[Any], formset: BaseInlineFormSet[Any, Any, Any], change: bool
    ) -> None:
        formset.save(commit=False)
        reason = form.cleaned_data.get("reason", "")
        problems = request.edit_problems  # type: ignore[attr-defined]
        for row, names in formset.changed_objects:
            problems.append(self._edit(request, row, {name: getattr(row, name) for name in names}, reason))
        for row in formset.new_objects:
            fields = (field for field in row._meta.concrete_fields if not field.primary_key)
            values = {field.name: getattr(row, field.name) for field in fields}
            problems.append(self._edit(request, row, values, reason))

    def _edit(self, request: HttpRequest, row: Model, values: dict[str, Any], reason: str) -> str:
        """Calls the verb; `row` takes on the key of what was written. Returns why it was refused, or nothing."""
        outcome = edit(
            type(row), row.pk, values, editor=editor_of(request), reason=reason, expected=seen_in(request.POST)
        )
        if outcome.answer == Answer.REFUSED or outcome.record is None:
            return outcome.message
        row.pk = outcome.record.pk
        row._state.adding = False
        return ""
