"""Who may ask how often: everybody alike, but for what their plan says and where a route asks for less."""

from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from typing import Final

import msgspec

from voicetodo.kit.caller import Caller
from voicetodo.kit.errors import TooMany, Unauthenticated
from voicetodo.kit.http.asgi import Scope
from voicetodo.kit.http.exchange import Exchange
from voicetodo.kit.http.limits import Limiter, Rate, Verdict
from voicetodo.kit.http.networks import network_of
from voicetodo.kit.plans import Bound, Plans

#: What a plan says of it, in the place of the budget that everybody has.
REQUESTS_A_MINUTE: Final = "requests_a_minute"


class Rates(msgspec.Struct, frozen=True):
    """The budgets. `routes` names a tighter one for an exact path; `guesses` is that of wrong passwords."""

    user: Rate
    address: Rate
    guesses: Rate
    routes: Mapping[str, Rate]


class Budgets:
    """Each verb raises TooMany, and says in the headers of the answer how much is left."""

    def __init__(self, limiter: Limiter, rates: Rates, plans: Plans | None = None) -> None:
        self._limiter = limiter
        self._rates = rates
        self._plans = plans

    async def count(self, exchange: Exchange) -> None:
        """This request."""
        rate = self._rates.routes.get(exchange.scope["path"])
        if rate is not None:
            await self._spend(exchange, rate, _address(exchange.scope))
        elif exchange.caller is None:
            await self._spend(exchange, self._rates.address, who(exchange))
        elif (bound := await self._find_bound(exchange.caller)) is not None:
            await self._spend(exchange, _of_plan(bound.most), who(exchange), bound)
        else:
            await self._spend(exchange, self._rates.user, who(exchange))

    async def guess(self, exchange: Exchange, verify: Callable[[], Awaitable[Caller]]) -> Caller:
        """Only what was wrong counts: programs show what is right many times a minute. Raises what `verify` raises."""
        rate, key = self._rates.guesses, _address(exchange.scope)
        verdict = await self._limiter.look(rate, key)
        if not verdict.is_allowed:
            raise TooMany(headers=_again_after(verdict))
        try:
            return await verify()
        except Unauthenticated:
            await self._spend(exchange, rate, key)
            raise

    async def _find_bound(self, caller: Caller) -> Bound | None:
        """Their plan and what it allows, where it says anything of it."""
        if self._plans is None or not self._plans.may_bind(REQUESTS_A_MINUTE):
            return None
        return self._plans.bound(await self._plans.recent_plan_of(caller.user_id), REQUESTS_A_MINUTE)

    async def _spend(self, exchange: Exchange, rate: Rate, key: str, bound: Bound | None = None) -> None:
        verdict = await self._limiter.hit(rate, key)
        state = f'"{rate.name}";r={verdict.remaining};t={verdict.reset_seconds}'.encode()
        exchange.extra += [(b"ratelimit-policy", rate.policy), (b"ratelimit", state)]
        if verdict.is_allowed:
            return
        if bound is None:
            raise TooMany(headers=_again_after(verdict))
        refused = bound.refusal()
        raise TooMany(refused.sentence, headers=_again_after(verdict), **refused.extra)


def who(exchange: Exchange) -> str:
    """The caller, or from where somebody asks who has not signed in."""
    return f"user:{exchange.caller.user_id.hex}" if exchange.caller else _address(exchange.scope)


def _address(scope: Scope) -> str:
    return f"address:{network_of(scope['client'][0]) if scope.get('client') else 'unknown'}"


def _again_after(verdict: Verdict) -> dict[str, str]:
    return {"Retry-After": str(max(1, verdict.reset_seconds))}


@cache
def _of_plan(amount: int) -> Rate:
    return Rate.of("plan", f"{amount}/minute")
