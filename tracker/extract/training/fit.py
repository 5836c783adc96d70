"""Trains the network on examples and writes its eight-bit weights.

    python -m tracker.extract.training.fit EXAMPLES… --base FOLDER --out model.onnx

Needs Python 3.11 with torch, transformers, onnx and onnxruntime; neither Django nor spaCy.
"""

import argparse
import math
import random
import sys
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from tracker.extract.training.batches import Batch, Example, Kept, collate, group, keep_lower, read_examples
from tracker.extract.training.export import export_network
from tracker.extract.training.network import KEPT_LAYERS, Network

EPOCHS, BATCH = 4, 24
RATE, HEAD_RATE, ABOUT_RATE = 8e-5, 1e-3, 3e-3
EMPTY_SEEN = 0.7  # sentences that support nothing are the easier half: so many of them are seen in each round
WARM_UP, LEAST = 0.08, 0.02


def list_groups(network: Network) -> list[dict[str, object]]:
    """What learns, with its rate: the upper layers slowly, the new parts fast."""
    upper = [weight for layer in network.layers[KEPT_LAYERS:] for weight in layer.parameters()]
    about = list(network.cell.parameters())
    known = {id(weight) for weight in (*upper, *about)}
    rest = [weight for weight in network.parameters() if weight.requires_grad and id(weight) not in known]
    return [
        {"params": upper, "lr": RATE, "weight_decay": 0.01},
        {"params": rest, "lr": HEAD_RATE, "weight_decay": 0.02},
        {"params": about, "lr": ABOUT_RATE, "weight_decay": 0.05},
    ]


def find_loss(network: Network, batch: Batch) -> Tensor:
    """How far the network is off: claims, what the sentence is about, and stances of the claims there are."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits, stances, about = network.upper(*batch.inputs)
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


def fit(network: Network, examples: list[Example], kept: Kept) -> None:
    """Trains in place, telling the loss of each round."""
    optimizer = torch.optim.AdamW(list_groups(network))
    steps = EPOCHS * math.ceil(len(examples) / BATCH)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (WARM_UP * steps)) * max(LEAST, 1 - step / steps)
    )
    network.train()
    for epoch in range(EPOCHS):
        chosen = [row for row in examples if row["gold"] or random.random() < EMPTY_SEEN]
        losses = []
        for rows in group(chosen, BATCH, is_training=True):
            loss = find_loss(network, collate(rows, kept, is_training=True))
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            optimizer.zero_grad()
            scheduler.step()
            losses.append(loss.item())
        sys.stderr.write(f"round {epoch + 1} of {EPOCHS}: loss {sum(losses) / len(losses):.3f}\n")


def main() -> None:
    """Reads the options, trains, exports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", nargs="+", type=Path)
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2 (config, safetensors)")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    random.seed(1)
    torch.manual_seed(1)
    examples = [row for path in options.examples for row in read_examples(path)]
    examples = [{**row, "number": number} for number, row in enumerate(examples)]
    network = Network(BertModel.from_pretrained(str(options.base), add_pooling_layer=False))
    fit(network, examples, keep_lower(network, examples))
    export_network(network, options.out)


if __name__ == "__main__":
    main()
