"""The atomic record: what a text contains, or which stance a party takes on a term."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models

from tracker.models.article import Snapshot
from tracker.models.conflict import Conflict
from tracker.models.party import Party
from tracker.models.precision import said_by
from tracker.models.proposal import Proposal
from tracker.models.record import Directness, Record, RecordQuerySet, Statement, retired_with_reason
from tracker.models.stance import Stance
from tracker.models.term import WHOLE, Term


class ConditionKind(models.TextChoices):
    """A provision is what a text contains; a position is what a party says."""

    PROVISION = "provision", "provision"
    POSITION = "position", "position"


class Tense(models.TextChoices):
    """Whether the party holds it now or is reported to have held it earlier ("had previously wanted")."""

    NOW = "now", "now"
    EARLIER = "earlier", "earlier"


class ConditionQuerySet(RecordQuerySet["Condition"]):
    """Reads of conditions."""

    def on(self, day: date) -> Self:
        """Said by `day`; a date known to the month or year counts from its last possible day (rule 3)."""
        return self.filter(said_by(day))

    def as_of(self, on: date | None, known: date | None) -> Self:
        """What was said by `on`, as held at the end of `known`; an empty day sets no limit (rule 3)."""
        rows = self.published() if known is None else self.known(known)
        return rows if on is None else rows.on(on)

    def in_proposals(self, proposals: Iterable[Proposal]) -> Self:
        """Conditions of these proposals, and whatever supersedes one of them, so that `current()` can tell."""
        wanted = [proposal.pk for proposal in proposals]
        return self.filter(models.Q(proposal__in=wanted) | models.Q(supersedes__proposal__in=wanted))

    def for_overview(self) -> Self:
        """Of every proposal: answers to the whole, its length and its featured terms, and whatever supersedes one."""
        named = models.Q(term__slug__in=(WHOLE, "duration"), proposal__isnull=False)
        featured = Proposal.featured_terms.through.objects.filter(
            proposal=models.OuterRef("proposal"), term=models.OuterRef("term")
        )
        wanted = Condition.objects.filter(named | models.Exists(featured)).values("pk")
        return self.filter(models.Q(pk__in=wanted) | models.Q(supersedes__in=wanted))

    def around_proposal(self, proposal: Proposal) -> Self:
        """The proposal's conditions and the standing positions of its conflict, with whatever supersedes one."""
        inside = models.Q(proposal=proposal) | models.Q(supersedes__proposal=proposal)
        standing = models.Q(proposal=None, conflict=proposal.conflict_id)
        former = models.Q(supersedes__isnull=False, supersedes__proposal=None) & models.Q(
            supersedes__conflict=proposal.conflict_id
        )
        return self.filter(inside | standing | former)

    def on_term(self, term: Term) -> Self:
        """Conditions on one term, and whatever supersedes one of them."""
        return self.filter(models.Q(term=term) | models.Q(supersedes__term=term))

    def by_party(self, party: Party) -> Self:
        """One party's positions, and whatever supersedes one of them."""
        return self.filter(models.Q(party=party) | models.Q(supersedes__party=party))

    def beside(self, condition: "Condition") -> Self:
        """Conditions on the same term and proposal (or standing in the same conflict), with what supersedes one."""
        cell = {
            "term": condition.term_id,
            "proposal": condition.proposal_id,
            "conflict": condition.conflict_id,
        }
        former = {f"supersedes__{name}": value for name, value in cell.items()}
        return self.filter(models.Q(**cell) | models.Q(supersedes__isnull=False, **former))

    def with_sources(self) -> Self:
        """Like `with_parts`, without the snapshots' texts, which no public page shows (rule 9)."""
        return self.select_related(
            "conflict", "proposal", "term__group", "party", "person", "role__party", "supersedes", "answers__party",
            "answers__term", "reinstates", "corrected_by",
        ).prefetch_related(
            "actors",
            models.Prefetch("depends_on", Condition.objects.select_related("term", "party", "proposal", "conflict")),
            models.Prefetch("citations__snapshot", Snapshot.objects.defer("text").select_related("article")),
        )  # fmt: skip

    def with_parts(self) -> Self:
        """Everything that words and pages need, in a fixed number of queries."""
        return self.select_related(
            "conflict", "proposal", "term__group", "party", "person", "role__party", "supersedes", "answers__party",
            "answers__term", "reinstates", "corrected_by",
        ).prefetch_related(
            "actors",
            models.Prefetch("depends_on", Condition.objects.select_related("term", "party", "proposal", "conflict")),
            "citations__snapshot__article",
        )  # fmt: skip


