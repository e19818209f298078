"""Tokens of calendars: another one as soon as anything changed, and none that would let a change be missed."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Final
from uuid import UUID
from xml.etree import ElementTree

import pytest

from tests.modules.todo.dav.clients import NAMES, declared, vtodo
from voicetodo.kit.clock import FixedClock
from voicetodo.kit.db import Database, Transaction
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.api import User
from voicetodo.modules.todo.api import CreateTodo, Origin
from voicetodo.modules.todo.dav.errors import TokenInvalid
from voicetodo.modules.todo.dav.exchange import Answer, DavRequest
from voicetodo.modules.todo.dav.moving import move
from voicetodo.modules.todo.dav.propfind import propfind
from voicetodo.modules.todo.dav.putting import put
from voicetodo.modules.todo.dav.reports import report
from voicetodo.modules.todo.service import categories, sharing, verbs
from voicetodo.modules.todo.service.categories import CategoryDraft
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.retention import Retention, RetentionSettings
from voicetodo.modules.todo.service.todos import Todos

WEB: Final = Origin("web")


class Inbox:
    """A calendar client of somebody's, asking of one calendar without a network."""

    def __init__(self, desk: Desk, clock: FixedClock, user_id: UUID, *, calendar: str = "inbox") -> None:
        self.desk = desk
        self.path = f"/dav/calendars/{user_id}/{calendar}/"
        self._user = User(user_id, "alice@example.org", "Alice", "Europe/Berlin", [], clock.now(), 1)

    async def make(self, title: str) -> str:
        """The name of a todo that was made elsewhere."""
        draft = CreateTodo(title=title)
        todo, _ = await Todos(self.desk).create(self._user.id, draft, todo_id=new_id(), origin=WEB)
        return f"{todo.id}.ics"

    async def put(self, name: str) -> None:
        body = vtodo(name)
        await put(self.desk, self._request("PUT", name, body, **{"content-type": "text/calendar"}))

    async def move(self, name: str, to: str) -> None:
        await move(self.desk, self._request("MOVE", name, destination=f"{self.path}{to}"))

    async def tag(self) -> str:
        body = declared("<D:propfind><D:prop><CS:getctag/></D:prop></D:propfind>")
        answer = await _text(await propfind(self.desk, self._request("PROPFIND", "", body, depth="0")))
        [tag] = re.findall("getctag>([^<]+)<", answer)
        return tag

    async def sync(self, token: str = "") -> tuple[set[str], str]:
        """The names of what changed, and the next token. Raises TokenInvalid."""
        asked = f"<D:sync-token>{token}</D:sync-token><D:prop><D:getetag/></D:prop>"
        body = declared(f"<D:sync-collection>{asked}</D:sync-collection>")
        answer = await report(self.desk, self._request("REPORT", "", body))
        tree = ElementTree.fromstring(await _text(answer))  # noqa: S314 - our own
        names = {(each.text or "").removeprefix(self.path) for each in tree.findall("D:response/D:href", NAMES)}
        return names, tree.findtext("D:sync-token", "", NAMES)

    def _request(self, method: str, name: str, body: str = "", **headers: str) -> DavRequest:
        return DavRequest(method, f"{self.path}{name}", self._user, headers, body.encode())


async def _text(answer: Answer) -> str:
    body = answer.body if isinstance(answer.body, bytes) else b"".join([each async for each in answer.body])
    return body.decode()


@pytest.fixture
def inbox(desk: Desk, clock: FixedClock, alice_id: UUID) -> Inbox:
    return Inbox(desk, clock, alice_id)


class TestWhileATransactionRuns:
    async def test_a_token_moves_with_each_change(self, inbox: Inbox) -> None:
        async with inbox.desk.database.transaction_beside() as other:
            await other.fetchval("select pg_current_xact_id()")
            tags = [await inbox.tag()]
            for nth in range(3):
                await inbox.make(str(nth))
                tags.append(await inbox.tag())
            still = await inbox.tag()

        assert len(set(tags)) == 4
        assert still == tags[-1]

    async def test_what_another_wrote_meanwhile_is_told_once_it_ends(
        self, inbox: Inbox, clock: FixedClock, alice_id: UUID
    ) -> None:
        database = inbox.desk.database
        async with database.transaction_beside() as oldest:
            await oldest.fetchval("select pg_current_xact_id()")
            async with database.transaction_beside() as tx:
                slow = await _make(tx, alice_id, clock, None)
                quick = await inbox.make("quick")
                seen, token = await inbox.sync()
            told, after = await inbox.sync(token)

        assert seen == {quick}
        assert slow in told
        assert token != after

    async def test_a_token_ends_what_was_told_twice(self, inbox: Inbox) -> None:
        async with inbox.desk.database.transaction_beside() as other:
            await other.fetchval("select pg_current_xact_id()")
            await inbox.make("milk")
            _, during = await inbox.sync()
        again, after = await inbox.sync(during)

        assert len(again) == 1
        assert (await inbox.sync(after)) == (set(), after)


