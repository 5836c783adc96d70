"""A source's identity, and the frozen texts of it that citations point into."""

import hashlib

from django.conf import settings
from django.db import models

from tracker.models.conflict import Conflict
from tracker.models.party import Party


class ArticleForm(models.TextChoices):
    """What kind of text it is: it decides how it is read and how long a public quote may be."""

    NEWS = "news", "news"
    STATEMENT = "statement", "official statement"
    TRANSCRIPT = "transcript", "transcript"


class ArticleState(models.TextChoices):
    """How far the importer has come with an article."""

    WAITING = "waiting", "waiting"
    FETCHING = "fetching", "fetching the page"
    READING = "reading", "reading the text"
    READ = "read", "read"
    REFUSED = "refused", "refused"


# Rule 9: what the public may see of one source.
QUOTE_LIMIT = 300
OFFICIAL_QUOTE_LIMIT = 600


class Article(models.Model):
    """Who published what, where and when. The text itself lies in its snapshots."""

    url = models.URLField(max_length=1000, blank=True, db_index=True)
    title = models.CharField(max_length=300)
    outlet = models.CharField(max_length=120, blank=True)
    published_on = models.DateField(null=True, blank=True)
    form = models.CharField(max_length=10, choices=ArticleForm, default=ArticleForm.NEWS)
    is_sample = models.BooleanField(default=False, help_text="Written for demonstration; what rests on it says so.")
    issuers = models.ManyToManyField(
        Party, blank=True, related_name="+", help_text="Who speaks as “we” in a statement."
    )
    conflicts = models.ManyToManyField(Conflict, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=ArticleState, default=ArticleState.WAITING)
    state_reason = models.CharField(max_length=500, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("-published_on", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("url",), condition=~models.Q(url=""), name="article_url_once"),
            models.CheckConstraint(condition=models.Q(state__in=ArticleState.values), name="article_state_known"),
            models.CheckConstraint(condition=models.Q(form__in=ArticleForm.values), name="article_form_known"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def quote_limit(self) -> int:
        """How many characters of one sentence may be published (rule 9)."""
        return QUOTE_LIMIT if self.form == ArticleForm.NEWS else OFFICIAL_QUOTE_LIMIT


class Snapshot(models.Model):
    """One text of an article as it stood. Written once; only withholding may empty it."""

    class Origin(models.TextChoices):
        PASTED = "pasted", "pasted"
        UPLOADED = "uploaded", "uploaded"
        FETCHED = "fetched", "fetched"
        SEEDED = "seeded", "from the seeds"

    article = models.ForeignKey(Article, models.PROTECT, related_name="snapshots")
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64, db_index=True)
    origin = models.CharField(max_length=8, choices=Origin)
    taken_at = models.DateTimeField()
    withheld_at = models.DateTimeField(null=True, blank=True)
    withheld_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("article", "taken_at", "pk")
        permissions = (("withhold_text", "Can withhold a text or a quote"),)
        constraints = (
            models.UniqueConstraint(fields=("article", "text_sha256"), name="snapshot_text_once_per_article"),
            models.CheckConstraint(condition=~models.Q(text="", withheld_at__isnull=True), name="snapshot_has_text"),
        )

    def __str__(self) -> str:
        return f"{self.article} ({self.taken_at:%Y-%m-%d})"


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
