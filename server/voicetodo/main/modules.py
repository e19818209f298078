"""The modules there are, in the order in which they are installed. A new module is one folder and one line here."""

from collections.abc import Callable, Sequence
from importlib import import_module

from voicetodo.kit.host import Host

MODULES = ("auth", "todo", "voice", "realtime", "analytics", "admin")


class UnknownModule(Exception):
    """A module was asked for that does not exist."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no module “{name}”. There are: {', '.join(MODULES)}.")


def chosen(names: str | None) -> tuple[str, ...]:
    """The modules named with commas between, in our order; all of them for None. Raises UnknownModule."""
    if names is None:
        return MODULES
    wanted = {name.strip() for name in names.split(",") if name.strip()}
    for name in sorted(wanted - set(MODULES)):
        raise UnknownModule(name)
    return tuple(name for name in MODULES if name in wanted)


def install(host: Host, names: Sequence[str]) -> None:
    """Install these modules into the host."""
    for name in names:
        # By name, so that a process which serves one module does not load the others' code.
        step: Callable[[Host], None] = import_module(f"voicetodo.modules.{name}.install").install
        step(host)
