"""`manage.py evaluate_extractor GOLD [ARTICLES]`: scores the reading of labelled texts, or by desk decisions."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.extract.evaluation import LEVELS, Evaluation, evaluate
from tracker.extract.floors import find_shortfalls, read_floors, write_floors
from tracker.extract.labels import CorpusFault, LabelledArticle, read_corpus, read_gold
from tracker.extract.lexicon import load_lexicon


class Command(BaseCommand):
    """GOLD is a folder of corpus files, or JSON lines with the folder of their texts as ARTICLES."""

    help = "Prints precision, recall and F1 at four levels; --decisions prints how often editors took each rule's word."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("gold", type=Path, nargs="?")
        parser.add_argument("articles", type=Path, nargs="?")
        parser.add_argument("--index", type=Path, help="JSON lines with article, title, publisher, date and form")
        parser.add_argument("--tier", choices=("suggested", "all"), default="suggested")
        parser.add_argument("--by", choices=("form", "conflict", "article"))
        parser.add_argument("--errors", type=int, default=0, metavar="N", help="show the first N misses and alarms")
        parser.add_argument("--floors", type=Path, metavar="FILE", help="fail when a figure is below its floor there")
        parser.add_argument("--raise-floors", action="store_true", help="raise the floors to what was measured")
        parser.add_argument("--lower-floors", action="store_true", help="set the floors even where they fall")
        parser.add_argument("--decisions", action="store_true", help="score the suggestions that editors decided here")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["decisions"]:
            self._show_decisions()
            return
        articles = self._articles(options)
        whole = self._evaluate(articles, options["tier"])
        self._show_levels(whole)
        if options["by"]:
            self._show_parts(articles, options)
        for name, (right, total) in whole.field_accuracy().items():
            self.stdout.write(f"{name}: {right} of {total} right ({right / total:.2f})")
        for mean, share, count in whole.reliability():
            self.stdout.write(f"score {mean:.2f}: {share:.2f} right of {count}")
        self._show_errors(whole, options["errors"])
        if options["floors"]:
            self._hold_floors(whole, options)

    def _hold_floors(self, evaluation: Evaluation, options: dict[str, Any]) -> None:
        if options["raise_floors"] or options["lower_floors"]:
            floors = write_floors(options["floors"], evaluation, may_fall=options["lower_floors"])
            self.stdout.write("Floors: " + ", ".join(f"{name} {value:.3f}" for name, value in floors.items()))
            return
        shortfalls = find_shortfalls(read_floors(options["floors"]), evaluation)
        for each in shortfalls:
            self.stderr.write(f"{each.name} is {each.measured:.3f}, below its floor of {each.floor:.3f}.")
        if shortfalls:
            raise CommandError("The extraction got worse. Mend it, or say aloud that it may: --lower-floors.")

    def _articles(self, options: dict[str, Any]) -> list[LabelledArticle]:
        gold, folder = options["gold"], options["articles"]
        if gold is None or not gold.exists() or (gold.is_file() and folder is None):
            raise CommandError("Name a folder of corpus files, or a file of JSON lines and the folder of its texts.")
        try:
            return read_corpus(gold) if gold.is_dir() else read_gold(gold, folder, options["index"])
        except (CorpusFault, OSError, ValueError, KeyError) as fault:
            raise CommandError(f"The labels cannot be read: {fault}") from fault

    def _evaluate(self, articles: list[LabelledArticle], tier: str) -> Evaluation:
        from tracker.extract.reading import read_text

        lexicon = load_lexicon()

        def read(article: LabelledArticle) -> list[Any]:
            found = read_text(article.text, source=article.source, lexicon=lexicon)
            return [each for each in found if tier == "all" or each.tier == "suggested"]

        return evaluate(articles, read)

    def _show_levels(self, evaluation: Evaluation, title: str = "") -> None:
        for level in LEVELS:
            tally = evaluation.levels[level]
            self.stdout.write(
                f"{title}level {level}: precision {tally.precision:.3f} recall {tally.recall:.3f} f1 {tally.f1:.3f}  "
                f"({tally.right}/{tally.said} right, {tally.found}/{tally.must} found)"
            )

    def _show_parts(self, articles: list[LabelledArticle], options: dict[str, Any]) -> None:
        key = {"form": "form", "conflict": "conflict", "article": "name"}[options["by"]]
        for value in sorted({getattr(article, key) for article in articles}):
            part = [article for article in articles if getattr(article, key) == value]
            tally = self._evaluate(part, options["tier"]).levels[3]
            self.stdout.write(
                f"  {value[:40]:40} {len(part):3} texts  precision {tally.precision:.3f} recall {tally.recall:.3f} "
                f"f1 {tally.f1:.3f}"
            )

    def _show_errors(self, evaluation: Evaluation, count: int) -> None:
        for article, row in evaluation.misses[:count]:
            self._show_error("missed", article, row)
        for article, candidate in evaluation.alarms[:count]:
            self._show_error("false alarm", article, candidate)

    def _show_error(self, title: str, article: LabelledArticle, row: Any) -> None:
        sentence = article.text[row.start : row.end][:160]
        self.stdout.write(f"{title}: {article.name[:24]} {row.kind} {row.term} {row.party} {row.stance} :: {sentence}")

    def _show_decisions(self) -> None:
        from tracker.models.suggestion import Suggestion, SuggestionState

        decided: Counter[str] = Counter()
        taken: Counter[str] = Counter()
        rows = Suggestion.objects.exclude(state=SuggestionState.WAITING).values_list("rule", "state")
        for rule, state in rows:
            decided[rule] += 1
            taken[rule] += state not in (SuggestionState.REJECTED, SuggestionState.FIXED)
        if not decided:
            self.stdout.write("No suggestion was decided yet.")
        for rule, count in decided.most_common():
            self.stdout.write(f"{rule}: {taken[rule]} of {count} taken as they were ({taken[rule] / count:.2f})")
