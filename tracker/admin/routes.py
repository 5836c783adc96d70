"""Addresses of the desk's own pages, beside those of Django's admin."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from tracker.admin.correction import correction_page
from tracker.admin.hand import hand_page
from tracker.admin.last_act import undo_act
from tracker.admin.retirement import withdraw_record, withhold_text
from tracker.admin.review import queue_page, review_page
from tracker.admin.source import source_page


def desk_routes(site: AdminSite) -> list[URLPattern]:
    """Every page behind the site's sign-in; each view says itself which permission it needs."""
    pages = (
        ("review/", queue_page, "review"),
        ("review/<int:suggestion_id>/", review_page, "review-item"),
        ("review/record/<int:snapshot_id>/", hand_page, "review-record"),
        ("review/correct/<slug:kind>/<int:record_id>/", correction_page, "review-correct"),
        ("review/attach/<slug:kind>/<int:record_id>/", source_page, "review-attach"),
        ("review/withdraw/<slug:kind>/<int:record_id>/", withdraw_record, "review-withdraw"),
        ("review/withhold/<slug:kind>/<int:record_id>/", withhold_text, "review-withhold"),
        ("review/undo/<int:change_id>/", undo_act, "review-undo"),
    )
    return [path(route, site.admin_view(view), name=name) for route, view, name in pages]
