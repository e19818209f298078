"""The product's own source, read as text and as syntax."""

import ast
from collections.abc import Iterator
from pathlib import Path

SERVER = Path(__file__).resolve().parents[2]
PACKAGE = SERVER / "voicetodo"


def files(pattern: str = "**/*.py") -> list[Path]:
    """Source files below the package, in order."""
    return sorted(path for path in PACKAGE.glob(pattern) if "__pycache__" not in path.parts)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def shown(path: Path, line: int | None = None) -> str:
    """As an editor understands it: `voicetodo/kit/ids.py:3`."""
    place = path.relative_to(SERVER).as_posix()
    return place if line is None else f"{place}:{line}"


def strings(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Every piece of text with its line; those in f-strings too, docstrings not."""
    docstrings = {id(_docstring(node)) for node in ast.walk(module)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def _docstring(node: ast.AST) -> ast.AST | None:
    if not isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) or not node.body:
        return None
    first = node.body[0]
    return first.value if isinstance(first, ast.Expr) else None
