"""PostgreSQL: the server we bring along, a pool and a role per module, transactions, migrations."""

from voicetodo.kit.db.driver import Record
from voicetodo.kit.db.pool import Database
from voicetodo.kit.db.transaction import Connection, Transaction, in_transaction

__all__ = ["Connection", "Database", "Record", "Transaction", "in_transaction"]
