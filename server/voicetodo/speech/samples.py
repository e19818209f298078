"""Audio as every part of this package passes it on."""

import numpy as np
import numpy.typing as npt

SAMPLE_RATE = 16_000
"""Samples per second of all audio inside this package."""

Samples = npt.NDArray[np.float32]
"""Mono audio at `SAMPLE_RATE`, one dimension, values within -1..1."""
