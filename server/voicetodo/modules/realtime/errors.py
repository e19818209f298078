"""What can go wrong with a recording that is sent while it is made. In each case the client has it still."""

from voicetodo.kit.errors import Conflict, Forbidden, Invalid, TooLarge, TooMany, Unavailable


class NotForSpeaking(Forbidden):
    """The access token was not made for this. It needs the scope voice."""


class NobodyListens(Unavailable):
    """Nobody can listen while you speak just now. Send the whole recording to /v1/voice/commands instead."""


class TooManyStreams(TooMany):
    """You are speaking at too many places at once, or began too often. Send the whole recording instead."""


class StreamBroken(Conflict):
    """Some of the recording did not arrive. Send the whole recording to /v1/voice/commands instead."""


class StreamTooLong(TooLarge):
    """The recording is longer than is listened to at once. Send it in shorter pieces."""


class StreamTooFast(TooMany):
    """More sound arrived than anybody can have said meanwhile. Send the whole recording instead."""


class StreamUnreadable(Invalid):
    """This is not how a recording is sent while it is made; see docs/api/voice-stream.md."""
