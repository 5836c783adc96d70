"""The append-only ledger: who did what to which record, when and why. The feeds are made of these."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Self

from django.conf import settings
from django.db import models

GENESIS_HASH = "0" * 64  # what the first change names as its predecessor


class Verb(models.TextChoices):
    """What was done."""

    RECORD = "record", "recorded"
    ACCEPT = "accept", "accepted"
    ATTACH = "attach", "another source"
    SUPERSEDE = "supersede", "replaced"
    CORRECT = "correct", "corrected"
    WITHDRAW = "withdraw", "withdrawn"
    REJECT = "reject", "rejected"
    UNDO = "undo", "undone"
    WITHHOLD = "withhold", "withheld"
    CREATE = "create", "created"
    EDIT = "edit", "edited"


class RecordKind(models.TextChoices):
    """Which table `record_id` points into."""

    CONDITION = "condition", "condition"
    STATUS_CHANGE = "status-change", "status change"
    INVOLVEMENT = "involvement", "involvement"
    CITATION = "citation", "citation"
    SNAPSHOT = "snapshot", "snapshot"
    SUGGESTION = "suggestion", "suggestion"
    CONFLICT = "conflict", "conflict"
    PARTICIPATION = "participation", "participation"
    PARTY = "party", "party"
    PARTY_NAME = "party-name", "name of a party"
    PERSON = "person", "person"
    ROLE = "role", "role"
    TERM_GROUP = "term-group", "codebook group"
    TERM = "term", "term"
    PROPOSAL = "proposal", "proposal"


class SubjectKind(models.TextChoices):
    """What a reader can follow."""

    CONFLICT = "conflict", "conflict"
    PROPOSAL = "proposal", "proposal"
    PARTY = "party", "party"
    TERM = "term", "term"


class ChangeGroup(models.Model):
    """Several changes that readers meet as one: a loaded baseline, a bulk act."""

    title = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class ChangeQuerySet(models.QuerySet["Change"]):
    """Reads of the ledger."""

    def public(self) -> Self:
        """Without what concerns suggestions: a suggestion is not an entry (rule 8)."""
        return self.exclude(record_kind=RecordKind.SUGGESTION)

    def about(self, kind: str, slug: str) -> Self:
        """Changes that concern the conflict, proposal, party or term with this slug."""
        return self.filter(
            models.Exists(ChangeSubject.objects.filter(change=models.OuterRef("pk"), kind=kind, slug=slug))
        )

    def of_record(self, kind: str, record_id: int) -> Self:
        """Everything done to one record, and what took its place, oldest first."""
        is_named = models.Q(record_id=record_id) | models.Q(previous_id=record_id)
        return self.filter(is_named, record_kind=kind).order_by("id")


class Change(models.Model):
    """One act. `id` is given under the ledger lock, so the order of ids is the order of commits.

    `hash` is the SHA-256 of `canonical()`, which names the hash before it; so no row can be altered, taken out or put
    in between without breaking the chain. `before` and `after` hold ids, field values and hashes of texts.
    """

    id = models.BigIntegerField(primary_key=True)
    group = models.ForeignKey(ChangeGroup, models.PROTECT, null=True, blank=True, related_name="changes")
    verb = models.CharField(max_length=10, choices=Verb)
    record_kind = models.CharField(max_length=14, choices=RecordKind)
    record_id = models.BigIntegerField()
    previous_id = models.BigIntegerField(null=True, blank=True, help_text="The record of the same kind it replaces.")
    undoes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    desk_name = models.CharField(max_length=60)
    made_at = models.DateTimeField(db_index=True)
    reason = models.CharField(max_length=300, blank=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("record_kind", "record_id"), name="change_record"),)

    def __str__(self) -> str:
        return f"{self.pk}: {self.get_verb_display()} {self.get_record_kind_display()} {self.record_id}"

    def get_absolute_url(self) -> str:
        return f"/changes/{self.pk}/"

    def canonical(self) -> bytes:
        """The form that is hashed: JSON in UTF-8, keys sorted, no spaces, instants in UTC with microseconds."""
        fields = {
            "id": self.pk,
            "group": self.group_id,
            "verb": self.verb,
            "record_kind": self.record_kind,
            "record_id": self.record_id,
            "previous_id": self.previous_id,
            "undoes": self.undoes_id,
            "editor": self.editor_id,
            "desk_name": self.desk_name,
            "made_at": canonical_instant(self.made_at),
            "reason": self.reason,
            "before": self.before,
            "after": self.after,
            "previous_hash": self.previous_hash,
        }
        return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    def computed_hash(self) -> str:
        """The hash that this row's content demands."""
        return hashlib.sha256(self.canonical()).hexdigest()


class ChangeSubject(models.Model):
    """An index of the ledger: which conflict, proposal, party or term a change concerns."""

    change = models.ForeignKey(Change, models.PROTECT, related_name="subjects")
    kind = models.CharField(max_length=8, choices=SubjectKind)
    slug = models.SlugField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("change", "kind", "slug"), name="change_subject_once"),)
        indexes = (models.Index(fields=("kind", "slug"), name="change_subject_of"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


def canonical_instant(moment: datetime) -> str:
    """An instant as `2024-11-26T02:00:00.000000Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
