"""`manage.py extract_terms FILE…`: prints what texts say as JSON lines, touching no database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.extract.candidate import Source
from tracker.extract.lexicon import load_lexicon
from tracker.extract.output import describe, read_index


class Command(BaseCommand):
    """One candidate a line, with the fields of the annotation guide and score, rule, tier and why."""

    help = "Prints what texts say as JSON lines; offsets count characters of the file's own text."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--tier", choices=("suggested", "all"), default="suggested")
        parser.add_argument(
            "--index", type=Path, help="JSON lines with article, title, publisher and date of each file"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        # Loading spaCy takes a second that `--help` and other commands need not wait for.
        from tracker.extract.pipeline import ModelMissing
        from tracker.extract.reading import read_text

        sources = read_index(options["index"]) if options["index"] else {}
        lexicon = load_lexicon()
        for file in options["files"]:
            try:
                with file.open(encoding="utf-8", newline="") as lines:
                    text = lines.read()
            except (OSError, UnicodeDecodeError) as cause:
                raise CommandError(f"{file} cannot be read: {cause}") from cause
            try:
                candidates = read_text(text, source=sources.get(file.name, Source()), lexicon=lexicon)
            except ModelMissing as missing:
                raise CommandError(str(missing)) from missing
            for candidate in candidates:
                if options["tier"] == "all" or candidate.tier == "suggested":
                    self.stdout.write(json.dumps(describe(file.name, text, candidate), ensure_ascii=False))
