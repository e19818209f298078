"""The built web app in `web/build/`, which the server hands out."""

from pathlib import Path

from setup import node, stamps
from setup.house import WEB
from setup.steps import run

#: Tests do not change what is built.
NOT_BUILT_FROM = frozenset({"e2e", "tests", "README.md"})


def ensure(*, for_development: bool = False) -> None:
    """Build the web app when anything it is made from changed; otherwise touch neither node nor npm.

    For development its packages are installed even when a build from elsewhere is current.
    """
    print_ = stamps.fingerprint(_inputs())
    is_built = stamps.is_current("web", print_, result=WEB / "build" / "index.html")
    if is_built and not for_development:
        return
    variables = node.environment()
    node.install_packages(WEB, variables=variables)
    if is_built:
        return
    stamps.forget("web")
    run("Web app", node.npm("run", "build"), cwd=WEB, environment=variables)
    # The build may write types beside its sources, so the inputs are read again.
    stamps.mark("web", stamps.fingerprint(_inputs()))


def _inputs() -> list[Path]:
    return [path for path in WEB.iterdir() if path.name not in NOT_BUILT_FROM]
