"""`make bench`: every table, or those named: `python -m bench http voice memory`."""

import os
import platform
import sys
from pathlib import Path

from bench import caldav, filters, http, imports, load, memory, scale, sign_in, sync, voice

MEASUREMENTS = {
    "http": http.measure,
    "voice": voice.measure,
    "memory": memory.measure,
    "filters": filters.measure,
    "imports": imports.measure,
    "scale": scale.measure,
    "sign_in": sign_in.measure,
    "sync": sync.measure,
    "caldav": caldav.measure,
}
#: Those that take minutes are for who names them.
USUAL = ("http", "voice", "memory")


def main() -> None:
    """Print what machine this is, then the tables."""
    wanted = sys.argv[1:] or USUAL
    unknown = [name for name in wanted if name not in MEASUREMENTS]
    if unknown:
        sys.exit(f"There is no measurement named {unknown[0]}; there are {', '.join(MEASUREMENTS)}.")
    print(f"\n{_processor()}, {os.cpu_count()} cores, Linux {platform.release()}, Python {platform.python_version()}")
    print(f"load by {load.generator()}, {load.CONNECTIONS} connections", flush=True)
    for name in wanted:
        MEASUREMENTS[name]()


def _processor() -> str:
    with Path("/proc/cpuinfo").open() as lines:
        return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "processor")


if __name__ == "__main__":
    main()
