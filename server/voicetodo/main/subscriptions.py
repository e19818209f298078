"""Who listens to what, known to the bus before anybody speaks."""

from collections import defaultdict

from voicetodo.kit.bus import PostgresBus
from voicetodo.kit.db import Listener
from voicetodo.main.document import blueprint


async def subscribe_all(url: str) -> None:
    """From now on, what any module announces is kept for every module that listens, whether it has ever run or not.

    Processes of one installation start in any order: a person may register before `todo` is there to hear of it.
    """
    names: dict[str, set[str]] = defaultdict(set)
    with blueprint() as process:
        for subscription in process.host.parts.subscriptions:
            names[subscription.module].add(subscription.event.name)
        for batch in process.host.parts.batch_subscriptions:
            names[batch.module].update(event.name for event in batch.events)
    bus = PostgresBus(url, listener=Listener(url))
    await bus.start()
    try:
        for module, wanted in sorted(names.items()):
            await bus.subscribe(module, sorted(wanted))
    finally:
        await bus.stop()
