"""Servers that stand in for other people's clouds: moto for Amazon's, and OpenBao, which is Vault's sister."""

import os
import subprocess
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.fixtures.program import free_port
from tests.kit.db.processes import wait_until

CHECKOUT = Path(__file__).parents[4]
#: `make test` makes it, from requirements.txt beside this file.
PROGRAMS = Path(os.environ.get("VOICETODO_CLOUDS_PYTHON", CHECKOUT / ".setup" / "clouds" / "bin" / "python")).parent


@contextmanager
def serving(*command: str, port: int, path: str, **environ: str) -> Generator[str]:
    """The address at which it answers."""
    url = f"http://127.0.0.1:{port}"
    with (
        subprocess.Popen(  # noqa: S603 - a program of the tests
            [PROGRAMS / command[0], *command[1:]],
            env={**os.environ, **environ},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process
    ):
        try:
            wait_until(lambda: answers(url + path), within_seconds=120)
            yield url
        finally:
            process.terminate()


@contextmanager
def moto(**environ: str) -> Generator[str]:
    port = free_port()
    with serving("moto_server", "-H", "127.0.0.1", "-p", str(port), port=port, path="/moto-api/", **environ) as url:
        for target in ("TrentService.ListKeys", "secretsmanager.ListSecrets"):
            # It loads a service at the first question, which takes longer than ours may wait.
            httpx.post(url, headers={"X-Amz-Target": target}, json={}, timeout=120, trust_env=False)
        yield url


@contextmanager
def bao(token: str) -> Generator[str]:
    port = free_port()
    address = f"127.0.0.1:{port}"
    options = ("-dev", f"-dev-root-token-id={token}", f"-dev-listen-address={address}")
    with serving("bao", "server", *options, port=port, path="/v1/sys/health", HOME="/tmp") as url:  # noqa: S108
        yield url


def answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5, trust_env=False).is_success
    except httpx.HTTPError:
        return False


def credentials() -> Mapping[str, str]:
    """What Amazon's programs look for; anybody's will do for moto."""
    return {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
