"""PostgreSQL: the server we bring along, a pool and a role per module, transactions, writes gathered, migrations."""

from voicetodo.kit.db.driver import Record
from voicetodo.kit.db.embedded import AlreadyRunning, EmbeddedPostgres, MissingPrograms, StartFailed, find_running
from voicetodo.kit.db.gathering import Gathering
from voicetodo.kit.db.listener import Listener
from voicetodo.kit.db.migrations import MigrationFailed, MigrationSet
from voicetodo.kit.db.pool import Database
from voicetodo.kit.db.provision import provision
from voicetodo.kit.db.server import DatabaseSettings, Server, open_server
from voicetodo.kit.db.transaction import Connection, Transaction, in_transaction

__all__ = [
    "AlreadyRunning",
    "Connection",
    "Database",
    "DatabaseSettings",
    "EmbeddedPostgres",
    "Gathering",
    "Listener",
    "MigrationFailed",
    "MigrationSet",
    "MissingPrograms",
    "Record",
    "Server",
    "StartFailed",
    "Transaction",
    "find_running",
    "in_transaction",
    "open_server",
    "provision",
]
