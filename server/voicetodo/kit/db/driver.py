"""The driver's connection and row under the names we use for them."""

from typing import TypeAlias

import asyncpg

#: A row: read a column by name (`row["title"]`) or by position.
Record: TypeAlias = asyncpg.Record

Driver: TypeAlias = asyncpg.Connection
