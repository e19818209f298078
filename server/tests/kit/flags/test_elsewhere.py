"""Flags that others keep: flagd and LaunchDarkly through their own OpenFeature providers, against stand-ins."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from openfeature.evaluation_context import EvaluationContext
from openfeature.event import ProviderEventDetails
from openfeature.provider.no_op_provider import NoOpProvider

from tests.kit.flags.fakes import FakeFlagd, FakeLaunchDarkly
from tests.kit.flags.waiting import until
from voicetodo.kit.bus import LocalBroadcast
from voicetodo.kit.flags import Flags, Subject, switch
from voicetodo.kit.flags.flags import Elsewhere
from voicetodo.kit.flags.opening import FlagSettings, open_provider
from voicetodo.kit.ids import new_id
from voicetodo.kit.settings import SettingsError, load

ADVISER = switch("voice.adviser", "Ask the adviser", is_on=True)
ALICE = Subject(user_id=new_id(), roles=frozenset({"user"}), plan="free")
SUE = Subject(user_id=new_id(), roles=frozenset({"user", "support"}), plan="premium")

Json = dict[str, Any]


@asynccontextmanager
async def following(**settings: str) -> AsyncIterator[Flags]:
    """A process with these settings."""
    environ = {f"VOICETODO_{name.upper()}": value for name, value in settings.items()}
    flags = Flags(broadcast=LocalBroadcast(), elsewhere=open_provider(load(FlagSettings, environ)))
    flags.declare(ADVISER)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(flags.stop)
        await flags.start()
        yield flags


def of_flagd(targeting: Json | None = None) -> Json:
    """As https://flagd.dev/reference/flag-definitions has it: off, but for whom the rule says otherwise."""
    return {
        ADVISER.key: {
            "state": "ENABLED",
            "variants": {"on": True, "off": False},
            "defaultVariant": "off",
            **({"targeting": targeting} if targeting else {}),
        }
    }


SUPPORT_ONLY: Json = {"if": [{"in": ["support", {"var": "roles"}]}, "on"]}


def of_launchdarkly(version: int, *, is_on: bool, plans: list[str]) -> Json:
    """As its SDKs get it: on for these plans; everybody gets the second variation while it is off."""
    clause = {"attribute": "plan", "op": "in", "values": plans, "contextKind": "user", "negate": False}
    return {
        "key": ADVISER.key,
        "version": version,
        "on": is_on,
        "variations": [True, False],
        "offVariation": 1,
        "fallthrough": {"variation": 1},
        "rules": [{"id": "r", "variation": 0, "clauses": [clause]}],
        "targets": [],
        "prerequisites": [],
        "salt": "s",
    }


async def test_flagd_tells_by_its_stream_and_its_rules_know_our_people() -> None:
    with FakeFlagd(of_flagd(SUPPORT_ONLY)) as flagd:
        async with following(flags_provider="flagd", flagd_host="127.0.0.1", flagd_port=str(flagd.port)) as flags:
            assert flags.kept_by == "flagd"
            assert (flags.is_on(ADVISER, ALICE), flags.is_on(ADVISER, SUE)) == (False, True)

            flagd.change(of_flagd())

            await until(lambda: not flags.is_on(ADVISER, SUE), within_seconds=5)


async def test_so_does_a_file_of_its_flags(tmp_path: Path) -> None:
    file = tmp_path / "flags.json"
    file.write_text(json.dumps({"flags": of_flagd(SUPPORT_ONLY)}))
    async with following(flags_provider="flagd", flagd_file=str(file)) as flags:
        assert (flags.is_on(ADVISER, ALICE), flags.is_on(ADVISER, SUE)) == (False, True)

        file.write_text(json.dumps({"flags": of_flagd()}))
        os.utime(file, (file.stat().st_atime, file.stat().st_mtime + 1))

        await until(lambda: not flags.is_on(ADVISER, SUE), within_seconds=5)


class SaysReadyTooSoon(NoOpProvider):
    """As flagd's provider of files: the time of the file is noted after the word."""

    has_begun = False

    def initialize(self, evaluation_context: EvaluationContext) -> None:  # noqa: ARG002 - named by OpenFeature
        self.emit_provider_ready(ProviderEventDetails())
        Event().wait(0.1)
        self.has_begun = True


async def test_a_start_ends_after_the_beginning_of_the_provider_not_at_its_first_word() -> None:
    provider = SaysReadyTooSoon()
    flags = Flags(broadcast=LocalBroadcast(), elsewhere=Elsewhere("hasty", lambda: provider))
    async with AsyncExitStack() as stack:
        stack.push_async_callback(flags.stop)

        await flags.start()

        assert provider.has_begun


async def test_a_flagd_that_is_away_leaves_all_as_declared() -> None:
    with FakeFlagd({}) as flagd:
        port = flagd.port
    async with following(flags_provider="flagd", flagd_host="127.0.0.1", flagd_port=str(port)) as flags:
        assert flags.is_on(ADVISER, ALICE) is True


async def test_launchdarkly_tells_by_its_stream_and_hears_of_nobody() -> None:
    with FakeLaunchDarkly({ADVISER.key: of_launchdarkly(1, is_on=True, plans=["premium"])}) as fake:
        settings = {"launchdarkly_sdk_key": "sdk-key", "launchdarkly_url": fake.url}
        async with following(flags_provider="launchdarkly", **settings) as flags:
            assert (flags.is_on(ADVISER, ALICE), flags.is_on(ADVISER, SUE)) == (False, True)

            fake.change(of_launchdarkly(2, is_on=False, plans=["premium"]))

            await until(lambda: not flags.is_on(ADVISER, SUE), within_seconds=5)
        assert set(fake.asked) == {("/all", "sdk-key")}


async def test_what_only_others_know_is_shown_to_no_client() -> None:
    with FakeFlagd({"secret.plan": of_flagd()[ADVISER.key]}) as flagd:
        async with following(flags_provider="flagd", flagd_host="127.0.0.1", flagd_port=str(flagd.port)) as flags:
            assert flags.visible(ALICE) == {}


def test_launchdarkly_without_its_key_refuses_to_start() -> None:
    with pytest.raises(SettingsError, match="VOICETODO_LAUNCHDARKLY_SDK_KEY"):
        open_provider(FlagSettings(flags_provider="launchdarkly"))


@pytest.mark.parametrize("name", ["flagd", "launchdarkly"])
def test_a_provider_that_is_not_installed_says_how_to_install_it(name: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ld_openfeature", None)
    monkeypatch.setitem(__import__("sys").modules, "openfeature.contrib.provider.flagd", None)

    with pytest.raises(SettingsError, match=f"--extra {name}"):
        open_provider(FlagSettings(flags_provider=name, launchdarkly_sdk_key="x"))
