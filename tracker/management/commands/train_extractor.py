"""`manage.py train_extractor`: makes the weights of the trained part anew from labelled texts, touching no database."""

import os
import subprocess
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.extract.lexicon import DATA_FOLDER, load_lexicon

ROOT = Path(__file__).resolve().parents[3]
TRAINING = "tracker.extract.training.fit"


class Command(BaseCommand):
    """Prepares the texts here, with spaCy, and lets a Python with torch learn from them."""

    help = (
        "Trains the extractor on labelled texts. Needs --python: a Python 3.11 with torch, transformers, onnx and "
        "onnxruntime (see the dependency group `train` in pyproject.toml), for which this environment has no build."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--python", required=True, type=Path, help="the Python that has torch")
        parser.add_argument("--base", required=True, type=Path, help="folder of all-MiniLM-L6-v2 with its safetensors")
        parser.add_argument("--corpus", type=Path, default=ROOT / "seeds" / "corpus")
        parser.add_argument("--labelled", type=Path, help="a folder with articles/, gold.jsonl and index.jsonl as well")
        parser.add_argument("--out", type=Path, default=DATA_FOLDER / "model" / "model.onnx")

    def handle(self, *args: Any, **options: Any) -> None:
        # Loading spaCy takes a second that `--help` and other commands need not wait for.
        from tracker.extract.labels import CorpusFault, read_corpus, read_gold
        from tracker.extract.training.examples import write_examples
        from tracker.extract.wordpiece import WordPiece

        tokenizer, lexicon = WordPiece.load(DATA_FOLDER / "model" / "vocab.txt"), load_lexicon()
        with TemporaryDirectory() as folder:
            corpus, labelled = Path(folder) / "corpus.jsonl", Path(folder) / "labelled.jsonl"
            try:
                reports = [write_examples(read_corpus(options["corpus"]), lexicon, tokenizer, corpus, teach=True)]
                # Texts of real articles are fewer and nearer to what is read later: they are seen twice a round.
                files = [corpus]
                if options["labelled"]:
                    beside = options["labelled"]
                    real = read_gold(beside / "gold.jsonl", beside / "articles", beside / "index.jsonl")
                    reports.append(write_examples(real, lexicon, tokenizer, labelled, teach=False))
                    files += [labelled, labelled]
            except (OSError, CorpusFault) as cause:
                raise CommandError(f"The labelled texts cannot be read: {cause}") from cause
            sentences, rows = sum(each.sentences for each in reports), sum(each.rows for each in reports)
            missed = sum(each.unreachable for each in reports)
            self.stdout.write(f"{sentences} sentences, {rows} rows, of which {missed} name a party no list offers")
            program = [options["python"], "-m", TRAINING, *files, "--base", options["base"], "--out", options["out"]]
            done = subprocess.run(program, cwd=ROOT, env={**os.environ, "HF_HUB_OFFLINE": "1"}, check=False)
        if done.returncode:
            raise CommandError(f"Training ended with {done.returncode}; the weights are unchanged.")
        self.stdout.write(f"Written: {options['out']}")