class TestWhatIsForgotten:
    async def test_ends_tokens_that_are_older(self, inbox: Inbox, clock: FixedClock) -> None:
        kept = await inbox.make("kept")
        _, token = await inbox.sync()
        await inbox.make("forgotten")

        await _forget(inbox.desk, clock)

        with pytest.raises(TokenInvalid):
            await inbox.sync(token)
        everything, token = await inbox.sync()
        assert kept in everything
        assert await inbox.sync(token) == (set(), token)

    async def test_leaves_tokens_that_know_of_it_as_they_are(self, inbox: Inbox, clock: FixedClock) -> None:
        await inbox.make("known")
        _, token = await inbox.sync()

        await _forget(inbox.desk, clock)

        assert await inbox.sync(token) == (set(), token)
        later = await inbox.make("later")
        assert (await inbox.sync(token))[0] == {later}

    async def test_takes_names_that_were_given_up_along(
        self, inbox: Inbox, clock: FixedClock, database: Callable[[str], Database]
    ) -> None:
        await inbox.put("old.ics")
        await inbox.move("old.ics", "new.ics")
        await _forget(inbox.desk, clock)
        await inbox.move("new.ics", "newest.ics")

        await _forget(inbox.desk, clock, days=1)

        async with database("todo").connection() as connection:
            rows = await connection.fetch("select name from calendar_names_left")
        assert [row[0] for row in rows] == ["new.ics"]


class TestOfAMember:
    @pytest.fixture
    async def party_id(self, desk: Desk, alice_id: UUID, charlie_id: UUID) -> UUID:
        """Of Alice's, shared with Charlie."""
        async with desk.writing(alice_id, WEB) as ledger:
            party, _ = await categories.create(ledger, CategoryDraft(name="Party"), category_id=new_id())
            await sharing.share(ledger, party.id, charlie_id, "viewer")
        return party.id

    @pytest.fixture
    def shared(self, desk: Desk, clock: FixedClock, charlie_id: UUID, party_id: UUID) -> Inbox:
        return Inbox(desk, clock, charlie_id, calendar=str(party_id))

    async def test_a_token_moves_when_what_began_last_ends_last(
        self, shared: Inbox, clock: FixedClock, alice_id: UUID, party_id: UUID
    ) -> None:
        begin = shared.desk.database.transaction_beside
        async with begin() as late:
            async with begin() as early:
                await early.fetchval("select pg_current_xact_id()")
                slow = await _make(late, alice_id, clock, party_id)
                quick = await _make(early, alice_id, clock, party_id)
            seen, token = await shared.sync()
            before = await shared.tag()
        told, _ = await shared.sync(token)

        assert seen == {quick}
        assert slow in told
        assert await shared.tag() != before == token

    async def test_a_token_ends_with_what_is_forgotten(
        self, shared: Inbox, clock: FixedClock, desk: Desk, alice_id: UUID, party_id: UUID
    ) -> None:
        async with desk.database.transaction() as tx:
            await _make(tx, alice_id, clock, party_id)
        _, token = await shared.sync()
        await Inbox(desk, clock, alice_id).make("private")

        await _forget(desk, clock)

        with pytest.raises(TokenInvalid):
            await shared.sync(token)
        assert len((await shared.sync())[0]) == 1


async def _make(tx: Transaction, user_id: UUID, clock: FixedClock, category_id: UUID | None) -> str:
    """The name of a todo there."""
    ledger = Ledger(tx, user_id=user_id, origin=WEB, now=clock.now())
    todo, _ = await verbs.create(ledger, CreateTodo(title="shared", category_id=category_id), todo_id=new_id())
    return f"{todo.id}.ics"


async def _forget(desk: Desk, clock: FixedClock, *, days: int = 366) -> None:
    clock.advance(timedelta(days=days))
    await Retention(desk, RetentionSettings()).forget_activity()
