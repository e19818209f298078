"""Run as a script: becomes the database server, which is asked to stop should our process vanish.

Arguments: the parent's process id, user id and group id (-1: stay who we are), the program and its arguments. A script
of its own because a process with threads must not run Python between fork and exec.
"""

import ctypes
import os
import signal
import sys
from typing import Final

_PR_SET_PDEATHSIG: Final = 1


def main(arguments: list[str]) -> None:
    parent, uid, gid = map(int, arguments[:3])
    program = arguments[3:]
    if uid >= 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if sys.platform == "linux":
        # Changing the user would clear this, so it comes after. SIGINT asks PostgreSQL for a fast and clean stop.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0)
        if os.getppid() != parent:
            sys.exit("our parent has gone")
    os.umask(0o077)
    os.execv(program[0], program)  # noqa: S606 - the program our parent chose


if __name__ == "__main__":
    main(sys.argv[1:])
