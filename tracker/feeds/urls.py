"""Routes of the feeds, below /changes/."""

from django.urls import path

from tracker.feeds.views import show_feed

urlpatterns = [
    path("feed.rss", show_feed, {"form": "rss"}, name="feed-rss"),
    path("feed.atom", show_feed, {"form": "atom"}, name="feed-atom"),
    path("feed.json", show_feed, {"form": "json"}, name="feed-json"),
]
