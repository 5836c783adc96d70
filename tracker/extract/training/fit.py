"""Trains the network on examples and writes its eight-bit weights.

    python -m tracker.extract.training.fit --corpus FILE --shadows FILE [--labelled FILE] --base FOLDER --out model.onnx

Needs Python 3.11 with torch, transformers, onnx and onnxruntime; neither Django nor spaCy.
"""

import argparse
import math
import random
import sys
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from tracker.extract.training.batches import Batch, Example, Names, collate, collect_names, group, read_examples
from tracker.extract.training.export import export_network
from tracker.extract.training.network import KEPT_LAYERS, Network

BATCH = 32
EMPTY_SEEN = 0.8  # sentences that support nothing are the easier half: so many of them are seen in each round
WARM_UP, LEAST = 0.06, 0.02
LAYER_DECAY = 0.8  # each layer learns so much slower than the one above it


@dataclass(frozen=True, slots=True)
class Course:
    """How often the examples are seen, and how fast layers and new parts learn from them."""

    rounds: int
    rate: float
    head_rate: float


# First the whole corpus; then what is nearest to the texts that are read later, with a part of the corpus so that it is
# not forgotten: shadows (synthetic texts that follow labelled ones statement by statement, in a world and in words of
# their own) and, where they are given, labelled texts of real articles, those twice a round.
CORPUS_COURSE = Course(rounds=3, rate=4e-4, head_rate=1e-3)
NEAREST_COURSE = Course(rounds=2, rate=1.5e-4, head_rate=4e-4)
LABELLED_TWICE, REMEMBERED = 2, 2500


def list_groups(network: Network, course: Course) -> list[dict[str, object]]:
    """What learns, with its rate: the lower a layer, the slower; the new parts fast."""
    top = len(network.layers) - 1
    groups: list[dict[str, object]] = [
        {"params": list(layer.parameters()), "lr": course.rate * LAYER_DECAY ** (top - number), "weight_decay": 0.01}
        for number, layer in enumerate(network.layers)
        if number >= KEPT_LAYERS
    ]
    known = {id(weight) for layer in network.layers for weight in layer.parameters()}
    rest = [weight for weight in network.parameters() if weight.requires_grad and id(weight) not in known]
    return [*groups, {"params": rest, "lr": course.head_rate, "weight_decay": 0.02}]


def find_loss(network: Network, batch: Batch) -> Tensor:
    """How far the network is off: claims, what the sentence is about, and stances of the claims there are."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits, stances, about = network.judge(*batch.inputs)
    size = len(batch.present)
    off = functional.binary_cross_entropy_with_logits(logits.float(), batch.wanted, batch.weight, reduction="none")
    loss = (off * batch.present[..., None]).sum() / size
    aside = functional.binary_cross_entropy_with_logits(
        about.float(), batch.about, batch.about_weight, reduction="none"
    )
    loss = loss + 0.5 * aside.sum() / size
    known = batch.stance >= 0
    if bool(known.any()):
        loss = loss + 0.8 * functional.cross_entropy(stances.float()[known], batch.stance[known], label_smoothing=0.05)
    return loss


def fit(network: Network, examples: list[Example], names: Names, course: Course) -> None:
    """Trains in place, telling the loss of each round."""
    optimizer = torch.optim.AdamW(list_groups(network, course))
    seen = sum(1 if row["gold"] else EMPTY_SEEN for row in examples)
    steps = course.rounds * math.ceil(seen / BATCH)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (WARM_UP * steps)) * max(LEAST, 1 - step / steps)
    )
    network.train()
    for number in range(course.rounds):
        chosen = [row for row in examples if row["gold"] or random.random() < EMPTY_SEEN]
        losses = []
        for rows in group(chosen, BATCH, is_training=True):
            loss = find_loss(network, collate(rows, names=names))
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            optimizer.zero_grad()
            scheduler.step()
            losses.append(loss.item())
        sys.stderr.write(f"round {number + 1} of {course.rounds}: loss {sum(losses) / len(losses):.3f}\n")


def learn_corpus(base: Path, corpus: list[Example], learnt: Path | None) -> Network:
    """A network after the first course; `learnt` names a file in which its weights are kept for the next time."""
    network = Network(BertModel.from_pretrained(str(base), add_pooling_layer=False))
    if learnt and learnt.exists():
        network.load_state_dict(torch.load(learnt))
        return network
    fit(network, corpus, collect_names(corpus), CORPUS_COURSE)
    if learnt:
        torch.save(network.state_dict(), learnt)
    return network


def fit_nearest(network: Network, corpus: list[Example], shadows: list[Example], labelled: list[Example]) -> None:
    """The second course, after the corpus has been learnt."""
    remembered = random.sample(corpus, min(REMEMBERED, len(corpus)))
    examples = labelled * LABELLED_TWICE + shadows + remembered
    fit(network, examples, collect_names([*corpus, *shadows, *labelled]), NEAREST_COURSE)


def main() -> None:
    """Reads the options, trains, exports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--corpus", "--shadows", "--labelled"):
        parser.add_argument(name, type=Path, required=name == "--corpus", help="examples as JSON lines")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2 (config, safetensors)")
    parser.add_argument("--learnt", type=Path, help="keeps the weights that have learnt the corpus, and takes them up")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    random.seed(1)
    torch.manual_seed(1)
    corpus, shadows, labelled = map(read_examples, (options.corpus, options.shadows, options.labelled))
    network = learn_corpus(options.base, corpus, options.learnt)
    if shadows or labelled:
        fit_nearest(network, corpus, shadows, labelled)
    export_network(network, options.out)


if __name__ == "__main__":
    main()
