"""What the search server answers, as far as we read it."""

from typing import Any, Literal

import msgspec
from msgspec import Raw, Struct, field


class Found(Struct, frozen=True):
    """One document. `sort` says where the next page goes on."""

    id: str = field(name="_id")
    source: Raw = field(name="_source", default=Raw(b"{}"))
    sort: tuple[Any, ...] = ()
    inner_hits: "dict[str, InnerHits]" = {}


class InnerHits(Struct, frozen=True):
    """The parts of a document that were found, under the name that the question gave them."""

    hits: "FoundList"


class FoundList(Struct, frozen=True):
    hits: list[Found] = []


class Shards(Struct, frozen=True):
    failed: int = 0


class Answer(Struct, frozen=True):
    """To a search. Where a part of the index did not answer in time, it is not whole."""

    found: FoundList = field(name="hits")
    timed_out: bool = False
    shards: Shards = field(name="_shards", default=Shards())

    @property
    def is_whole(self) -> bool:
        return not self.timed_out and not self.shards.failed


class Reason(Struct, frozen=True):
    """Its sentence is left aside: it may quote what somebody wrote."""

    type: str = ""


class Outcome(Struct, frozen=True):
    """Of one write among several."""

    id: str = field(name="_id")
    status: int
    error: Reason | None = None


class Outcomes(Struct, frozen=True):
    """Each item has one member, named for what was done."""

    items: list[dict[Literal["index", "delete"], Outcome]]


class Problem(Struct, frozen=True):
    """Why a request was refused. Some problems are only a sentence."""

    error: Reason | str = ""


answer_decoder: "msgspec.json.Decoder[Answer]" = msgspec.json.Decoder(Answer)
outcomes_decoder: "msgspec.json.Decoder[Outcomes]" = msgspec.json.Decoder(Outcomes)


def type_in(document: bytes) -> str:
    """Which problem it is; empty where that cannot be read."""
    try:
        problem = msgspec.json.decode(document, type=Problem)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return ""
    return "" if isinstance(problem.error, str) else problem.error.type
