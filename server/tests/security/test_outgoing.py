"""Nobody makes the server ask elsewhere: what opens connections is known, and takes no address from a request."""

import ast
from pathlib import Path
from typing import Final

from tests.architecture.source import PACKAGE, files, tree

#: What opens connections, or fetches.
NETWORK: Final = frozenset(
    {
        "aiohttp",
        "aiosmtplib",
        "ftplib",
        "http.client",
        "httpx",
        "imaplib",
        "pycurl",
        "requests",
        "smtplib",
        "socket",
        "ssl",
        "urllib3",
        "websockets",
    }
)
#: Who may, to where. Every one of these addresses stands in the settings of whoever runs the installation.
KNOWN: Final = {
    "kit/aws/client.py": "VOICETODO_KMS_URL, AWS_ENDPOINT_URL…, or Amazon's own",
    "kit/mail/refusals.py": "asks nobody: names what went wrong",
    "kit/mail/smtp.py": "VOICETODO_MAIL_URL",
    "kit/outgoing/outgoing.py": "the guarded client itself: wherever people say, but into no private network",
    "kit/rpc/faces.py": "VOICETODO_MODULE_URLS",
    "kit/rpc/remote.py": "VOICETODO_MODULE_URLS",
    "kit/search/opening.py": "VOICETODO_OPENSEARCH_URL",
    "kit/search/opensearch.py": "VOICETODO_OPENSEARCH_URL",
    "kit/secrets/vault.py": "VAULT_ADDR",
    "main/cli/client.py": "the server that a person names on their own command line",
    "main/serving.py": "listens, and asks nobody",
    "modules/voice/adviser.py": "VOICETODO_ADVISER_URL",
    "speech/remote.py": "VOICETODO_SPEECH_URL",
}


def test_whatever_opens_connections_is_known() -> None:
    found = {_shown(path) for path in files() if NETWORK & _imported(path)}

    assert found <= set(KNOWN), "say where it goes to; an address from a request goes through the guarded client alone"


def test_no_redirect_is_followed_elsewhere() -> None:
    following = [
        f"{_shown(path)}:{node.lineno}"
        for path in files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.keyword) and node.arg == "follow_redirects" and _is_true(node.value)
    ]

    assert following == []


def test_xml_is_parsed_in_one_place_without_entities() -> None:
    parsers = {"lxml", "defusedxml", "xml.dom", "xml.etree.ElementTree", "xml.parsers.expat", "xml.sax"}
    parsing = {_shown(path) for path in files() if parsers & _imported(path)}

    # The second reads HTML of other programs' exports, which has no entities of its own.
    assert parsing == {"modules/todo/dav/xml.py", "modules/todo/transfer/html.py"}


def test_nothing_is_run_by_a_shell_or_read_as_code() -> None:
    calls = [
        f"{_shown(path)}:{node.lineno}"
        for path in files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id in {"eval", "exec", "compile", "__import__"})
            or (
                isinstance(node.func, ast.Attribute)
                and node.func.attr in {"system", "popen", "loads"}
                and _of_danger(node.func)
            )
            or any(each.arg == "shell" for each in node.keywords)
        )
    ]

    assert calls == []


def _of_danger(function: ast.Attribute) -> bool:
    return isinstance(function.value, ast.Name) and function.value.id in {"os", "pickle", "marshal", "yaml", "shelve"}


def _imported(path: Path) -> set[str]:
    """The modules that it imports, wherever in it, and the packages they are of."""
    names = set[str]()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return {*names, *(name.partition(".")[0] for name in names)}


def _is_true(value: ast.expr) -> bool:
    return not (isinstance(value, ast.Constant) and value.value is False)


def _shown(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()
