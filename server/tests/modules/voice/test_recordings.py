"""Recordings: heard, or refused with a clear problem; silence and noise are told apart from words."""

from collections.abc import Callable

import httpx
import pytest

from tests.fixtures.product import Person
from tests.modules.voice.speaking import CLIPS, lists, play, send_recording, statuses, titles
from tests.speech import sounds
from voicetodo.speech.samples import Samples


class TestHearing:
    def test_a_spoken_sentence_becomes_a_task(self, alice: Person) -> None:
        shopping = lists(alice)["Shopping"]

        outcome = play(alice, "todo/01.wav", timezone="Europe/Berlin")

        assert statuses(outcome) == ["done"]
        assert outcome["results"][0]["todo"]["category_id"] == shopping
        assert "milk" in outcome["transcript"].lower()
        assert outcome["timings"]["speech_ms"] > 0
        assert outcome["results"][0]["todo"]["source"] == "voice"

    @pytest.mark.parametrize("sound", [sounds.silence, sounds.white_noise, sounds.melody])
    def test_where_nobody_speaks_that_is_said_and_nothing_is_made_up(
        self, alice: Person, sound: Callable[[], Samples]
    ) -> None:
        answer = send_recording(alice, sounds.write_audio(sound()))

        outcome = answer.json()
        assert answer.status_code == 200
        assert (outcome["transcript"], outcome["results"]) == ("", [])
        assert outcome["reply"].startswith("I heard nothing.")
        assert titles(alice) == []


class TestRefusals:
    @pytest.mark.parametrize(
        ("recording", "status", "kind"),
        [
            (b"", 422, "audio-empty"),
            (b"\x89PNG\r\n\x1a\n" + bytes(500), 415, "audio-unreadable"),
            (b"these are words and no sound", 415, "audio-unreadable"),
            (bytes(10_000_001), 413, "audio-too-large"),
        ],
    )
    def test_what_is_no_recording_is_a_clear_problem(
        self, alice: Person, recording: bytes, status: int, kind: str
    ) -> None:
        answer = send_recording(alice, recording)

        assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{kind}")
        assert answer.headers["content-type"] == "application/problem+json"

    def test_more_than_a_request_may_hold_is_refused_unread(self, alice: Person) -> None:
        assert send_recording(alice, bytes(12_100_000)).status_code == 413

    def test_a_broken_recording_is_refused_or_heard_as_far_as_it_goes(self, alice: Person) -> None:
        whole = (CLIPS / "todo/01.wav").read_bytes()

        answer = send_recording(alice, whole[:100])

        assert answer.status_code in {200, 415, 422}

    @pytest.mark.parametrize(
        "said",
        [{"timezone": "Mars/Olympus"}, {"captured_at": "soon"}, {"colour": "red"}, {"language": "x" * 13}],
    )
    def test_a_part_that_is_wrong_is_named(self, alice: Person, said: dict[str, str]) -> None:
        answer = send_recording(alice, (CLIPS / "today.wav").read_bytes(), said)

        assert answer.status_code == 422
        assert [error["field"] for error in answer.json()["errors"]] == list(said)

    def test_a_form_without_a_recording_is_refused(self, alice: Person) -> None:
        answer = alice.post("/v1/voice/commands", files={"timezone": (None, "UTC")})

        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "audio")

    def test_a_form_that_is_none_is_refused(self, alice: Person) -> None:
        headers = {"Content-Type": "multipart/form-data; boundary=x"}

        assert alice.post("/v1/voice/commands", content=b"no form", headers=headers).status_code in {400, 422}

    def test_nobody_is_asked_to_sign_in(self, nobody: httpx.Client) -> None:
        assert send_recording(nobody, (CLIPS / "today.wav").read_bytes()).status_code == 401
