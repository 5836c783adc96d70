"""What the importer proposes for one sentence. It is not an entry: public code never imports this file (rule 8)."""

import hashlib
import json
from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models

from tracker.models.article import Snapshot
from tracker.models.change import Change
from tracker.models.citation import Citation
from tracker.models.condition import Condition, ConditionKind, Tense
from tracker.models.conflict import Conflict
from tracker.models.party import Party
from tracker.models.person import Person, Role
from tracker.models.precision import Precision
from tracker.models.proposal import Proposal
from tracker.models.record import Directness
from tracker.models.stance import Stance
from tracker.models.term import Term


class SuggestionState(models.TextChoices):
    """Waiting, or what an editor decided."""

    WAITING = "waiting", "waiting"
    ACCEPTED = "accepted", "accepted"
    FIXED = "fixed", "fixed and accepted"
    ATTACHED = "attached", "attached as another source"
    SUPERSEDED = "superseded", "accepted as a new answer"
    CORRECTED = "corrected", "accepted as a correction"
    REJECTED = "rejected", "rejected"


class Match(models.TextChoices):
    """How a suggestion stands to what we hold."""

    CONTRADICTING = "contradicting", "contradicts what we hold"
    NEW = "new", "new"
    DUPLICATE = "duplicate", "we hold the same"


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    """Reads of the queue."""

    def waiting(self) -> Self:
        """Not yet decided, contradictions first, then by article and place in it."""
        rank = models.Case(
            models.When(match=Match.CONTRADICTING, then=0), models.When(match=Match.NEW, then=1), default=2
        )
        return self.filter(state=SuggestionState.WAITING).order_by(rank, "snapshot", "start", "pk")

    def decided_alike(self, quote_sha256: Iterable[str]) -> Self:
        """Decided suggestions that rest on one of these quotes, whatever snapshot they came from."""
        return self.filter(quote_sha256__in=tuple(quote_sha256)).exclude(state=SuggestionState.WAITING)


class Suggestion(models.Model):
    """A candidate with its names resolved as far as the record knows them; waits until an editor decides."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    context_start = models.PositiveIntegerField(null=True, blank=True)
    context_end = models.PositiveIntegerField(null=True, blank=True)
    quote_sha256 = models.CharField(max_length=64, db_index=True)

    kind = models.CharField(max_length=9, choices=ConditionKind)
    conflict = models.ForeignKey(Conflict, models.PROTECT, null=True, blank=True, related_name="+")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="+")
    working_name = models.CharField(max_length=120, blank=True)
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    raw_party = models.CharField(max_length=120, blank=True)
    stance = models.CharField(max_length=16, choices=Stance, blank=True)
    is_included = models.BooleanField(default=True)
    actors = models.ManyToManyField(Party, blank=True, related_name="+")
    raw_actors = models.JSONField(default=list, blank=True)
    value = models.CharField(max_length=200, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=30, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.ForeignKey(Role, models.PROTECT, null=True, blank=True, related_name="+")
    raw_speaker = models.CharField(max_length=120, blank=True)
    attribution = models.CharField(max_length=200, blank=True)
    directness = models.CharField(max_length=18, choices=Directness, blank=True)
    is_red_line = models.BooleanField(default=False)
    speaks_for_party = models.BooleanField(default=True)
    tense = models.CharField(max_length=7, choices=Tense, default=Tense.NOW)
    stated_on = models.DateField(null=True, blank=True)
    stated_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)

    score = models.FloatField()
    rule = models.CharField(max_length=60)
    tier = models.CharField(max_length=9)
    why = models.JSONField(default=dict, blank=True)
    match = models.CharField(max_length=13, choices=Match, default=Match.NEW)
    held = models.ForeignKey(Condition, models.PROTECT, null=True, blank=True, related_name="+")
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField()

    state = models.CharField(max_length=10, choices=SuggestionState, default=SuggestionState.WAITING, db_index=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.ForeignKey(Change, models.PROTECT, null=True, blank=True, related_name="+")
    result = models.ForeignKey(Condition, models.PROTECT, null=True, blank=True, related_name="+")
    result_citation = models.ForeignKey(Citation, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ("snapshot", "start", "pk")
        constraints = (
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="suggestion_span_not_empty"),
            models.CheckConstraint(
                condition=models.Q(state="waiting", decided_at__isnull=True)
                | (~models.Q(state="waiting") & models.Q(decided_at__isnull=False)),
                name="suggestion_decided_with_date",
            ),
        )

    def __str__(self) -> str:
        return f"{self.party or self.raw_party or 'the text'} · {self.term}"

    @property
    def quote(self) -> str:
        """The sentence; empty once its snapshot is withheld."""
        return self.snapshot.text[self.start : self.end]


def suggestion_fingerprint(
    *,
    snapshot_id: int,
    start: int,
    end: int,
    kind: str,
    term: str,
    party: str,
    stance: str,
    actors: Iterable[str],
    value: str,
    proposal: str,
) -> str:
    """SHA-256 over what makes a suggestion itself; `party` and `proposal` are slugs, or the text's names for them."""
    parts = [snapshot_id, start, end, kind, term, party, stance, sorted(actors), value, proposal]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
