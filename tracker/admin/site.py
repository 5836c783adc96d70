"""The desk's admin site."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver

from tracker.admin.access import VIEW_DESK, editor_of
from tracker.admin.policy import with_nonces
from tracker.models.suggestion import Match, Suggestion


class DeskSite(AdminSite):
    """Django's admin under the tracker's name, with the review desk in it and nonces in its policy."""

    site_header = "Ceasefire terms: the desk"
    site_title = "Ceasefire terms"
    index_title = "The desk"
    site_url = "/"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        from tracker.admin.routes import desk_routes  # noqa: PLC0415  (routes name views, and views name this site)

        return [*desk_routes(self), *super().get_urls()]

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        return with_nonces(super().admin_view(view, cacheable))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return with_nonces(super().login)(request, extra_context)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        context = {**(extra_context or {})}
        if editor_of(request).has_perm(VIEW_DESK):
            waiting = Suggestion.objects.waiting()
            context["waiting_count"] = waiting.count()
            context["contradicting_count"] = waiting.filter(match=Match.CONTRADICTING).count()
        return super().index(request, context)
