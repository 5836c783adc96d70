"""`manage.py train_extractor`: makes the weights of the trained part anew from labelled texts, touching no database."""

import os
import subprocess
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.extract.labels import CorpusFault, LabelledArticle, read_corpus, read_gold
from tracker.extract.lexicon import DATA_FOLDER, load_lexicon

ROOT = Path(__file__).resolve().parents[3]
TRAINING = "tracker.extract.training"


class Command(BaseCommand):
    """Prepares the texts here, with spaCy, and lets a Python with torch learn from them."""

    help = (
        "Trains the extractor on labelled texts. Needs --python: a Python 3.11 with torch, transformers, onnx and "
        "onnxruntime (see the dependency group `train` in pyproject.toml), for which this environment has no build. "
        "With --folds the labelled texts are cross-validated first, and thresholds and calibration chosen by that."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--python", required=True, type=Path, help="the Python that has torch")
        parser.add_argument("--base", required=True, type=Path, help="folder of all-MiniLM-L6-v2 with its safetensors")
        parser.add_argument("--corpus", type=Path, default=ROOT / "seeds" / "corpus" / "articles")
        parser.add_argument("--shadows", type=Path, default=ROOT / "seeds" / "corpus" / "shadows")
        parser.add_argument("--labelled", type=Path, help="a folder with articles/, gold.jsonl and index.jsonl as well")
        parser.add_argument("--without", type=Path, help="names of labelled texts to leave out, one a line")
        parser.add_argument("--folds", type=int, default=0, help="cross-validate the labelled texts in so many parts")
        parser.add_argument("--out", type=Path, default=DATA_FOLDER / "model" / "model.onnx")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["folds"] and not options["labelled"]:
            raise CommandError("Cross-validation needs --labelled.")
        try:
            texts = {name: read_corpus(options[name]) for name in ("corpus", "shadows")}
            labelled = self._labelled(options)
        except (OSError, CorpusFault) as cause:
            raise CommandError(f"The labelled texts cannot be read: {cause}") from cause
        with TemporaryDirectory() as folder:
            files = self._prepare(Path(folder), texts | {"labelled": labelled})
            if options["folds"]:
                claims = Path(folder) / "claims.jsonl"
                self._run("validate", options, files, ["--folds", str(options["folds"]), "--out", claims])
                self._choose(claims, labelled, options["out"].with_name("thresholds.toml"))
            self._run("fit", options, files, ["--out", options["out"]])
        self.stdout.write(f"Written: {options['out']}")

    def _labelled(self, options: dict[str, Any]) -> list[LabelledArticle]:
        beside, without = options["labelled"], options["without"]
        if beside is None:
            return []
        left_out = set(without.read_text(encoding="utf-8").split("\n")) if without else set()
        found = read_gold(beside / "gold.jsonl", beside / "articles", beside / "index.jsonl")
        return [article for article in found if article.name not in left_out]

    def _prepare(self, folder: Path, texts: dict[str, list[LabelledArticle]]) -> list[Any]:
        """Writes the examples and returns the options that name them."""
        # Loading spaCy takes a second that `--help` and other commands need not wait for.
        from tracker.extract.training.examples import write_examples
        from tracker.extract.wordpiece import WordPiece

        tokenizer, lexicon = WordPiece.load(DATA_FOLDER / "model" / "vocab.txt"), load_lexicon()
        files: list[Any] = ["--learnt", folder / "learnt.pt"]
        for name, articles in texts.items():
            if not articles:
                continue
            path = folder / f"{name}.jsonl"
            # The parties of real articles are in the lists or are not, as when they are read.
            report = write_examples(articles, lexicon, tokenizer, path, teach=name != "labelled")
            files += [f"--{name}", path]
            self.stdout.write(
                f"{name}: {report.sentences} sentences, {report.rows} rows, of which {report.unreachable} name a party "
                "that no list offers"
            )
        return files

    def _choose(self, path: Path, labelled: list[LabelledArticle], out: Path) -> None:
        from tracker.extract.training.calibration import Claims, calibrate, choose_thresholds, write_settings

        claims = Claims.read(path)
        thresholds, tally = choose_thresholds(claims, labelled)
        write_settings(out, thresholds, calibrate(claims, labelled))
        self.stdout.write(
            f"cross-validated, level 3: precision {tally.precision:.3f} recall {tally.recall:.3f} f1 {tally.f1:.3f}"
        )

    def _run(self, module: str, options: dict[str, Any], files: list[Any], more: list[Any]) -> None:
        program = [options["python"], "-m", f"{TRAINING}.{module}", *files, "--base", options["base"], *more]
        done = subprocess.run(program, cwd=ROOT, env={**os.environ, "HF_HUB_OFFLINE": "1"}, check=False)
        if done.returncode:
            raise CommandError(f"Training ended with {done.returncode}; the weights are unchanged.")
