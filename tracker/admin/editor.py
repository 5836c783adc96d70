"""Screen of those who may sign in; only superusers open it."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db.models import Model
from django.http import HttpRequest

from tracker.models.editor import Editor


class EditorCreationForm(AdminUserCreationForm):  # type: ignore[type-arg]
    """A new account, with the name under which its changes are published."""

    class Meta:
        model = Editor
        fields = ("username", "desk_name")


class EditorChangeForm(UserChangeForm):  # type: ignore[type-arg]
    """An account as it stands."""

    class Meta:
        model = Editor
        fields = "__all__"


@admin.register(Editor)
class EditorAdmin(UserAdmin):  # type: ignore[type-arg]
    """Accounts of the desk. Nobody is deleted: the ledger names them; an account is made inactive instead."""

    form = EditorChangeForm
    add_form = EditorCreationForm
    list_display = ("username", "desk_name", "is_active", "is_staff", "is_superuser", "last_login")
    search_fields = ("username", "desk_name", "first_name", "last_name", "email")
    show_full_result_count = False
    actions = None
    fieldsets = ((None, {"fields": ("desk_name",)}), *(UserAdmin.fieldsets or ()))
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("username", "desk_name", "usable_password", "password1", "password2", "is_staff", "groups"),
            },
        ),
    )

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._is_for(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._is_for(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._is_for(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._is_for(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @staticmethod
    def _is_for(request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)
