"""Routes: the desk, the feeds, and the reader's site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("changes/", include("tracker.feeds.urls")),
    path("", include("tracker.reader.urls")),
]
