"""Weights kept as 8-bit integers, and arithmetic on them as they are."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from onnx import GraphProto, NodeProto, TensorProto, helper, numpy_helper


@dataclass(frozen=True, slots=True)
class StoredWeight:
    """A weight kept in 8 bits: its value is `(integers - zero) * scale`."""

    integers: npt.NDArray[np.int8]
    scale: float
    zero: int

    def to_floats(self) -> npt.NDArray[np.float32]:
        """The value, in 32 bits."""
        return (self.integers.astype(np.float32) - self.zero) * np.float32(self.scale)


def find_weights(graph: GraphProto) -> dict[str, StoredWeight]:
    """Each weight that is stored in 8 bits and made into floats by Cast, Mul and Add; by the name of the result."""
    stored = {i.name: i for i in graph.initializer}
    reader = {name: node for node in graph.node for name in node.input}
    found: dict[str, StoredWeight] = {}
    for cast in graph.node:
        if cast.op_type != "Cast" or cast.input[0] not in stored:
            continue
        times = reader[cast.output[0]]
        plus = reader[times.output[0]]
        scale, offset = (_scalar(stored, node) for node in (times, plus))
        found[plus.output[0]] = StoredWeight(
            integers=numpy_helper.to_array(stored[cast.input[0]]).astype(np.int8),
            scale=scale,
            zero=-round(offset / scale),
        )
    return found


def _scalar(stored: dict[str, TensorProto], node: NodeProto) -> float:
    name = next(name for name in node.input if name in stored)
    return float(numpy_helper.to_array(stored[name]).reshape(-1)[0])


class IntegerArithmetic:
    """Rewrites nodes that read a stored weight; what the new nodes need stands in `tensors` afterwards."""

    def __init__(self, weights: dict[str, StoredWeight]) -> None:
        self._weights = weights
        self._transposed: dict[str, str] = {}
        self._quantised: set[str] = set()
        self.tensors: dict[str, TensorProto] = {}

    def write(self, nodes: list[NodeProto]) -> Iterator[NodeProto]:
        """The same computation; products and look-ups on integers, other uses on floats."""
        for node in nodes:
            read = next((name for name in node.input if name in self._weights), None)
            if node.op_type == "Transpose" and read:
                weight = self._weights[read]
                name = node.output[0]
                self._weights = {
                    **self._weights,
                    name: StoredWeight(weight.integers.T.copy(), weight.scale, weight.zero),
                }
            elif node.op_type == "MatMul" and read:
                yield from self._product(node, read)
            elif node.op_type == "Gather" and read:
                yield from self._look_up(node, read)
            else:
                if read:
                    self._keep(read, self._weights[read].to_floats())
                yield node

    def _product(self, node: NodeProto, weight: str) -> Iterator[NodeProto]:
        left, out = node.input[0], node.output[0]
        stored = self._weights[weight]
        integers = self._keep(f"{weight}/u8", (stored.integers.astype(np.int16) + 128).astype(np.uint8))
        zero = self._keep(f"{weight}/u8_zero", np.array(stored.zero + 128, dtype=np.uint8))
        scale = self._keep(f"{weight}/scale", np.array(stored.scale, dtype=np.float32))
        if left not in self._quantised:
            self._quantised.add(left)
            yield helper.make_node("DynamicQuantizeLinear", [left], [f"{left}/q", f"{left}/s", f"{left}/z"])
        yield helper.make_node("MatMulInteger", [f"{left}/q", integers, f"{left}/z", zero], [f"{out}/i"])
        yield helper.make_node("Cast", [f"{out}/i"], [f"{out}/f"], to=TensorProto.FLOAT)
        yield helper.make_node("Mul", [f"{left}/s", scale], [f"{out}/s"])
        yield helper.make_node("Mul", [f"{out}/f", f"{out}/s"], [out])

    def _look_up(self, node: NodeProto, weight: str) -> Iterator[NodeProto]:
        stored, out = self._weights[weight], node.output[0]
        integers = self._keep(f"{weight}/i8", stored.integers)
        zero = self._keep(f"{weight}/zero", np.array(stored.zero, dtype=np.float32))
        scale = self._keep(f"{weight}/scale", np.array(stored.scale, dtype=np.float32))
        yield helper.make_node("Gather", [integers, node.input[1]], [f"{out}/i"])
        yield helper.make_node("Cast", [f"{out}/i"], [f"{out}/f"], to=TensorProto.FLOAT)
        yield helper.make_node("Sub", [f"{out}/f", zero], [f"{out}/c"])
        yield helper.make_node("Mul", [f"{out}/c", scale], [out])

    def _keep(self, name: str, value: npt.NDArray[np.generic]) -> str:
        if name not in self.tensors:
            self.tensors[name] = numpy_helper.from_array(value, name)
        return name
