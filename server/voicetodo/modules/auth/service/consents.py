"""Agreeing, and agreeing no more: every answer is kept with the wording it was given to."""

from collections.abc import Mapping
from uuid import UUID

from voicetodo.kit.audit import audit, current_actor
from voicetodo.kit.bus import announce
from voicetodo.kit.cache import Versions
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database, Transaction
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.errors import ConsentNeeded, ConsentOutdated, TextNotFound
from voicetodo.modules.auth.events import ConsentChanged
from voicetodo.modules.auth.model.consents import PURPOSES, Answer, Consent, ConsentText, Purpose, Wordings, standing
from voicetodo.modules.auth.store import consents


class Consents:
    """`texts` are the wordings that are asked now."""

    def __init__(self, *, db: Database, clock: Clock, versions: Versions, texts: Mapping[Purpose, Wordings]) -> None:
        self._db = db
        self._clock = clock
        self._versions = versions
        self._texts = texts

    def list_texts(self, *, language: str | None = None) -> list[ConsentText]:
        """Those that are asked now."""
        return [each.read_in(language) for each in self._texts.values()]

    async def get_text(self, purpose: Purpose, version: str | None, *, language: str | None = None) -> ConsentText:
        """As it was asked under this version; None asks for the wording of now. Raises TextNotFound."""
        if version is None:
            return self._texts[purpose].read_in(language)
        found = self._texts[purpose].find(version)
        if found is None:
            async with self._db.connection() as connection:
                found = await consents.find_text(connection, purpose, version)
        if found is None:
            raise TextNotFound
        return found

    async def begin(self, tx: Transaction, user_id: UUID) -> None:
        """Who makes an account accepts the terms and was shown the notice."""
        needed = [text for text in self.list_texts() if text.kind != "consent"]
        await consents.keep_texts(tx, needed, at=self._clock.now())
        await consents.add(tx, user_id, *(self._answer(user_id, text, is_given=True) for text in needed))

    async def list_standing(self, user_id: UUID, *, language: str | None = None) -> list[Consent]:
        """How it stands with each purpose."""
        async with self._db.connection() as connection:
            last = await consents.list_last(connection, user_id)
        return [standing(each, last.get(purpose), language=language) for purpose, each in self._texts.items()]

    async def list_answers(self, user_id: UUID, *, before: UUID | None, limit: int) -> list[Answer]:
        """All there ever were, the newest first."""
        async with self._db.connection() as connection:
            return await consents.list_all(connection, user_id, before=before, limit=limit)

    async def give(self, user_id: UUID, purpose: Purpose, *, version: str) -> Consent:
        """To the wording of now, in any language, and no other. Again changes nothing. Raises ConsentOutdated."""
        text = self._texts[purpose].find(version)
        if text is None:
            raise ConsentOutdated
        return await self._settle(user_id, text, is_given=True)

    async def withdraw(self, user_id: UUID, purpose: Purpose) -> Consent:
        """As easily as it was given (GDPR, Art. 7(3)). Again changes nothing. Raises ConsentNeeded."""
        if PURPOSES[purpose] != "consent":
            raise ConsentNeeded
        return await self._settle(user_id, self._texts[purpose].original, is_given=False)

    async def _settle(self, user_id: UUID, text: ConsentText, *, is_given: bool) -> Consent:
        async with self._db.transaction() as tx:
            await consents.hold(tx, user_id)
            last = (await consents.list_last(tx, user_id)).get(text.purpose)
            if _is_news(last, text, is_given=is_given):
                last = self._answer(user_id, text, is_given=is_given)
                await consents.keep_texts(tx, [text], at=last.at)
                await consents.add(tx, user_id, last)
                await announce(tx, ConsentChanged(user_id=user_id, purpose=text.purpose, is_given=is_given))
                act = "auth.consent_given" if is_given else "auth.consent_withdrawn"
                await audit(tx, act, on=("user", user_id), purpose=text.purpose)
        await self._versions.bump(user_id)
        return standing(self._texts[text.purpose], last)

    def _answer(self, user_id: UUID, text: ConsentText, *, is_given: bool) -> Answer:
        actor = current_actor(user_id=user_id)
        return Answer(
            id=new_id(),
            purpose=text.purpose,
            version=text.version,
            is_given=is_given,
            at=self._clock.now(),
            address=actor.address,
            user_agent=actor.user_agent,
        )


def _is_news(last: Answer | None, text: ConsentText, *, is_given: bool) -> bool:
    """Whether it changes how it stands: agreeing to another wording does, and withdrawing what never was does not."""
    if last is None or not last.is_given:
        return is_given
    return not is_given or last.version != text.version
