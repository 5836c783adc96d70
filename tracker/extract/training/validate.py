"""Cross-validation by article: what the network says of labelled texts that it has not learnt from.

    python -m tracker.extract.training.validate --corpus FILE --shadows FILE --labelled FILE --base FOLDER --out CLAIMS

The corpus is learnt once, the labelled texts as often as there are folds, each time without the fold that is judged and
without the shadows of its articles.
"""

import argparse
import copy
import json
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

import torch

from tracker.extract.terms import STANCES, TERMS
from tracker.extract.training.batches import Example, collate, group, read_examples
from tracker.extract.training.fit import fit_nearest, learn_corpus
from tracker.extract.training.network import Network

LEAST = 0.02  # claims less likely than this are not written


def judge(network: Network, examples: list[Example]) -> Iterator[dict[str, object]]:
    """Every claim with a chance of at least LEAST, with the fields of the annotation guide."""
    network.eval()
    with torch.no_grad():
        for rows in group(examples, 48, is_training=False):
            chances, stances = network(*collate(rows).inputs)
            for place, row in enumerate(rows):
                for candidate in range(len(row["features"])):
                    for term in (chances[place, candidate] >= LEAST).nonzero().flatten().tolist():
                        yield describe(row, candidate, term, chances[place], stances[place])


def describe(
    row: Example, candidate: int, term: int, chances: torch.Tensor, stances: torch.Tensor
) -> dict[str, object]:
    """One claim as a JSON object; candidate 0 is the text itself."""
    stance = int(stances[candidate, term].argmax())
    return {
        "article": row["article"],
        "start": row["start"],
        "end": row["end"],
        "kind": "position" if candidate else "provision",
        "term": TERMS[term],
        "party": row["parties"][candidate - 1] if candidate else None,
        "stance": STANCES[stance] if candidate else None,
        "chance": round(float(chances[candidate, term]), 4),
        "stance_chance": round(float(stances[candidate, term, stance]), 4),
    }


def shadows_any(row: Example, articles: Iterable[str]) -> bool:
    """Whether an example comes from the shadow of one of these articles, whose name it bears."""
    return any(name.removesuffix(".txt") in row["article"] for name in articles)


def main() -> None:
    """Reads the options, learns the corpus, then judges each fold with the others learnt."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--corpus", "--shadows", "--labelled"):
        parser.add_argument(name, type=Path, required=True, help="examples as JSON lines")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2 (config, safetensors)")
    parser.add_argument("--learnt", type=Path, help="keeps the weights that have learnt the corpus, and takes them up")
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    random.seed(1)
    torch.manual_seed(1)
    corpus, shadows, labelled = map(read_examples, (options.corpus, options.shadows, options.labelled))
    network = learn_corpus(options.base, corpus, options.learnt)
    with options.out.open("w", encoding="utf-8") as lines:
        for fold in range(options.folds):
            held = {row["article"] for row in labelled if crc32(row["article"].encode()) % options.folds == fold}
            learner = copy.deepcopy(network)
            others = [row for row in labelled if row["article"] not in held]
            fit_nearest(learner, corpus, [row for row in shadows if not shadows_any(row, held)], others)
            for claim in judge(learner, [row for row in labelled if row["article"] in held]):
                lines.write(json.dumps(claim | {"fold": fold}) + "\n")
            sys.stderr.write(f"fold {fold + 1} of {options.folds} judged\n")


if __name__ == "__main__":
    main()