class Condition(Record, Statement):
    """One cited claim. A position without a proposal is a standing position on any ceasefire in its conflict."""

    kind = models.CharField(max_length=9, choices=ConditionKind)
    conflict = models.ForeignKey(Conflict, models.PROTECT, related_name="conditions")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="conditions")
    term = models.ForeignKey(Term, models.PROTECT, related_name="conditions")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="conditions")
    stance = models.CharField(max_length=16, choices=Stance, blank=True)
    is_included = models.BooleanField(default=True, help_text="Off when the text is said NOT to contain it.")
    actors = models.ManyToManyField(Party, through="ConditionActor", blank=True, related_name="conditions_to_act_on")
    value = models.CharField(max_length=200, blank=True, help_text="The figure or named line, in words.")
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=30, blank=True)
    summary = models.CharField(max_length=200, help_text="In our words, value first: “Lebanese army along the border”.")
    qualifier = models.CharField(
        max_length=300, blank=True, help_text="What a reserved answer reserves, or what makes it ambiguous."
    )
    depends_on = models.ManyToManyField(
        "self", through="ConditionDependency", symmetrical=False, blank=True, related_name="dependents"
    )
    answers = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="answered_by")
    is_red_line = models.BooleanField(default=False)
    speaks_for_party = models.BooleanField(default=True, help_text="Off for dissent inside a party.")
    is_marked_contested = models.BooleanField(
        default=False, help_text="An editor's mark: shown as contested whatever the stances (rule 4)."
    )
    tense = models.CharField(max_length=7, choices=Tense, default=Tense.NOW)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    reinstates = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="reinstated_by")
    corrected_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrects")
    continues = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The first record of the same word, which this one corrects or reinstates.",
    )
    superseded_words = models.JSONField(
        default=list, blank=True, help_text="Numbers of the first records of every word of the party that came before."
    )
    fingerprint = models.CharField(max_length=64, db_index=True, editable=False)

    objects = ConditionQuerySet.as_manager()

    class Meta:
        ordering = ("stated_on", "pk")
        permissions = (("publish_record", "Can publish, change and withdraw records"),)
        constraints = (
            retired_with_reason("condition"),
            models.CheckConstraint(
                condition=models.Q(kind="position", party__isnull=False, stance__in=Stance.values, is_included=True)
                | models.Q(kind="provision", party__isnull=True, stance="", proposal__isnull=False),
                name="condition_position_or_provision",
            ),
            models.CheckConstraint(
                condition=models.Q(directness__in=Directness.values), name="condition_directness_known"
            ),
            models.CheckConstraint(condition=models.Q(tense__in=Tense.values), name="condition_tense_known"),
            models.CheckConstraint(
                condition=models.Q(corrected_by__isnull=True) | models.Q(retired_at__isnull=False),
                name="condition_corrected_is_retired",
            ),
        )

    def __str__(self) -> str:
        holder = f"{self.party} {self.get_stance_display()}" if self.party_id else f"{self.proposal}"
        return f"{holder} · {self.term}"

    def get_absolute_url(self) -> str:
        return f"/c/{self.pk}/"

    @property
    def word_id(self) -> int:
        """What a party said once has one number, however often our record of it was corrected or reinstated."""
        return self.continues_id or self.pk

    @property
    def is_position(self) -> bool:
        """True for a party's stance, false for a text's content."""
        return self.kind == ConditionKind.POSITION


class ConditionActor(models.Model):
    """Who would have to act under a condition."""

    condition = models.ForeignKey(Condition, models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("condition", "party"), name="condition_actor_once"),)

    def __str__(self) -> str:
        return str(self.party)


class ConditionDependency(models.Model):
    """The condition holds only if another one does: accepts *if* Hezbollah disarms."""

    condition = models.ForeignKey(Condition, models.PROTECT, related_name="+")
    depends_on = models.ForeignKey(Condition, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("condition", "depends_on"), name="condition_dependency_once"),
            models.CheckConstraint(
                condition=~models.Q(condition=models.F("depends_on")), name="condition_not_dependent_on_itself"
            ),
        )

    def __str__(self) -> str:
        return f"{self.condition_id} if {self.depends_on_id}"
