"""`manage.py audit_word_lists GOLD [ARTICLES]`: names the phrases that match nothing or mislead."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tracker.extract.labels import CorpusFault, read_corpus, read_gold
from tracker.extract.lexicon import StanceCue, load_lexicon


class Command(BaseCommand):
    """A phrase that is wrong more often than right is a candidate for switching off, not a verdict."""

    help = "Lists word-list phrases that match nothing in labelled texts, and those wrong more often than right."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("gold", type=Path)
        parser.add_argument("articles", type=Path, nargs="?")
        parser.add_argument("--idle", action="store_true", help="name the phrases that match nothing too")

    def handle(self, *args: Any, **options: Any) -> None:
        from tracker.extract.audit import audit_cues

        gold, folder = options["gold"], options["articles"]
        try:
            articles = read_corpus(gold) if gold.is_dir() else read_gold(gold, folder or gold.parent)
        except (CorpusFault, OSError, ValueError, KeyError) as fault:
            raise CommandError(f"The labels cannot be read: {fault}") from fault
        records = audit_cues(load_lexicon(), articles, settings.SPACY_MODEL)
        idle = [record for record in records if record.is_idle]
        misleading = sorted((record for record in records if record.is_misleading), key=lambda each: -each.met)
        for record in misleading:
            cue = record.cue
            key = cue.stance if isinstance(cue, StanceCue) else cue.term
            self.stdout.write(f"{key}: “{cue.phrase}” right {record.right} of {record.met} times")
        for record in idle if options["idle"] else ():
            self.stdout.write(f"never met: “{record.cue.phrase}”")
        self.stdout.write(f"{len(records)} phrases: {len(misleading)} mislead, {len(idle)} were never met.")
