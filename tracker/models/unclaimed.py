"""A sentence that looks relevant and gave no suggestion; an editor may add an entry from it by hand."""

from django.db import models

from tracker.models.article import Snapshot


class UnclaimedSentence(models.Model):
    """`snapshot.text[start:end]`, with the chance (0 to 1) that it supports an entry. It is no entry itself."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    score = models.FloatField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("snapshot", "start")
        constraints = (
            models.UniqueConstraint(fields=("snapshot", "start", "end"), name="unclaimed_once"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="unclaimed_span_not_empty"),
        )

    def __str__(self) -> str:
        return f"snapshot {self.snapshot_id}, characters {self.start} to {self.end}"

    @property
    def quote(self) -> str:
        """The sentence; empty once its snapshot is withheld."""
        return self.snapshot.text[self.start : self.end]
