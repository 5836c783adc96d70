"""Screens of articles and their frozen texts."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from tracker.admin.access import ADD_ARTICLE, VIEW_ARTICLE
from tracker.admin.article_page import add_article_page, article_page
from tracker.admin.screen import DeskAdmin
from tracker.admin.withholding import WithholdableAdmin
from tracker.models.article import Article, Snapshot


@admin.register(Article)
class ArticleAdmin(DeskAdmin):
    """Who published what; added through the importer, never edited."""

    view_permission = VIEW_ARTICLE
    is_in_ledger = False
    list_display = ("title", "outlet", "published_on", "form", "state", "state_reason", "added_by")
    list_filter = ("state", "form", "is_sample", "conflicts")
    list_select_related = ("added_by",)
    search_fields = ("title", "outlet", "url")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(ADD_ARTICLE)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return add_article_page(request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return article_page(request, object_id)


@admin.register(Snapshot)
class SnapshotAdmin(WithholdableAdmin):
    """Texts as they stood; a chief may withhold one."""

    view_permission = VIEW_ARTICLE
    list_display = ("id", "article", "origin", "taken_at", "withheld_at")
    list_display_links = ("id", "article")
    list_filter = ("origin", ("withheld_at", admin.EmptyFieldListFilter))
    list_select_related = ("article",)
    search_fields = ("=id", "article__title", "article__outlet", "=text_sha256")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Snapshot]:
        return super().get_queryset(request).defer("text")
