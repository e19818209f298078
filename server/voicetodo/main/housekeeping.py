"""What is kept by no module, and for how long."""

from datetime import timedelta
from typing import Final

from voicetodo.kit.bus.bus import DEAD_KEPT_FOR
from voicetodo.kit.bus.inbox import KEPT_FOR as HEARD_KEPT_FOR
from voicetodo.kit.host import Host
from voicetodo.kit.http.idempotency import ANSWERS, Idempotency
from voicetodo.kit.http.idempotency import KEPT_FOR as ANSWERS_KEPT_FOR
from voicetodo.kit.jobs.worker import KEPT_FOR as JOBS_KEPT_FOR
from voicetodo.kit.mail import KEPT_FOR as LETTERS_KEPT_FOR
from voicetodo.kit.retention import RetentionPolicy

_HOUR_SECONDS: Final = 3600

_ANSWERS: Final = RetentionPolicy(
    code="answers",
    data="Answers to requests with an Idempotency-Key, sealed",
    kept_for=ANSWERS_KEPT_FOR,
    counted_from="the request",
    counted_from_code="request",
)
_LETTERS: Final = RetentionPolicy(
    code="letters",
    data="Letters in the folder `mail`, where there is no mail server",
    kept_for=LETTERS_KEPT_FOR,
    counted_from="the writing",
    counted_from_code="writing",
)
#: These are removed by what runs in every process (`main/serving.py`).
_OF_THE_MACHINERY: Final = (
    RetentionPolicy(
        data="Events on their way from one module to another", kept_for=timedelta(), counted_from="when all have heard"
    ),
    RetentionPolicy(
        code="dead-letters",
        data="Events that could not be heard (dead letters)",
        kept_for=DEAD_KEPT_FOR,
        counted_from="the last try",
        counted_from_code="last-try",
        job="bus.sweep",
    ),
    RetentionPolicy(
        code="heard-events",
        data="Which events were heard: ids alone",
        kept_for=HEARD_KEPT_FOR,
        counted_from="the hearing",
        counted_from_code="hearing",
        job="bus.sweep",
    ),
    RetentionPolicy(
        code="background-jobs",
        data="Background jobs: whose they were, and how they ended",
        kept_for=JOBS_KEPT_FOR,
        counted_from="the end",
        counted_from_code="end",
        job="jobs.sweep",
    ),
)


def add_housekeeping(host: Host, idempotency: Idempotency) -> None:
    """What every process may do, whatever modules it runs."""

    async def forget_old_letters() -> None:
        await host.mailer.forget_old(before=host.clock.now() - LETTERS_KEPT_FOR)

    host.seals(ANSWERS)
    host.every(_HOUR_SECONDS, idempotency.sweep, name="kit.sweep_idempotency_keys", removes=[_ANSWERS])
    host.every(_HOUR_SECONDS, forget_old_letters, name="kit.forget_old_letters", removes=[_LETTERS])
    host.keep(*_OF_THE_MACHINERY)
