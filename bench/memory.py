"""Memory of the whole product, idle with the speech engine loaded and at work; and how soon a second start is ready."""

import statistics
import tempfile
from pathlib import Path

import httpx

from bench import load, processes, table
from bench.processes import Memory
from bench.product import Product, running, sign_up
from bench.voice import CLIP, send_audio, send_text

STARTS = 3
MEBIBYTE = 1024 * 1024


def measure() -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory(prefix="voicetodo-bench-") as folder:
        data_dir = Path(folder) / "data"
        with running(data_dir):
            pass
        starts: list[float] = []
        for _ in range(STARTS):
            with running(data_dir) as product:
                starts.append(product.seconds_to_ready)
        with running(data_dir) as product, httpx.Client(base_url=product.url) as client:
            member = sign_up(product.url)
            # The first recording makes sure that the engine is loaded.
            send_audio(client, member, CLIP)
            idle = _by_kind(product)
            send_text(client, member, "buy milk tomorrow")
            request = load.Request("GET", ("/v1/todos?limit=50",), member.headers)
            load.apply(product.url, request, seconds=3)
            for _ in range(5):
                send_audio(client, member, CLIP)
            busy = _by_kind(product)
    rows = [
        [
            kind,
            *(
                f"{value / MEBIBYTE:.0f} MiB"
                for value in (idle[kind].pss, idle[kind].rss, busy[kind].pss, busy[kind].rss)
            ),
        ]
        for kind in idle
    ]
    table.show(
        "Memory, speech engine loaded (promise: idle under 700 MB)",
        ["processes", "idle PSS", "idle RSS", "after load PSS", "after load RSS"],
        rows,
        notes=[
            "PSS counts a page that several processes share once; RSS counts it in each of them.",
            f"Second start to ready: median {statistics.median(starts):.2f} s of {STARTS} (promise: under 5 s).",
        ],
    )


def _by_kind(product: Product) -> dict[str, Memory]:
    kinds = {"Voice Todo": product.server_pids(), "PostgreSQL": product.postgres_pids()}
    found = {kind: sum(map(processes.memory, pids), Memory(0, 0)) for kind, pids in kinds.items()}
    return {**found, "all": found["Voice Todo"] + found["PostgreSQL"]}
