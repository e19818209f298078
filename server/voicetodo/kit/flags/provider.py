# ruff: noqa: ARG002 - the signatures are OpenFeature's
"""Our own OpenFeature provider: answers from what this process was last told, without asking anybody."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar, cast
from uuid import UUID

from openfeature.evaluation_context import EvaluationContext  # pyright: ignore[reportMissingTypeStubs] - it is typed, but does not say so
from openfeature.exception import FlagNotFoundError, TypeMismatchError
from openfeature.flag_evaluation import FlagResolutionDetails, FlagValueType, Reason
from openfeature.provider import AbstractProvider, Metadata  # pyright: ignore[reportMissingTypeStubs] - it is typed, but does not say so

from voicetodo.kit.flags.model import ANYBODY, Flag, Subject, evaluate

T = TypeVar("T")

_REASONS: Final = {
    "killed": Reason.DISABLED,
    "rule": Reason.TARGETING_MATCH,
    "share": Reason.SPLIT,
    "default": Reason.DEFAULT,
}


def context_of(subject: Subject) -> EvaluationContext:
    """As any provider understands it: the targeting key is the id of the user."""
    attributes: dict[str, Any] = {"roles": sorted(subject.roles)}
    if subject.plan is not None:
        attributes["plan"] = subject.plan
    return EvaluationContext(None if subject.user_id is None else str(subject.user_id), attributes)


class OwnProvider(AbstractProvider):
    """`flags` is all that it knows; whoever follows them replaces it as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self.flags: Mapping[str, Flag] = {}

    def get_metadata(self) -> Metadata:
        return Metadata("voicetodo")

    def resolve_boolean_details(
        self, flag_key: str, default_value: bool, evaluation_context: EvaluationContext | None = None
    ) -> FlagResolutionDetails[bool]:
        return self._resolve(flag_key, bool, evaluation_context)

    def resolve_string_details(
        self, flag_key: str, default_value: str, evaluation_context: EvaluationContext | None = None
    ) -> FlagResolutionDetails[str]:
        return self._resolve(flag_key, str, evaluation_context)

    def resolve_integer_details(
        self, flag_key: str, default_value: int, evaluation_context: EvaluationContext | None = None
    ) -> FlagResolutionDetails[int]:
        return self._resolve(flag_key, int, evaluation_context)

    def resolve_float_details(
        self, flag_key: str, default_value: float, evaluation_context: EvaluationContext | None = None
    ) -> FlagResolutionDetails[float]:
        return self._resolve(flag_key, float, evaluation_context)

    def resolve_object_details(
        self,
        flag_key: str,
        default_value: Sequence[FlagValueType] | Mapping[str, FlagValueType],
        evaluation_context: EvaluationContext | None = None,
    ) -> FlagResolutionDetails[Sequence[FlagValueType] | Mapping[str, FlagValueType]]:
        return cast("Any", self._resolve(flag_key, dict, evaluation_context))

    def _resolve(self, key: str, kind: type[T], context: EvaluationContext | None) -> FlagResolutionDetails[T]:
        flag = self.flags.get(key)
        if flag is None:
            raise FlagNotFoundError(f"There is no flag {key}.")
        outcome = evaluate(flag, _subject_of(context))
        value: Any = outcome.value
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise TypeMismatchError(f"The flag {key} is a {flag.kind}.")
        return FlagResolutionDetails(value=value, variant=outcome.variant, reason=_REASONS[outcome.reason])


def _subject_of(context: EvaluationContext | None) -> Subject:
    if context is None:
        return ANYBODY
    roles = cast("Sequence[str]", context.attributes.get("roles", ()))
    plan = context.attributes.get("plan")
    return Subject(
        user_id=None if context.targeting_key is None else UUID(context.targeting_key),
        roles=frozenset(roles),
        plan=plan if isinstance(plan, str) else None,
    )
