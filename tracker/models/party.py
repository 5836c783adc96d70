"""Who can hold a position, and the names under which texts speak of them."""

from typing import Self

from django.db import models


class PartyKind(models.TextChoices):
    """What sort of actor a party is."""

    STATE = "state", "state"
    ARMED_GROUP = "armed-group", "armed group"
    FACTION = "faction", "faction"
    ORGANISATION = "organisation", "organisation"
    MEDIATOR = "mediator", "mediator"
    GROUP = "group", "group of parties"


class PartyQuerySet(models.QuerySet["Party"]):
    """Reads of parties."""

    def with_parts(self) -> Self:
        """What it belongs to, who belongs to it, its names, offices and sides, in a fixed number of queries."""
        return self.select_related("part_of").prefetch_related(
            "members", "names", "roles__person", "participations__conflict"
        )


class Party(models.Model):
    """A state, movement, faction, organisation or group of parties. Never deleted, only deactivated."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=20, blank=True, help_text="For narrow columns; the name when empty.")
    kind = models.CharField(max_length=12, choices=PartyKind)
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="members")
    is_active = models.BooleanField(default=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "parties"
        permissions = (("edit_reference", "Can edit parties, people, terms, conflicts and proposals"),)
        constraints = (
            models.CheckConstraint(condition=models.Q(kind__in=PartyKind.values), name="party_kind_known"),
            models.CheckConstraint(condition=~models.Q(part_of=models.F("id")), name="party_not_part_of_itself"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/parties/{self.slug}/"

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class NameKind(models.TextChoices):
    """How a text may call a party."""

    NAME = "name", "name"
    ALIAS = "alias", "alias"
    ACRONYM = "acronym", "acronym"
    DEMONYM = "demonym", "demonym"
    METONYM = "metonym", "metonym"


class PartyName(models.Model):
    """A name in use for a party, with the days between which it meant that party."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="names")
    text = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=NameKind, default=NameKind.ALIAS)
    is_case_sensitive = models.BooleanField(default=False)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("party", "text")
        constraints = (
            models.UniqueConstraint(fields=("party", "text", "kind"), name="party_name_once"),
            models.CheckConstraint(condition=models.Q(kind__in=NameKind.values), name="party_name_kind_known"),
        )

    def __str__(self) -> str:
        return self.text
