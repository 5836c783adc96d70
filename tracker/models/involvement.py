"""Who mediates, guarantees or hosts a proposal."""

from django.db import models

from tracker.models.party import Party
from tracker.models.proposal import Proposal
from tracker.models.record import Record, RecordQuerySet, retired_with_reason


class Part(models.TextChoices):
    """What a party does for a proposal beside taking a stance."""

    MEDIATOR = "mediator", "mediator"
    GUARANTOR = "guarantor", "guarantor"
    HOST = "host", "host"


class Involvement(Record):
    """A party's part in a proposal as mediator, guarantor or host; cited like everything else."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="involvements")
    party = models.ForeignKey(Party, models.PROTECT, related_name="involvements")
    part = models.CharField(max_length=9, choices=Part)
    fingerprint = models.CharField(max_length=64, db_index=True, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ("proposal", "part", "pk")
        constraints = (
            models.CheckConstraint(condition=models.Q(part__in=Part.values), name="involvement_part_known"),
            retired_with_reason("involvement"),
        )

    def __str__(self) -> str:
        return f"{self.party}: {self.part} of {self.proposal}"
