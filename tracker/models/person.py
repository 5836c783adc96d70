"""Who speaks, and in which office for which party."""

from django.db import models

from tracker.models.party import Party


class Person(models.Model):
    """Somebody whose words are reported. Never deleted, only deactivated."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    other_names = models.JSONField(default=list, blank=True, help_text="Other spellings in use.")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """An office held for a party between two days; one person may hold several at once."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="roles")
    party = models.ForeignKey(Party, models.PROTECT, related_name="roles")
    office = models.CharField(max_length=120)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    speaks_for_party = models.BooleanField(
        default=True, help_text="Off for dissent inside a party: shown, never counted as the party's position."
    )
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("person", "starts_on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("person", "party", "office"), name="role_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="role_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.office}, {self.party}"
