"""`python -m setup VERB`: what stands behind the Makefile's verbs."""

import argparse
import fcntl
import os
import signal
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from setup import checks, chromium, environment, machine, measure, speech, web
from setup.house import ROOT, WORKSHOP, places, venv_tool
from setup.steps import SetupError, say


def main() -> None:
    """Do what the verb says; a failure is one sentence on standard error and exit code 1."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        _do(_arguments())
    except SetupError as error:
        sys.exit(f"voicetodo: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


def _do(wish: argparse.Namespace) -> None:
    match wish.verb:
        case "run":
            run(host=wish.host, port=wish.port, data_dir=wish.data_dir)
        case "test":
            prepare_tests()
            checks.test()
        case "lint":
            prepare_tests()
            checks.lint()
        case "api":
            prepare_tests()
            checks.write_api()
        case "bench":
            prepare_run()
            measure.http_voice_memory()
        case "bench-caldav":
            prepare_run()
            measure.caldav()
        case "bench-web":
            prepare_tests()
            chromium.measure()
        case "screenshots":
            prepare_tests()
            chromium.take_pictures()
        case "train":
            prepare_run()
            measure.train()
        case "bench-language":
            prepare_language()
            measure.language()
        case verb:
            raise SetupError(f"There is no verb named {verb}; `make help` lists them.")


def run(*, host: str | None, port: str | None, data_dir: str | None) -> None:
    """Set up what is missing, then become the server, so that signals go straight to it."""
    prepare_run()
    settings = {
        "VOICETODO_HOST": host,
        "VOICETODO_PORT": port,
        "VOICETODO_DATA_DIR": str(Path(data_dir).absolute()) if data_dir else None,
    }
    settings = {name: value for name, value in settings.items() if value}
    if not data_dir and "VOICETODO_DATA_DIR" not in os.environ:
        settings["VOICETODO_DATA_DIR"] = str(ROOT / "data")
    say("Everything is in place; starting Voice Todo.")
    os.execve(venv_tool("voicetodo"), ["voicetodo", "serve"], {**places(), **os.environ, **settings})


def prepare_run() -> None:
    """All that `voicetodo serve` needs."""
    with _one_at_a_time():
        environment.ensure(for_development=False)
        environment.compile_product()
        web.ensure()
        speech.ensure()


def prepare_language() -> None:
    """What the measurement of sentences needs: they are those of the tests."""
    with _one_at_a_time():
        environment.ensure(for_development=True)


def prepare_tests() -> None:
    """All that the checks and tests need."""
    with _one_at_a_time():
        machine.ensure_for_tests()
        environment.ensure(for_development=True)
        environment.compile_product()
        web.ensure(for_development=True)
        speech.ensure()


@contextmanager
def _one_at_a_time() -> Generator[None]:
    """Two commands typed at once set up one after the other; the lock goes with the process."""
    WORKSHOP.mkdir(exist_ok=True)
    with (WORKSHOP / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another command is setting up here; waiting for it …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m setup", description=__doc__)
    parser.add_argument("verb")
    parser.add_argument("--host")
    parser.add_argument("--port")
    parser.add_argument("--data-dir")
    return parser.parse_args()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(143)


if __name__ == "__main__":
    main()
