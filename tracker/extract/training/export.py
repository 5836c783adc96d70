"""The trained network as eight-bit ONNX weights."""

from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from tracker.extract.terms import TERMS
from tracker.extract.training.network import CANDIDATE_FEATURES, PAIR_FEATURES, Network

INPUTS = ("ids", "mask", "parts", "slots", "features", "pairs")
OPSET = 17


def export_network(network: Network, path: Path) -> None:
    """Writes the weights, matrices and embeddings rounded to eight bits; inputs are named as `encoder` fills them."""
    network.eval()
    size, length, width = 2, 40, 5
    numbers, ones = torch.ones(size, length, dtype=torch.long), torch.ones(size, length)
    features = torch.zeros(size, width, CANDIDATE_FEATURES)
    pairs = torch.zeros(size, width, len(TERMS), PAIR_FEATURES)
    axes = {name: {0: "size", 1: "length"} for name in ("ids", "mask", "parts", "slots")}
    axes |= {name: {0: "size", 1: "width"} for name in ("features", "pairs", "chances", "stances")}
    exact = path.with_suffix(".exact.onnx")
    torch.onnx.export(
        network,
        (numbers, ones, numbers, numbers, features, pairs),
        str(exact),
        input_names=list(INPUTS),
        output_names=["chances", "stances"],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    quantize_dynamic(
        exact, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"]
    )
    exact.unlink()
