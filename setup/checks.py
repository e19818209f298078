"""The checks and tests, in the order in which they fail fastest."""

from setup import advisories, code_audit, journeys, node, peers, secret_scan, server_tests
from setup.house import CALDAV_CLIENT, CLOUDS, ROOT, SERVER, WEB, places, venv_tool
from setup.steps import show


def lint() -> None:
    """Style, types and import rules, of the server, of what stands around it, and of the web app; then what is unsafe.

    Where advisories could not be looked at, that is the last thing said.
    """
    has_advisories = advisories.check()
    _style()
    code_audit.audit()
    secret_scan.scan()
    if not has_advisories:
        advisories.say_unchecked("OSV could not be reached.")


def _style() -> None:
    for place in (SERVER, ROOT):
        code = ["voicetodo", "tests", "training"] if place is SERVER else ["setup", "bench"]
        show([venv_tool("ruff"), "check", *code], cwd=place)
        show([venv_tool("ruff"), "format", "--check", *code], cwd=place)
        # It looks for a pyrightconfig.json in all folders above, too, and takes that one first.
        settings = "pyproject.toml" if place is SERVER else "pyrightconfig.json"
        show([venv_tool("pyright"), "--project", settings, "--warnings"], cwd=place)
    show([venv_tool("lint-imports"), "--no-logo"], cwd=SERVER)
    variables = node.environment()
    show(node.npm("run", "lint"), cwd=WEB, environment=variables)
    show(node.npm("run", "check"), cwd=WEB, environment=variables)


def test() -> None:
    """Everything: lint, the web app's tests and journeys, and last the server's tests."""
    lint()
    show(node.npm("test"), cwd=WEB, environment=node.environment())
    journeys.test()
    others = {
        "VOICETODO_CALDAV_PYTHON": str(peers.python_with("caldav", CALDAV_CLIENT)),
        "VOICETODO_CLOUDS_PYTHON": str(peers.python_with("clouds", CLOUDS)),
    }
    server_tests.run({**node.environment(), **places(), **others}, "-n", "2", "--durations=30")


def write_api() -> None:
    """The documents that tell of the server's routes, and the web app's types from the first of them."""
    for command, target in (
        (["openapi"], "api/openapi.json"),
        (["permissions"], "security/permissions.md"),
        (["privacy", "retention"], "privacy/retention.md"),
    ):
        show([venv_tool("voicetodo"), *command, "--output", str(ROOT / "docs" / target)], cwd=SERVER)
    show(node.npm("run", "api"), cwd=WEB, environment=node.environment())
