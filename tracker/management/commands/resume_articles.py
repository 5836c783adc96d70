"""`manage.py resume_articles`: starts again what a killed worker left half done. Run it before a worker starts."""

from typing import Any

from django.core.management.base import BaseCommand

from tracker.importer.tasks import resume_unfinished


class Command(BaseCommand):
    """For one worker: with several, run it only while all are stopped."""

    help = "Puts articles that a killed worker was fetching or reading back into the queue."

    def handle(self, *args: Any, **options: Any) -> None:
        count = resume_unfinished()
        self.stdout.write(f"{count} articles put back into the queue.")
