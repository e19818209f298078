"""Moonshine's graphs rewritten for integer arithmetic, without touching a single weight.

As published, every weight is stored in 8 bits and turned into floats at each step, and the decoder holds two copies
of itself behind an `If`. Here the stored integers are multiplied directly (`MatMulInteger`), the branch for the first
step is dropped, and the encoder hands out the keys and values which that branch computed.
"""

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper

from voicetodo.speech.moonshine.integers import IntegerArithmetic, StoredWeight, find_weights
from voicetodo.speech.moonshine.runtime import save_as_onnx

OPSET = 14


def convert_files(source: Path, target: Path) -> None:
    """Write `encoder.onnx` and `decoder.onnx` into `target` from the published `.ort` files in `source`."""
    with tempfile.TemporaryDirectory(dir=target) as scratch:
        plain: list[ModelProto] = []
        for name in ("encoder_model", "decoder_model_merged"):
            file = Path(scratch) / f"{name}.onnx"
            save_as_onnx(source / f"{name}.ort", file)
            plain.append(onnx.load(file))  # pyright: ignore[reportUnknownMemberType] - any kind of path
    encoder, decoder = rewrite(plain[0], plain[1])
    onnx.save(encoder, target / "encoder.onnx")  # pyright: ignore[reportUnknownMemberType] - any kind of path
    onnx.save(decoder, target / "decoder.onnx")  # pyright: ignore[reportUnknownMemberType] - any kind of path


def rewrite(encoder: ModelProto, decoder: ModelProto) -> tuple[ModelProto, ModelProto]:
    """An encoder, from sound to what each layer attends to, and a decoder, from one token to the next."""
    encoder_weights, decoder_weights = find_weights(encoder.graph), find_weights(decoder.graph)
    first_step, later_step = _branches(decoder.graph)
    heads = _cross_attention(first_step, hidden=encoder.graph.output[0].name)
    encoder_nodes = [*_without(encoder.graph, encoder_weights), *heads]
    decoder_nodes = list(later_step.node)
    new_encoder = _assemble(
        encoder_nodes,
        {**encoder_weights, **decoder_weights},
        _constants(encoder.graph),
        inputs=list(encoder.graph.input),
        outputs=[_heads(node.output[0]) for node in heads if node.op_type == "Transpose"],
    )
    new_decoder = _assemble(
        decoder_nodes,
        decoder_weights,
        {**_constants(decoder.graph), **_constants(later_step)},
        inputs=[i for i in decoder.graph.input if i.name not in {"encoder_hidden_states", "use_cache_branch"}],
        outputs=[o for o in decoder.graph.output if ".encoder." not in o.name],
    )
    return new_encoder, new_decoder


def _branches(graph: GraphProto) -> tuple[GraphProto, GraphProto]:
    """The decoder's graphs for the first token and for every later one."""
    choice = next(node for node in graph.node if node.op_type == "If")
    branches = {attribute.name: attribute.g for attribute in choice.attribute}
    return branches["else_branch"], branches["then_branch"]


def _cross_attention(first_step: GraphProto, *, hidden: str) -> list[NodeProto]:
    """What turns the encoder's last state into the keys and values each layer of the decoder attends to."""
    maker = {name: node for node in first_step.node for name in node.output}
    nodes: list[NodeProto] = []
    for output in first_step.output:
        if ".encoder." not in output.name:
            continue
        transpose = maker[output.name]
        reshape = maker[transpose.input[0]]
        product = maker[reshape.input[0]]
        if [transpose.op_type, reshape.op_type, product.op_type] != ["Transpose", "Reshape", "MatMul"]:
            raise ValueError(f"{output.name} is not made the way this conversion knows")
        nodes += [
            helper.make_node("MatMul", [hidden, product.input[1]], [f"{output.name}/product"]),
            helper.make_node("Reshape", [f"{output.name}/product", "heads_shape"], [f"{output.name}/heads"]),
            transpose,
        ]
        transpose.input[0] = f"{output.name}/heads"
    return nodes


def _without(graph: GraphProto, weights: Iterable[str]) -> list[NodeProto]:
    """The nodes of `graph` but for those that make floats of `weights`."""
    maker = {name: node for node in graph.node for name in node.output}
    gone: set[str] = set()
    for name in weights:
        times = maker[name].input[0]
        gone |= {name, times, maker[times].input[0]}
    return [node for node in graph.node if node.output[0] not in gone]


def _constants(graph: GraphProto) -> dict[str, TensorProto]:
    return {i.name: i for i in graph.initializer}


def _heads(name: str) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", 8, "length", 52])


def _assemble(
    nodes: list[NodeProto],
    weights: dict[str, StoredWeight],
    constants: dict[str, TensorProto],
    *,
    inputs: list[onnx.ValueInfoProto],
    outputs: list[onnx.ValueInfoProto],
) -> ModelProto:
    """One model of `nodes` in integer arithmetic, holding only the constants and weights it uses."""
    heads_shape = numpy_helper.from_array(np.array([0, -1, 8, 52], dtype=np.int64), "heads_shape")
    writer = IntegerArithmetic(weights)
    written = list(writer.write(nodes))
    used = {name for node in written for name in node.input}
    kept = [value for name, value in {**constants, "heads_shape": heads_shape}.items() if name in used]
    graph = helper.make_graph(written, "moonshine", inputs, outputs, [*kept, *writer.tensors.values()])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)


if __name__ == "__main__":
    convert_files(Path(sys.argv[1]), Path(sys.argv[2]))
