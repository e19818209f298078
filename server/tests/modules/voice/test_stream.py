"""Speech that is sent while it is spoken: words come back at once, and in the end all is as if it came whole."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.fixtures.product import Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.realtime.devices import Device
from tests.modules.voice.microphones import Microphone, sound_of
from tests.modules.voice.speaking import CLIPS, lists, say, send_recording, statuses, titles
from voicetodo.main.assembly import Assembly
from voicetodo.modules.realtime import listener, streams
from voicetodo.modules.realtime.streams import Streams

Take = Callable[..., Microphone]

MILK = sound_of(CLIPS / "todo/01.wav")
LAMP = sound_of(CLIPS / "living_room_lamp.wav")
SILENCE = bytes(64_000)


@pytest.fixture
def take(product: Product) -> Iterator[Take]:
    """`take(alice)`: a microphone of hers, not yet opened, on a connection of its own."""
    with ExitStack() as stack:

        def one_more(person: Person, **said: object) -> Microphone:
            return Microphone(stack.enter_context(Device(product.url, person.access_token)), **said)

        yield one_more


def streams_of(product: Product) -> int:
    """How many speak at this moment."""

    async def count(process: Assembly) -> int:
        return len(process.service(Streams))

    return product.run(count)


class TestSpeaking:
    def test_words_come_while_somebody_speaks_and_the_end_does_what_was_said(self, alice: Person, take: Take) -> None:
        shopping = lists(alice)["Shopping"]
        microphone = take(alice).opened().hear(MILK)

        words = microphone.wait_for_words(words="milk")

        assert titles(alice) == []
        outcome = microphone.outcome()
        assert outcome["id"] == str(microphone.id)
        assert (statuses(outcome), outcome["transcript"]) == (["done"], words)
        assert outcome["results"][0]["todo"]["category_id"] == shopping

    def test_it_ends_as_the_same_recording_does_when_it_is_sent_whole(
        self, alice: Person, bob: Person, take: Take
    ) -> None:
        assert lists(alice).keys() == lists(bob).keys()
        live = take(alice).opened().hear(MILK).outcome()

        whole = send_recording(bob, (CLIPS / "todo/01.wav").read_bytes(), {"timezone": "Europe/Berlin"}).json()

        assert live.keys() == whole.keys()
        assert (live["transcript"], live["reply"]) == (whole["transcript"], whole["reply"])
        assert alice.get(f"/v1/voice/commands/{live['id']}").json() == live

    def test_how_long_nobody_has_spoken_is_told_so_that_a_client_knows_when_to_stop(
        self, alice: Person, take: Take
    ) -> None:
        microphone = take(alice).opened()
        microphone.hear(SILENCE)
        microphone.device.wait(lambda: microphone.heard)
        assert (microphone.heard[-1]["text"], microphone.heard[-1]["speech_seconds"]) == ("", 0)

        microphone.hear(LAMP).hear(SILENCE)

        microphone.device.wait(lambda: microphone.heard[-1]["quiet_seconds"] >= 1.5)
        assert 1 < microphone.heard[-1]["speech_seconds"] < 3
        assert "lamp" in microphone.heard[-1]["text"].lower()

    def test_what_is_cancelled_was_never_said(self, alice: Person, take: Take) -> None:
        microphone = take(alice).opened().hear(MILK)
        microphone.wait_for_words()

        microphone.device.tell("voice_cancel")

        assert microphone.end()["problem"]["type"] == "/problems/stream-broken"
        assert alice.get("/v1/voice/commands").json()["items"] == []

    def test_who_begins_anew_has_given_up_what_went_before(self, alice: Person, take: Take) -> None:
        first = take(alice).opened().hear(LAMP)
        second = Microphone(first.device).opened().hear(MILK)

        assert first.end()["problem"]["status"] == 409
        assert "milk" in second.outcome()["transcript"].lower()


class TestConversing:
    def test_what_was_asked_is_answered_aloud(self, alice: Person, take: Take) -> None:
        """With somebody's voice, who says "today"."""
        for day in ("today", "tomorrow"):
            say(alice, f"buy stamps {day}")
        asked = say(alice, "I bought the stamps")
        assert len(asked["clarification"]["options"]) == 3

        outcome = take(alice).opened().hear(sound_of(CLIPS / "today.wav")).hear(SILENCE).outcome()

        assert (outcome["id"], outcome["clarification"]) == (asked["id"], None)
        assert titles(alice, "completed") == titles(alice) == ["Buy stamps"]

    def test_what_is_asked_aloud_waits_for_an_answer_in_any_form(self, alice: Person, take: Take) -> None:
        asked = take(alice).opened().hear(LAMP).outcome()
        assert asked["clarification"]["options"][0]["label"] == "Add as task"

        outcome = say(alice, "yes")

        assert outcome["id"] == asked["id"]
        assert titles(alice) == ["Turn on the living room lamp"]


