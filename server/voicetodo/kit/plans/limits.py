"""Which plans there are, and what the operator lets them have."""

from collections.abc import Collection, Mapping
from typing import Final, Literal

import msgspec

from voicetodo.kit.errors import Forbidden
from voicetodo.kit.settings import SettingsError, pairs

Plan = Literal["free", "premium"]
PLANS: Final[tuple[Plan, ...]] = ("free", "premium")

_FREE: Final = (
    "todos=10000,lists=100,members=20,attachment_bytes=1000000000,recordings=200,voice_commands_a_minute=30,"
    "voice_commands_a_day=1000,requests_a_minute=600,activity_days=90"
)


class Limit(msgspec.Struct, frozen=True):
    """Something of which a plan may allow so many. `remedy` is what somebody can do themselves."""

    words: str
    remedy: str = "Remove some that are not needed"


class Bound(msgspec.Struct, frozen=True):
    """What somebody's plan says of a limit."""

    plan: Plan
    name: str
    limit: Limit
    most: int

    def refusal(self) -> "PlanLimit":
        """For whoever wants more."""
        sentence = (
            f"The plan {self.plan} allows {self.most:,} {self.limit.words}. {self.limit.remedy}, or ask whoever looks"
            " after this installation for another plan."
        )
        return PlanLimit(sentence, limit=self.name, allowed=self.most, plan=self.plan)


class PlanSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Read from `VOICETODO_<FIELD>`. Limits read name=number, with commas between; what is not named has none."""

    #: Of everybody to whom no other was given.
    default_plan: Plan = "premium"
    free_limits: str = _FREE
    premium_limits: str = ""


class PlanLimit(Forbidden):
    """Your plan allows no more of this."""


def limits_of(settings: PlanSettings, known: Collection[str]) -> Mapping[Plan, Mapping[str, int]]:
    """By plan. Raises SettingsError for a limit that is not `known`."""
    return {
        "free": _read("VOICETODO_FREE_LIMITS", settings.free_limits, known),
        "premium": _read("VOICETODO_PREMIUM_LIMITS", settings.premium_limits, known),
    }


def _read(variable: str, text: str, known: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, number in pairs(variable, text).items():
        if name not in known:
            raise SettingsError(f"{variable} holds “{name[:80]}”. There are: {', '.join(sorted(known))}.")
        if not (number.isascii() and number.isdigit()) or len(number) > 15:
            raise SettingsError(f"{variable} holds “{name}={number[:80]}”, which must be a whole number.")
        found[name] = int(number)
    return found
