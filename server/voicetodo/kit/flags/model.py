"""What a flag is, and what somebody gets of it: the same flag and the same person give the same answer for ever."""

import hashlib
from typing import Any, Final, Literal, TypeAlias
from uuid import UUID

import msgspec

Kind = Literal["boolean", "string", "number", "object"]
FlagValue: TypeAlias = bool | int | float | str | dict[str, Any]
#: Why: the kill switch; a rule; a rule whose share of people they are in; no rule.
Reason = Literal["killed", "rule", "share", "default"]

_BITS: Final = 53


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """Whom it is asked for, with all that rules may ask of them: what is left out here is met by no rule."""

    user_id: UUID | None
    roles: frozenset[str]
    plan: str | None


#: Where nobody has signed in, nothing is known of them.
ANYBODY: Final = Subject(user_id=None, roles=frozenset(), plan=None)


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whoever meets all that is given gets `variant`. `percentage` is the share of people, 0 to 100, who do."""

    variant: str
    user_ids: list[UUID] | None = None
    plans: list[str] | None = None
    roles: list[str] | None = None
    percentage: float | None = None


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """The first rule that is met decides; `default_variant` where none is, `killed_variant` while it is killed.

    `is_visible` tells clients what they get of it.
    """

    key: str
    description: str
    kind: Kind
    variants: dict[str, FlagValue]
    default_variant: str
    killed_variant: str
    rules: list[Rule] = []
    is_visible: bool = False
    is_killed: bool = False

    @property
    def default(self) -> FlagValue:
        return self.variants[self.default_variant]


class FlagSet(msgspec.Struct, frozen=True):
    """All flags there are. `version` grows with every change of any of them."""

    version: int
    flags: list[Flag]


class FlagOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody gets, and why. `rule` counts from 1; `position` is theirs among all people, from 0 to under 100."""

    variant: str
    value: FlagValue
    reason: Reason
    rule: int | None = None
    position: float | None = None


def switch(key: str, description: str, *, is_on: bool, is_visible: bool = False) -> Flag:
    """A flag that is on or off; killed, it is off."""
    return Flag(
        key=key,
        description=description,
        kind="boolean",
        variants={"on": True, "off": False},
        default_variant="on" if is_on else "off",
        killed_variant="off",
        is_visible=is_visible,
    )


def evaluate(flag: Flag, subject: Subject) -> FlagOutcome:
    """What they get, and why."""
    position = None if subject.user_id is None else position_of(flag.key, subject.user_id)
    if flag.is_killed:
        return _outcome(flag, flag.killed_variant, "killed", None, position)
    for number, rule in enumerate(flag.rules, 1):
        if _is_met(rule, subject, position):
            return _outcome(flag, rule.variant, "rule" if rule.percentage is None else "share", number, position)
    return _outcome(flag, flag.default_variant, "default", None, position)


def position_of(key: str, user_id: UUID) -> float:
    """Where somebody stands among all people for this flag: at or above 0, below 100, and for ever the same.

    Another flag shuffles people anew, so that it is not the same ones who try everything first.
    """
    digest = hashlib.sha256(f"{key}:{user_id}".encode()).digest()
    return (int.from_bytes(digest[:8], "big") >> (64 - _BITS)) / 2**_BITS * 100


def _is_met(rule: Rule, subject: Subject, position: float | None) -> bool:
    """What is not known of somebody is not met."""
    return (
        (rule.user_ids is None or subject.user_id in rule.user_ids)
        and (rule.plans is None or subject.plan in rule.plans)
        and (rule.roles is None or not subject.roles.isdisjoint(rule.roles))
        and (rule.percentage is None or (position is not None and position < rule.percentage))
    )


def _outcome(flag: Flag, variant: str, reason: Reason, rule: int | None, position: float | None) -> FlagOutcome:
    return FlagOutcome(variant=variant, value=flag.variants[variant], reason=reason, rule=rule, position=position)
