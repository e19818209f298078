"""Alice's things, Bob who was a member of them once, and Charlie, who has things of his own and sees none of hers."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import httpx
import msgspec

from tests.fixtures.product import Person, Product
from tests.modules.todo.people import share, unshare
from tests.security.answers import plain, tells_secret, told
from tests.security.document import Operation, operations_of
from tests.security.findings import Findings
from tests.security.scene import Scene, ask, body_of, key_of, never, path_of, scene_of

#: What a stranger may be told: that it is not found; or that something else is wrong, whosever it is.
_REFUSALS = frozenset({401, 403, 404, 415, 422})
#: What is done already is done again: nobody's authorization is ended by them, and theirs neither.
_TWICE_IS_ONCE = frozenset({"DELETE /v1/me/applications/{client_id}"})

#: Asks again who is there after ten minutes.
_PROVEN_ANEW = frozenset({"GET /v1/me/exports/{export_id}/file"})


class World(msgspec.Struct):
    """`hers` are Alice's ids by name, `his` Charlie's; `nobodys` never were."""

    product: Product
    operations: list[Operation]
    alice: Person
    bob: Person
    charlie: Person
    hers: Scene
    his: Scene
    nobodys: Scene

    def asked(self, person: httpx.Client, operation: Operation, scene: Scene, **more: Any) -> httpx.Response:
        return ask(person, operation, path_of(operation, scene), body_of(operation, scene), **more)

    def names_hers(self, operation: Operation) -> bool:
        """Whether its path names something that somebody owns."""
        keys = [key_of(operation, place) for place in operation.places]
        return any(self.hers[key] != self.nobodys[key] for key in keys)

    def everything(self) -> dict[str, tuple[int, str]]:
        """All that Alice is told by operations that read."""
        found = dict[str, tuple[int, str]]()
        for operation in self.operations:
            if operation.method == "GET" and "admin" not in operation.tags and operation.name not in _PROVEN_ANEW:
                answer = self.asked(self.alice, operation, self.hers)
                found[operation.name] = answer.status_code, _lasting(answer)
        return found


@contextmanager
def peopled(product: Product) -> Iterator[World]:
    with ExitStack() as stack:
        people = [stack.enter_context(product.settle(product.register(name))) for name in ("Alice", "Bob", "Charlie")]
        friends = [stack.enter_context(product.register(name)) for name in ("Dora", "Emil")]
        alice, bob, charlie = people
        hers = scene_of(product, alice, friends[0])
        share(alice, hers["category_id"], bob)
        unshare(alice, hers["category_id"], bob)
        his = scene_of(product, charlie, friends[1])
        yield World(product, operations_of(product), alice, bob, charlie, hers, his, never(hers))


def check_paths(world: World, stranger: httpx.Client, findings: Findings) -> None:
    """Everything of hers that a path may name is told to a stranger like what never was."""
    for operation in world.operations:
        if world.names_hers(operation):
            compare(world, stranger, operation, (world.hers, world.nobodys), findings)


def compare(
    world: World, who: httpx.Client, operation: Operation, scenes: tuple[Scene, Scene], findings: Findings
) -> None:
    """The first is refused, and told as the second is."""
    first, second = (world.asked(who, operation, scene) for scene in scenes)
    is_refused = first.status_code in _REFUSALS or operation.name in _TWICE_IS_ONCE
    findings.check(f"{operation.name} → {first.status_code} {first.text}", holds=is_refused)
    findings.check(f"{operation.name} tells {first.text}", holds=not tells_secret(first))
    findings.check(f"{operation.name}: {told(first)} is not {told(second)}", holds=told(first) == told(second))


def _lasting(answer: httpx.Response) -> str:
    """But for what every answer says anew."""
    return answer.text if answer.is_success else plain(answer.text)
