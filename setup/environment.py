"""The product's Python environment, exactly as `server/uv.lock` says."""

from setup import interpreter, stamps, tools
from setup.house import PYTHON, SERVER, VENV
from setup.steps import run


def ensure(*, for_development: bool) -> None:
    """Make `server/.venv`; with the development group when asked.

    An environment that has the development group also serves to run the product, and is left as it is.
    """
    python = interpreter.chosen()
    print_ = stamps.fingerprint([SERVER / "uv.lock", SERVER / "pyproject.toml"], python.path, python.version)
    steps = ["packages-with-development"] if for_development else ["packages", "packages-with-development"]
    if any(stamps.is_current(step, print_, result=PYTHON) for step in steps):
        return
    step = steps[0]
    stamps.forget(step)
    uv = tools.uv()
    groups = ["--dev"] if for_development else ["--no-dev", "--inexact"]
    command = [uv, "sync", "--frozen", *groups, "--no-progress", "--python", python.path]
    run(
        "Python packages from server/uv.lock",
        command,
        cwd=SERVER,
        environment={
            "UV_PROJECT_ENVIRONMENT": str(VENV),
            "UV_PYTHON_DOWNLOADS": "never",
            "UV_COMPILE_BYTECODE": "1",
            "VIRTUAL_ENV": "",
        },
    )
    stamps.mark(step, print_)


def compile_product() -> None:
    """Our own modules as bytecode, so that a start is quick even where Python may not write beside its sources."""
    package = SERVER / "voicetodo"
    print_ = stamps.fingerprint([package], interpreter.chosen().name)
    if stamps.is_current("bytecode", print_, result=package / "__pycache__"):
        return
    stamps.forget("bytecode")
    run("Bytecode", [str(PYTHON), "-m", "compileall", "-q", "-j", "0", str(package)])
    stamps.mark("bytecode", print_)
