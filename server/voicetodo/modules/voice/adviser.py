"""A last resort for what our own engine does not understand: any server that speaks OpenAI's chat completions.

Off unless an address is configured, because the sentence (and nothing else about the user) then leaves the
installation. What comes back is held to a schema, and to the words that were said (`language.advice`).
https://platform.openai.com/docs/api-reference/chat/create, structured outputs as of 2024-08.
"""

from collections.abc import Sequence
from typing import Any, Final, get_args

import httpx
import msgspec

from voicetodo.kit.settings import SettingsError
from voicetodo.kit.telemetry.logs import logger
from voicetodo.language.advice import Advice, follow
from voicetodo.language.interpretation import Context, Interpretation
from voicetodo.modules.voice.hearing import Heard, Utterance

_UNSURE: Final = 0.5
_FEWEST_WORDS: Final = 3
_MAX_ACTIONS: Final = 10
_INTENTS: Final = get_args(msgspec.structs.fields(Advice)[0].type)
_PARTS: Final = tuple(field.name for field in msgspec.structs.fields(Advice)[1:])
_SYSTEM: Final = """\
You read one sentence that a person said to their todo list, in whatever language, and answer with JSON only.
Split it into the actions it asks for. Every part you fill must repeat words of the sentence exactly, in their order,
without adding, translating or correcting any; use null for what was not said. title: what is to be done, or the words
naming the existing task, without "remind me to" and without time or list. list: the name of the list only. when: all
words about dates, times and repetition. priority: the words about urgency. new_title: the new name in a renaming.
If the sentence is not about todos, reminders or lists, answer one action with the intent "other"."""
_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "actions": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "intent": {"type": "string", "enum": list(_INTENTS)},
                    **{part: {"type": ["string", "null"]} for part in _PARTS},
                },
                "required": ["intent", *_PARTS],
                "additionalProperties": False,
            },
        }
    },
    "required": ["actions"],
    "additionalProperties": False,
}

log = logger("voice.adviser")


class _Message(msgspec.Struct, frozen=True):
    content: str | None = None


class _Choice(msgspec.Struct, frozen=True):
    message: _Message


class _Completion(msgspec.Struct, frozen=True):
    choices: list[_Choice] = []


class _Advised(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    actions: list[Advice]


class Adviser:
    """Asks a language model. It never raises: a model that is away, slow or talks nonsense gives no advice."""

    def __init__(self, address: str, *, model: str, key: str = "", timeout_seconds: float = 5.0) -> None:
        """`address` ends before `/chat/completions`. Raises SettingsError for what is no address."""
        self.name = model
        self._client = httpx.AsyncClient(
            base_url=address.rstrip("/"),
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=timeout_seconds,
            follow_redirects=False,
        )
        if self._client.base_url.scheme not in {"http", "https"} or not self._client.base_url.host:
            raise SettingsError("VOICETODO_ADVISER_URL must look like https://host/v1.")

    async def reconsider(self, ours: Interpretation, heard: Heard, known: Context, said: Utterance) -> Interpretation:
        """What the model reads in words that we are unsure of, or `ours`.

        Words typed to be kept, taken literally, or so few that they may answer a question, are ours alone.
        """
        is_ours = said.quick_add or said.literal_spans or len(heard.text.split()) < _FEWEST_WORDS
        if is_ours or not is_unsure(ours):
            return ours
        advice = await self.advise(heard.text)
        return follow(advice, heard.text, heard.said_at, heard.timezone, known, adviser=self.name) or ours

    async def advise(self, text: str) -> Sequence[Advice]:
        """What `text` asks for, in the model's opinion; empty where there is none."""
        try:
            answer = await self._client.post("/chat/completions", json=self._question(text))
            answer.raise_for_status()
            completion = msgspec.json.decode(answer.content, type=_Completion)
            said = completion.choices[0].message.content if completion.choices else None
            return msgspec.json.decode(said or "", type=_Advised).actions[:_MAX_ACTIONS]
        except (httpx.HTTPError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            log.warning("no_advice", adviser=self.name, error=type(error).__name__)
            return ()

    async def close(self) -> None:
        await self._client.aclose()

    def _question(self, text: str) -> dict[str, Any]:
        return {
            "model": self.name,
            "messages": [{"role": "system", "content": _SYSTEM}, {"role": "user", "content": text}],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "actions", "strict": True, "schema": _SCHEMA},
            },
            "temperature": 0,
            "max_tokens": 800,
        }


def is_unsure(interpretation: Interpretation) -> bool:
    """Whether our own reading leaves room for another: it is for nobody, or hardly believed."""
    if interpretation.clarification is not None:
        return False
    is_for_nobody = all(action.intent == "other" for action in interpretation.actions)
    return is_for_nobody or interpretation.confidence < _UNSURE
