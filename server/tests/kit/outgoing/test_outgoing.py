"""Asking servers of others: where we connect to, and for how long and how much we listen."""

import ipaddress
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio

from tests.kit.outgoing.servers import Stranger, certificate_for, stranger
from voicetodo.kit.outgoing import AddressRefused, NoAnswer, Outgoing, is_public
from voicetodo.kit.outgoing.addresses import Address

HERE = frozenset({"127.0.0.1"})


@pytest.fixture
def there() -> Iterator[Stranger]:
    with stranger() as server:
        yield server


@pytest_asyncio.fixture
async def outgoing() -> AsyncIterator[Outgoing]:
    client = Outgoing(timeout_seconds=5, max_bytes=1000)
    yield client
    await client.close()


class Names:
    """A name server: what each name leads to, in the order in which it is asked."""

    def __init__(self, **found: list[str]) -> None:
        self.found = found

    async def __call__(self, host: str, port: int) -> list[Address]:
        assert port > 0
        answers = self.found[host.partition(".")[0]]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        return [ipaddress.ip_address(each) for each in answer.split()]


class TestWhere:
    @pytest.mark.parametrize(
        "address",
        [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",  # noqa: S104 - one that is refused
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::a9fe:a9fe",
            "2002:7f00:1::",
            "2001:0:53aa:64c::1",
            "::127.0.0.1",
            "fec0::1",
            "5f00::1",
        ],
    )
    async def test_no_name_leads_into_our_own_network(self, address: str) -> None:
        outgoing = Outgoing(resolve=Names(evil=[address]))

        with pytest.raises(AddressRefused):
            await outgoing.get("https://evil.example/")

        assert not is_public(ipaddress.ip_address(address))
        await outgoing.close()

    async def test_nor_does_one_that_leads_there_beside_elsewhere(self) -> None:
        outgoing = Outgoing(resolve=Names(evil=["93.184.215.14 10.0.0.1"]))

        with pytest.raises(AddressRefused):
            await outgoing.get("https://evil.example/")

        await outgoing.close()

    @pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
    def test_the_open_internet_may_be_asked(self, address: str) -> None:
        assert is_public(ipaddress.ip_address(address))

    @pytest.mark.parametrize(
        "url",
        ["https://127.0.0.1/", "https://[::1]/", "https://2130706433/", "https://0x7f.1/", "https://localhost/"],
    )
    async def test_nor_does_an_address_however_it_is_written(self, outgoing: Outgoing, url: str) -> None:
        with pytest.raises((AddressRefused, NoAnswer)):
            await outgoing.get(url)

    @pytest.mark.parametrize(
        "url",
        ["file:///etc/passwd", "gopher://x/", "http://example.org/", "https://a@b/", "https://", "https://x:y/", ""],
    )
    async def test_nothing_but_https_is_asked(self, outgoing: Outgoing, url: str) -> None:
        with pytest.raises(AddressRefused):
            await outgoing.get(url)

    async def test_what_was_judged_is_what_is_connected_to(self, there: Stranger) -> None:
        """A name that nobody else knows, and that leads elsewhere when it is looked up once more."""
        names = Names(rebinding=["127.0.0.1", "10.0.0.1"])
        outgoing = Outgoing(resolve=names, timeout_seconds=5)
        port = urlsplit(there.url).port

        await outgoing.get(f"http://rebinding.example:{port}/", trusted=frozenset({"rebinding.example"}))

        assert names.found["rebinding"] == ["10.0.0.1"]
        assert there.asked[0].headers["host"] == f"rebinding.example:{port}"
        await outgoing.close()

    async def test_the_name_must_be_proven_although_its_address_is_connected_to(self, tmp_path: Path) -> None:
        server_side, client_side = certificate_for("good.example", tmp_path)
        names = Names(good=["127.0.0.1"], evil=["127.0.0.1"])
        outgoing = Outgoing(resolve=names, tls=client_side, timeout_seconds=5)
        trusted = frozenset({"good.example", "evil.example"})
        with stranger(server_side) as secret:
            port = urlsplit(secret.url).port

            assert (await outgoing.get(f"https://good.example:{port}/", trusted=trusted)).status == 200
            with pytest.raises(NoAnswer):
                await outgoing.get(f"https://evil.example:{port}/", trusted=trusted)

            assert len(secret.asked) == 1
        await outgoing.close()

    async def test_a_redirect_is_told_and_not_followed(self, outgoing: Outgoing, there: Stranger) -> None:
        there.answer = lambda _: (302, {"location": f"{there.url}/secret"}, b"")

        reply = await outgoing.get(f"{there.url}/", trusted=HERE)

        assert reply.status == 302
        assert [each.path for each in there.asked] == ["/"]


class TestTrusted:
    async def test_a_host_that_the_operator_named_may_be_in_our_network(
        self, outgoing: Outgoing, there: Stranger
    ) -> None:
        there.answer = lambda _: (200, {"content-type": "application/json"}, b"{}")

        reply = await outgoing.get(f"{there.url}/a?b=c", trusted=HERE, headers={"Accept": "application/json"})

        assert (reply.status, reply.body, reply.content_type) == (200, b"{}", "application/json")
        asked = there.asked[0]
        assert (asked.path, asked.headers["accept"]) == ("/a?b=c", "application/json")
        assert asked.headers["host"] == urlsplit(there.url).netloc

    async def test_another_host_may_not_for_that(self, outgoing: Outgoing, there: Stranger) -> None:
        port = urlsplit(there.url).port

        with pytest.raises(AddressRefused):
            await outgoing.get(f"https://localhost:{port}/", trusted=HERE)

        assert there.asked == []

    async def test_a_form_is_sent_as_one(self, outgoing: Outgoing, there: Stranger) -> None:
        await outgoing.post_form(f"{there.url}/token", {"a": "b c", "d": "é"}, trusted=HERE)

        asked = there.asked[0]
        assert (asked.method, asked.body) == ("POST", b"a=b+c&d=%C3%A9")
        assert asked.headers["content-type"] == "application/x-www-form-urlencoded"


class TestLimits:
    async def test_who_talks_for_long_is_not_listened_to(self, outgoing: Outgoing, there: Stranger) -> None:
        there.answer = lambda _: (200, {}, b"x" * 1001)

        with pytest.raises(NoAnswer):
            await outgoing.get(there.url, trusted=HERE)

    async def test_who_is_slow_is_not_waited_for(self, there: Stranger) -> None:
        there.answer = lambda _: (200 if there.is_over.wait(30) else 500, {}, b"")
        outgoing = Outgoing(timeout_seconds=0.1)

        with pytest.raises(NoAnswer):
            await outgoing.get(there.url, trusted=HERE)

        await outgoing.close()

    async def test_nobody_there_is_no_answer(self) -> None:
        outgoing = Outgoing(timeout_seconds=5)

        with pytest.raises(NoAnswer):
            await outgoing.get("http://127.0.0.1:9/", trusted=HERE)

        await outgoing.close()

    async def test_nothing_is_unpacked(self, outgoing: Outgoing, there: Stranger) -> None:
        there.answer = lambda _: (200, {"content-encoding": "gzip"}, b"not gzip at all")

        reply = await outgoing.get(there.url, trusted=HERE)

        assert reply.body == b"not gzip at all"
        assert there.asked[0].headers["accept-encoding"] == "identity"
