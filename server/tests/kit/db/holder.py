"""Run as a script: a process that keeps a database on a folder until it is killed, and says when it is ready."""

import signal
import sys
from pathlib import Path

from voicetodo.kit.db import AlreadyRunning, EmbeddedPostgres


def main(folder: Path) -> None:
    try:
        with EmbeddedPostgres(folder) as server:
            sys.stdout.write(f"{server.pid}\n")
            sys.stdout.flush()
            signal.pause()
    except AlreadyRunning as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
