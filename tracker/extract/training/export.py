"""The trained network as eight-bit ONNX weights."""

from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from tracker.extract.terms import TERMS
from tracker.extract.training.network import CANDIDATE_FEATURES, PAIR_FEATURES, Network

INPUTS = ("ids", "mask", "parts", "slots", "features", "pairs", "own", "own_mask")
OPSET = 17


def export_network(network: Network, path: Path) -> None:
    """Writes the weights, matrices and embeddings rounded to eight bits; inputs are named as `encoder` fills them."""
    network.eval()
    size, length, width = 2, 40, 5
    numbers, ones = torch.ones(size, length, dtype=torch.long), torch.ones(size, length)
    features = torch.zeros(size, width, CANDIDATE_FEATURES)
    pairs = torch.zeros(size, width, len(TERMS), PAIR_FEATURES)
    axes = {name: {0: "size", 1: "length"} for name in ("ids", "mask", "parts", "slots")}
    axes |= {name: {0: "size", 1: "own_length"} for name in ("own", "own_mask")}
    axes |= {name: {0: "size", 1: "width"} for name in ("features", "pairs", "chances", "stances")}
    exact = path.with_suffix(".exact.onnx")
    torch.onnx.export(
        network,
        (numbers, ones, numbers, numbers, features, pairs, numbers[:, :20], ones[:, :20]),
        str(exact),
        input_names=list(INPUTS),
        output_names=["chances", "stances"],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    part_shared(exact)
    quantize_dynamic(
        exact, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"]
    )
    exact.unlink()
    join_equal(path)


def part_shared(path: Path) -> None:
    """Gives each matrix product weights of its own: rounding passes over a second use of the same weights."""
    model = onnx.load(str(path))
    weights = {item.name: item for item in model.graph.initializer}
    again = [node for node in model.graph.node if node.op_type == "Identity" and node.input[0] in weights]
    meant = {node.output[0]: node.input[0] for node in again}
    for node in again:
        model.graph.node.remove(node)
    used: set[str] = set()
    for number, node in enumerate(model.graph.node):
        for place, name in enumerate(node.input):
            first = meant.get(name, name)
            node.input[place] = first
            if node.op_type == "MatMul" and first in weights and first in used:
                copy = onnx.TensorProto()
                copy.CopyFrom(weights[first])
                copy.name = node.input[place] = f"{first}_use{number}"
                model.graph.initializer.append(copy)
            used.add(first)
    onnx.save(model, str(path))


def join_equal(path: Path) -> None:
    """Keeps equal weights once, and none that nothing reads any more."""
    model = onnx.load(str(path))
    read = {name for node in model.graph.node for name in node.input}
    first: dict[bytes, str] = {}
    names: dict[str, str] = {}
    kept = []
    for item in (each for each in model.graph.initializer if each.name in read):
        content = (
            item.raw_data + str((list(item.dims), item.data_type)).encode() if item.raw_data else item.name.encode()
        )
        names[item.name] = first.setdefault(content, item.name)
        if names[item.name] == item.name:
            kept.append(item)
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    for node in model.graph.node:
        for place, name in enumerate(node.input):
            node.input[place] = names.get(name, name)
    onnx.save(model, str(path))
