import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from voicetodo.speech import SpeechUnavailable
from voicetodo.speech.decode import decode_audio
from voicetodo.speech.recogniser import Recogniser
from voicetodo.speech.registry import KEY_VARIABLE, open_engine


class SpeechServer:
    """Speaks OpenAI's protocol on this machine; keeps what it was sent and answers as told."""

    def __init__(self) -> None:
        self.status = 200
        self.answer: Any = {"text": "Buy milk."}
        self.path = ""
        self.key = ""
        self.body = b""
        served = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # the name http.server looks for
                served.path = self.path
                served.key = self.headers.get("Authorization", "")
                served.body = self.rfile.read(int(self.headers["Content-Length"]))
                body = served.answer if isinstance(served.answer, bytes) else json.dumps(served.answer).encode()
                self.send_response(served.status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server names it
                """Keep the tests' output clean."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.http.server_port}/v1"


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    server = SpeechServer()
    thread = threading.Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.http.shutdown()
    server.http.server_close()
    thread.join()


def hear(server: SpeechServer, audio: bytes, *, model: str = ""):
    """What the recogniser makes of `audio` with `server` behind it."""
    engine = open_engine(f"openai:{server.address}{model}", models_dir=Path())
    recogniser = Recogniser(engine)
    recogniser.load()
    return recogniser.transcribe(audio)


class TestAskingAServer:
    def test_sends_the_speech_and_the_key(self, server: SpeechServer, lamp: bytes, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv(KEY_VARIABLE, "secret")

        hear(server, lamp, model="#whisper-large")

        assert server.path == "/v1/audio/transcriptions"
        assert server.key == "Bearer secret"
        assert b"whisper-large" in server.body
        sent = server.body[server.body.index(b"RIFF") :].rpartition(b"\r\n--")[0]
        assert 1.5 < len(decode_audio(sent)) / 16_000 < 3.4

    def test_takes_its_words(self, server: SpeechServer, lamp: bytes):
        server.answer = {
            "text": "Call mom at nine a M..",
            "segments": [
                {"text": " Call mom at nine a M..", "avg_logprob": -0.1, "no_speech_prob": 0.01},
                {"text": " Thank you.", "avg_logprob": -0.9, "no_speech_prob": 0.95},
            ],
        }

        heard = hear(server, lamp)

        assert heard.text == "Call mom at nine a.m."
        assert heard.confidence == pytest.approx(0.905)

    def test_claims_no_confidence_it_was_not_told(self, server: SpeechServer, lamp: bytes):
        heard = hear(server, lamp)

        assert (heard.text, heard.confidence) == ("Buy milk.", 0.5)

    @pytest.mark.parametrize(
        ("status", "answer"),
        [
            *((401, {}), (500, {}), (200, b"<html>"), (200, {"text": 5})),
            *((200, b'{"text": "\xff"}'), (200, b'{"x":' + b"[" * 100_000)),
        ],
    )
    def test_says_when_the_server_fails(self, server: SpeechServer, lamp: bytes, status: int, answer: object):
        server.status, server.answer = status, answer

        with pytest.raises(SpeechUnavailable, match="did not answer as it should"):
            hear(server, lamp)

    def test_believes_nobody_more_than_wholly(self, server: SpeechServer, lamp: bytes):
        server.answer = {"segments": [{"text": "Buy milk", "avg_logprob": 1e6}]}

        assert hear(server, lamp).confidence == 1.0

    def test_says_when_nobody_answers(self, server: SpeechServer, lamp: bytes):
        server.address = "http://127.0.0.1:9/v1"

        with pytest.raises(SpeechUnavailable):
            hear(server, lamp)

    @pytest.mark.parametrize("address", ["", "nonsense", "ftp://host/v1"])
    def test_refuses_what_is_no_address(self, address: str):
        with pytest.raises(SpeechUnavailable, match="is not an address"):
            open_engine(f"openai:{address}", models_dir=Path()).load()
