"""What somebody sees: all that is their own, and what stands in categories shared with them, read by one statement.

A statement is written once, with `:space` for the condition that says whose rows it reads and `:owner` for that owner's
id, and is asked twice: of the caller's own rows, and of each category that is shared with them now. So membership is
read together with the rows, each of the two is answered by the index that suits it, and who shares nothing pays for
one look into an index. The caller is always `$1`.
"""

# ruff: noqa: S608 - statements are put together from constants of ours only

from typing import Final

SPACE: Final = ":space"
OWNER: Final = ":owner"

_OWN: Final = "user_id = $1"
_LENT: Final = "user_id = shares.user_id and category_id = shares.category_id"


def own(select: str) -> str:
    """Of the caller's own rows."""
    return select.replace(SPACE, _OWN).replace(OWNER, "$1")


def lent(select: str) -> str:
    """Of every category shared with the caller. What `select` orders and limits it does for each of them."""
    each = select.replace(SPACE, _LENT).replace(OWNER, "shares.user_id")
    return f"select seen.* from shares cross join lateral ({each}) as seen where shares.member_id = $1"


def in_teams(select: str) -> str:
    """Of the space of every team the caller is in: what happened to the team itself."""
    each = select.replace(SPACE, "user_id = team_members.team_id").replace(OWNER, "team_members.team_id")
    return f"select seen.* from team_members cross join lateral ({each}) as seen where team_members.member_id = $1"


def seen(select: str, *, tail: str = "") -> str:
    """Of both. `tail`, an order and a limit, holds for each part, so that no part reads more than it must."""
    return f"({own(select)} {tail}) union all ({lent(f'{select} {tail}')}) {tail}"
