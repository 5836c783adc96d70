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

# How many undos in a row, each made in haste, are told apart; the desk refuses even the second.
_HASTY_UNDOS = 4


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
    """A change and its undo within the quiet period cancel each other; in a run of such undos, two by two.

    So a change stands when no hasty undo follows it and an even number of hasty undos leads back from it.
    """
    hasty_undo: QuerySet[Change] = Change.objects.filter(undoes=OuterRef("pk"), made_at__lt=OuterRef("made_at") + quiet)
    leads_back = _is_unhurried(1, quiet)
    run = Q()
    for step in range(1, _HASTY_UNDOS + 1):
        run &= _is_hasty(step, quiet)
        if step % 2 == 0:
            leads_back |= run & _is_unhurried(step + 1, quiet)
    return ~Exists(hasty_undo) & leads_back


def _path(step: int) -> str:
    return "__".join(["undoes"] * step)


def _deadline(step: int, quiet: timedelta) -> tuple[str, object]:
    """The lookup's left side, and the latest instant that is not hasty for undo number `step` back from a row."""
    undo = "made_at" if step == 1 else f"{_path(step - 1)}__made_at"
    return f"{_path(step)}__made_at", F(undo) - quiet


def _is_hasty(step: int, quiet: timedelta) -> Q:
    undone_at, deadline = _deadline(step, quiet)
    return Q(**{f"{undone_at}__gt": deadline})


def _is_unhurried(step: int, quiet: timedelta) -> Q:
    """No undo there, or one that came when the quiet period was over."""
    undone_at, deadline = _deadline(step, quiet)
    return Q(**{f"{_path(step)}__isnull": True}) | Q(**{f"{undone_at}__lte": deadline})
