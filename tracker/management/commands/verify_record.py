"""`manage.py verify_record`: checks the ledger's chain, every quote, and that every live record has a sentence."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.models.change import Change
from tracker.models.citation import Citation
from tracker.review.verification import find_faults


class Command(BaseCommand):
    """Exit status 1 when anything is wrong; each fault on a line of its own."""

    help = "Checks the ledger's chain, every quote against its snapshot, and that every live record has a sentence."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = list(find_faults())
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} faults found.")
        self.stdout.write(
            f"The record is sound: {Change.objects.count()} changes, {Citation.objects.count()} citations."
        )
