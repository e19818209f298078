"""Which processes an installation consists of: each says that it is there, and who is silent for long is not."""

from voicetodo.kit.processes.heartbeat import Heartbeat
from voicetodo.kit.processes.store import Process, Shape, list_alive

__all__ = ["Heartbeat", "Process", "Shape", "list_alive"]
