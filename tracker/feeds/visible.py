"""Which changes a feed shows, and a cheap mark of that set by which a program sees that nothing is new."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from tracker.compare.question import SLUG_FIELDS, Question
from tracker.models.change import Change, ChangeQuerySet

# Raised when the form of the items changes, so that programs load them again.
FORM_VERSION = 1


@dataclass(frozen=True, slots=True)
class FeedState:
    """What a feed shows at a moment: a tag that differs when it does, and when it last changed (None: never)."""

    tag: str
    changed_at: datetime | None


def quiet_period() -> timedelta:
    """How long a change waits before feeds show it, so that a slip can be taken back unseen."""
    return timedelta(minutes=settings.FEED_QUIET_MINUTES)


def visible_changes(question: Question) -> ChangeQuerySet:
    """Public changes the question asks for that are past their quiet period and were not undone within it."""
    changes = Change.objects.public()
    for kind in SLUG_FIELDS:
        if slug := getattr(question, kind):
            changes = changes.about(kind, slug)
    quiet = quiet_period()
    changes = changes.filter(made_at__lte=timezone.now() - quiet)
    return changes.filter(_stands(quiet)) if quiet else changes


def feed_state(question: Question) -> FeedState:
    """The state of a feed, in one query.

    The ledger's head is part of it: a withheld quote or a new name alters items that are long visible.
    """
    newest_public = Change.objects.public().order_by("-pk")
    found = visible_changes(question).aggregate(
        count=Count("pk"),
        newest=Max("pk"),
        newest_at=Max("made_at"),
        head=Max(Subquery(newest_public.values("hash")[:1])),
        head_at=Max(Subquery(newest_public.values("made_at")[:1])),
    )
    tag = f"{FORM_VERSION} {found['count']} {found['newest']} {found['head']}"
    changed_at = max(found["head_at"], found["newest_at"] + quiet_period()) if found["count"] else None
    return FeedState(hashlib.sha256(tag.encode()).hexdigest()[:24], changed_at)


def _stands(quiet: timedelta) -> Q:
    """Neither undone within the quiet period nor itself such a hasty undo; an undo is never undone (rule 2)."""
    hasty_undo: QuerySet[Change] = Change.objects.filter(undoes=OuterRef("pk"), made_at__lt=OuterRef("made_at") + quiet)
    is_unhurried = Q(undoes__isnull=True) | Q(undoes__made_at__lte=F("made_at") - quiet)
    return ~Exists(hasty_undo) & is_unhurried
