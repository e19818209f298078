"""The Python `caldav` client, an implementation that is not ours, against the running product."""

import json
import os
import subprocess
from pathlib import Path

from tests.modules.todo.dav.clients import CalendarClient

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[4]
#: `make test` makes it, from requirements.txt beside this file.
PYTHON = Path(os.environ.get("VOICETODO_CALDAV_PYTHON", CHECKOUT / ".setup" / "caldav" / "bin" / "python"))


def test_gets_all_that_it_asks_for(dav: CalendarClient) -> None:
    command = [PYTHON, HERE / "python_client.py", f"{dav.base_url}/dav/", dav.username, dav.password]

    ended = subprocess.run(  # noqa: S603 - a program of the tests
        command, capture_output=True, text=True, timeout=300, check=False
    )

    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout.splitlines()[-1])
    assert {name: wrong for name, wrong in told.items() if wrong is not None} == {}
    assert len(told) >= 13
