"""What the database spent on a request, by the server's own log."""

import re
from pathlib import Path
from typing import Final

import asyncpg

#: Who, how long, and what.
_LINE: Final = re.compile(r"\[([^\]]*)\] \w+:  duration: ([\d.]+) ms  (.*)")
_SETTINGS: Final = {"log_min_duration_statement": "0", "log_line_prefix": "[%a] "}
#: Done after the answer, by whoever comes first.
_LATER: Final = ("carry_outbox",)


class Watch:
    """Reads on where it stopped. Requests must come one after the other."""

    def __init__(self, log: Path) -> None:
        self._log = log.open(encoding="utf-8", errors="replace")

    def skip(self) -> None:
        """What was logged until now is not asked for."""
        self._log.seek(0, 2)

    def milliseconds(self) -> float:
        """Of the todo module's statements since then: parsed, bound and carried out."""
        found = (_LINE.match(line) for line in self._log)
        return sum(
            float(line[2])
            for line in found
            if line is not None and line[1] == "voicetodo todo" and not any(word in line[3] for word in _LATER)
        )


async def log_all(url: str) -> None:
    """From now on the server logs every statement of every connection."""
    connection = await asyncpg.connect(url)
    for name, value in _SETTINGS.items():
        await connection.execute(f"alter system set {name} = '{value}'")
    await connection.execute("select pg_reload_conf()")
    await connection.close()
