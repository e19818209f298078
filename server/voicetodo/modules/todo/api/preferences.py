"""Public: what somebody prefers, wherever they speak or tap."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from voicetodo.language.time.mention import DayHours

#: What completing a todo does to its open subtasks: complete them too, ask, or leave them open.
CompletingParent = Literal["complete", "ask", "leave"]
#: The answer to being asked.
OfSubtasks = Literal["complete", "leave"]


class Preferences(Struct, frozen=True, kw_only=True):
    """Everybody has some; version 0 are those of somebody who never said any. The zone is of the account: `/v1/me`."""

    #: ISO 3166-1: whether 3/4 is in March or in April, where a client's language does not say it.
    region: Annotated[str, Meta(pattern="^[A-Z]{2}$")] | None = None
    #: 0 Monday … 6 Sunday.
    first_weekday: Annotated[int, Meta(ge=0, le=6)] = 0
    #: What "in the morning", "at lunch" and "end of day" mean.
    hours: DayHours = DayHours()
    completing_parent: CompletingParent = "complete"
    updated_at: datetime | None = None
    version: int = 0
