"""onnxruntime as this package uses it: one thread, little memory, typed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
import numpy.typing as npt
import onnxruntime  # pyright: ignore[reportMissingTypeStubs]

Tensor = npt.NDArray[Any]

ort = cast("Any", onnxruntime)
ERRORS_ONLY = 3


class Session(Protocol):
    """A loaded model."""

    def run(self, outputs: Sequence[str] | None, inputs: dict[str, Tensor]) -> list[Tensor]: ...
    def get_inputs(self) -> list["Port"]: ...
    def get_outputs(self) -> list["Port"]: ...


class Port(Protocol):
    """One input or output of a model."""

    name: str


def open_session(file: Path) -> Session:
    """The model in `file`, on one thread. Raises `OSError` or onnxruntime's own errors."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = ERRORS_ONLY
    options.add_session_config_entry("session.use_device_allocator_for_initializers", "1")
    return cast("Session", ort.InferenceSession(str(file), options, providers=["CPUExecutionProvider"]))


def save_as_onnx(source: Path, target: Path) -> None:
    """Write an `.ort` model as plain ONNX, nothing optimised."""
    options = ort.SessionOptions()
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.optimized_model_filepath = str(target)
    options.log_severity_level = ERRORS_ONLY
    ort.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])


def empty_past() -> npt.NDArray[np.float32]:
    """Keys or values before the first token: eight heads of 52, no position yet."""
    return np.zeros((1, 8, 0, 52), dtype=np.float32)