class TestBreaking:
    def test_after_a_piece_was_lost_the_whole_recording_is_asked_for_and_done_once(
        self, alice: Person, take: Take
    ) -> None:
        microphone = take(alice).opened()
        microphone.hear(MILK[:40_000])
        microphone.pieces += 1
        microphone.hear(MILK[40_000:])

        microphone.device.wait(lambda: microphone.device.heard("voice_failed"))
        [failed] = microphone.device.heard("voice_failed")
        assert (failed["id"], failed["problem"]["type"]) == (str(microphone.id), "/problems/stream-broken")
        assert microphone.end()["problem"]["status"] == 409
        said = {"id": str(microphone.id), "timezone": "Europe/Berlin"}
        outcomes = [send_recording(alice, (CLIPS / "todo/01.wav").read_bytes(), said).json() for _ in range(2)]
        assert [each["id"] for each in outcomes] == [str(microphone.id)] * 2
        assert len(titles(alice)) == 1

    def test_what_was_done_before_the_line_broke_is_not_done_again(self, alice: Person, take: Take) -> None:
        microphone = take(alice).opened().hear(MILK)
        microphone.device.tell("voice_end", {"id": str(microphone.id), "pieces": microphone.pieces})
        wait_until(lambda: titles(alice) != [])

        answer = send_recording(alice, (CLIPS / "todo/01.wav").read_bytes(), {"id": str(microphone.id)})

        assert (answer.status_code, statuses(answer.json())) == (200, ["done"])
        assert len(titles(alice)) == 1

    def test_who_is_gone_is_not_listened_to_any_more(self, alice: Person, product: Product) -> None:
        with Device(product.url, alice.access_token) as device:
            Microphone(device).opened().hear(MILK)
            assert streams_of(product) == 1

        wait_until(lambda: streams_of(product) == 0)

    def test_who_says_nothing_more_is_not_waited_for(
        self, alice: Person, take: Take, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(listener, "PATIENCE_SECONDS", 0.05)
        microphone = take(alice).opened()

        wait_until(lambda: "problem" in microphone.end())

    @pytest.mark.parametrize(
        ("number", "piece", "kind"),
        [
            (0, "no sound", "stream-unreadable"),
            (0, bytes(8_194), "stream-unreadable"),
            ("0", bytes(2), "stream-unreadable"),
            (-1, bytes(2), "stream-broken"),
            (1, bytes(2), "stream-broken"),
        ],
    )
    def test_what_is_no_piece_ends_the_stream_with_a_sentence(
        self, alice: Person, take: Take, number: object, piece: object, kind: str
    ) -> None:
        microphone = take(alice).opened()

        microphone.device.tell("voice_sound", number, piece)

        microphone.device.wait(lambda: microphone.device.heard("voice_failed"))
        assert microphone.device.heard("voice_failed")[0]["problem"]["type"] == f"/problems/{kind}"


class TestRefusals:
    @pytest.mark.parametrize(
        ("said", "kind"),
        [
            ({"id": "no id"}, "stream-unreadable"),
            ({"colour": "red"}, "stream-unreadable"),
            ({"timezone": "Mars/Olympus"}, "invalid"),
            ({"captured_at": "2001-01-01T00:00:00Z"}, "invalid"),
            ({"language": "tlh"}, "language-unsupported"),
        ],
    )
    def test_what_would_be_refused_in_the_end_is_refused_before_anybody_speaks(
        self, alice: Person, take: Take, said: dict[str, str], kind: str
    ) -> None:
        assert take(alice, **said).open()["problem"]["type"] == f"/problems/{kind}"

    def test_a_token_made_for_reading_does_not_speak(self, alice: Person, product: Product) -> None:
        made = alice.post("/v1/me/tokens", json={"name": "Dashboard", "scopes": ["todos:read"]}).json()
        with Device(product.url, made["token"]) as dashboard:
            answer = Microphone(dashboard).open()

        assert (answer["problem"]["status"], answer["problem"]["type"]) == (403, "/problems/not-for-speaking")

    def test_a_person_speaks_at_so_many_places_at_once_and_so_often(
        self, alice: Person, bob: Person, take: Take, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(streams, "MOST_PER_USER", 1)
        take(alice).opened()

        assert take(alice).open()["problem"]["status"] == 429
        monkeypatch.setattr(streams, "MOST_PER_MINUTE", 1)
        often = take(bob).opened()
        assert Microphone(often.device).open()["problem"]["status"] == 429

    def test_more_than_can_have_been_said_meanwhile_is_refused(self, alice: Person, take: Take) -> None:
        microphone = take(alice).opened().hear(bytes(32_000 * 25))

        microphone.device.wait(lambda: microphone.device.heard("voice_failed"))

        assert microphone.device.heard("voice_failed")[0]["problem"]["type"] == "/problems/stream-too-fast"

    def test_somebody_elses_command_stays_theirs(self, alice: Person, charlie: Person, take: Take) -> None:
        outcome = say(alice, "buy milk")
        microphone = take(charlie, id=outcome["id"]).opened().hear(MILK)

        answer = microphone.device.ask("voice_end", {"id": outcome["id"], "pieces": microphone.pieces})

        assert answer["problem"]["type"] == "/problems/command-not-found"
        assert titles(charlie) == []

    def test_who_was_signed_out_while_speaking_is_not_heard(self, alice: Person, take: Take, product: Product) -> None:
        microphone = take(alice).opened().hear(MILK)

        alice.post("/v1/auth/logout", json={"refresh_token": alice.refresh_token})

        microphone.device.wait(lambda: microphone.device.heard("disconnect"))
        wait_until(lambda: streams_of(product) == 0)
