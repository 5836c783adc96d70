"""`manage.py load_seeds`: codebook, parties, people, conflicts, proposals and the seeded record."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tracker.transfer.seed_files import SeedFault
from tracker.transfer.seeds import import_samples, load_seeds


class Command(BaseCommand):
    """Adds what is missing; run again, it adds nothing."""

    help = "Loads the seeds and reports what it added; with --samples also hands sample articles to the importer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "seeds")
        parser.add_argument("--samples", action="store_true", help="import the sample articles for the review queue")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(load_seeds(options["folder"]).words())
            if options["samples"]:
                self.stdout.write(f"{import_samples(options['folder'])} sample articles handed to the importer.")
        except SeedFault as fault:
            raise CommandError(str(fault)) from fault
