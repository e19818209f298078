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
FATAL_ONLY = 4


class Session(Protocol):
    """A loaded model."""

    def run(
        self, outputs: Sequence[str] | None, inputs: dict[str, Tensor], run_options: object = None
    ) -> list[Tensor]: ...
    def get_inputs(self) -> list["Port"]: ...
    def get_outputs(self) -> list["Port"]: ...


class Port(Protocol):
    """One input or output of a model."""

    name: str


class Stopped(Exception):
    """The run was stopped."""


class Run:
    """Runs of models that any thread may stop."""

    def __init__(self) -> None:
        self.options = ort.RunOptions()
        self.options.log_severity_level = FATAL_ONLY  # a run that was stopped is an error to onnxruntime

    def stop(self) -> None:
        """Repeating it changes nothing."""
        self.options.terminate = True

    @property
    def is_stopped(self) -> bool:
        return bool(self.options.terminate)


def outputs_of(session: Session, inputs: dict[str, Tensor], run: Run | None) -> list[Tensor]:
    """What the model makes of `inputs`. Raises Stopped, between two of its nodes."""
    if run is None:
        return session.run(None, inputs)
    try:
        outputs = session.run(None, inputs, run.options)
    except Exception as failure:
        if run.is_stopped:
            raise Stopped from failure
        raise
    if run.is_stopped:
        raise Stopped
    return outputs


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
