"""Where a page of proposals ended."""

from typing import Annotated, TypeAlias
from uuid import UUID

from msgspec import Meta

#: Rank, moment in milliseconds and id: what proposals are sorted by. Nobody can make the server refuse one of these.
After: TypeAlias = tuple[Annotated[float, Meta(ge=0, le=1e6)], Annotated[int, Meta(ge=-(2**53), le=2**53)], UUID]
