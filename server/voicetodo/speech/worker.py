"""The process that hears: reads recordings from its standard input, writes words to its standard output.

Hostile audio reaches native decoders here and nowhere else; should one crash, only this process dies and the pool
starts another. It ends by itself when its standard input closes, so it never outlives the server.
"""

import logging
import os
import signal
import sys
import threading
from queue import SimpleQueue
from typing import BinaryIO

from voicetodo.speech.engine import Transcript
from voicetodo.speech.errors import SpeechError, SpeechUnavailable
from voicetodo.speech.overhearing import Overhearing
from voicetodo.speech.patience import Patience
from voicetodo.speech.recogniser import Recogniser
from voicetodo.speech.registry import open_engine
from voicetodo.speech.wire import (
    Answer,
    GiveWay,
    Glance,
    Glanced,
    Heard,
    Job,
    Ready,
    Refused,
    Request,
    WorkerSettings,
    decode_request,
    frame,
    read_body,
)

log = logging.getLogger(__name__)


def run() -> None:
    """Serve until standard input closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the server says when to end
    source, sink = sys.stdin.buffer, _private_output()
    body = read_body(source)
    settings = decode_request(body) if body else None
    if not isinstance(settings, WorkerSettings):
        return
    try:
        recogniser = load_recogniser(settings)
    except SpeechError as refusal:
        _send(sink, Refused(type(refusal).__name__, refusal.sentence))
        return
    _send(sink, Ready())
    inbox = Inbox(source)
    overhearing = Overhearing(recogniser)
    while (question := inbox.next()) is not None:
        asked, patience = question
        if isinstance(asked, Job):
            _send(sink, _answer(recogniser, asked))
        elif isinstance(asked, Glance):
            _send(sink, Glanced(overhearing.hear(asked.recording, asked.audio, patience)))


class Inbox:
    """What is asked, read by a thread of its own, so that somebody in a hurry is noticed while an answer is made."""

    def __init__(self, source: BinaryIO) -> None:
        self._asked: SimpleQueue[tuple[Request, Patience] | None] = SimpleQueue()
        threading.Thread(target=self._read, args=(source,), daemon=True).start()

    def next(self) -> tuple[Request, Patience] | None:
        """The next question, waited for, with how long it is asked; None when nobody will ask any more."""
        return self._asked.get()

    def _read(self, source: BinaryIO) -> None:
        patience = Patience()
        while (body := read_body(source)) is not None:
            asked = decode_request(body)
            if isinstance(asked, GiveWay):
                patience.lose()
            else:
                patience = Patience()
                self._asked.put((asked, patience))
        patience.lose()
        self._asked.put(None)


def load_recogniser(settings: WorkerSettings) -> Recogniser:
    """The recogniser `settings` ask for, loaded. Raises `SpeechUnavailable`."""
    try:
        engine = open_engine(settings.engine, models_dir=settings.folder)
        recogniser = Recogniser(engine, max_seconds=settings.max_seconds, max_bytes=settings.max_bytes)
        recogniser.load()
    except SpeechError:
        raise
    except Exception as failure:
        log.exception("the speech engine %s could not be loaded", settings.engine)
        raise SpeechUnavailable(f"The speech engine could not be loaded: {failure}") from failure
    return recogniser


def _answer(recogniser: Recogniser, job: Job) -> Answer:
    try:
        heard: Transcript = recogniser.transcribe(job.audio)
    except SpeechError as refusal:
        return Refused(type(refusal).__name__, refusal.sentence)
    return Heard(heard)


def _private_output() -> BinaryIO:
    """Standard output for answers only; whatever a library prints goes to standard error instead."""
    private = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return private


def _send(sink: BinaryIO, answer: Answer) -> None:
    sink.write(frame(answer))
    sink.flush()


if __name__ == "__main__":
    run()
