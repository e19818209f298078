"""Programs that only the tests need and that come from the operating system: a browser, a Redis, a WebDAV client."""

import os
import shutil

from setup.steps import SetupError, run

#: Debian's package, and the names under which its program may already be here.
BROWSER = ("chromium", ("chromium", "chromium-browser", "google-chrome"))
REDIS = ("redis-server", ("redis-server",))
LITMUS = ("litmus", ("litmus",))


def ensure_for_tests() -> None:
    """Install what is missing through apt when we may; otherwise say what to install."""
    missing = [package for package, programs in (BROWSER, REDIS, LITMUS) if not any(map(shutil.which, programs))]
    if not missing:
        return
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        wanted = " and ".join(missing)
        raise SetupError(f"The tests need {wanted}; install it (on Debian, as root: apt-get install {wanted}).")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run("Debian's package lists", ["apt-get", "update"], environment=quiet)
    run(
        f"Debian's packages for the tests: {', '.join(missing)}",
        ["apt-get", "install", "--yes", "--no-install-recommends", *missing],
        environment=quiet,
    )
