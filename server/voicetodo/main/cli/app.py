"""`voicetodo`: the commands, and how they fail."""

import os
import sys

import click
import typer

from voicetodo.kit.errors import DomainError
from voicetodo.kit.settings import SettingsError
from voicetodo.main.cli import (
    account,
    analytics,
    audit,
    background,
    batch,
    keys,
    maintenance,
    operate,
    privacy,
    searching,
    todos,
    transfer,
    users,
)
from voicetodo.main.cli.terminal import Failure

app = typer.Typer(
    name="voicetodo",
    help="Speak, and it is on the list.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
operate.register(app)
searching.register(app)
analytics.register(app)
account.register(app)
todos.register(app)
transfer.register(app)
keys.register(app)
users.register(app)
privacy.register(app)
batch.register(app)
audit.register(app)
maintenance.register(app)
background.register(app)


def run() -> None:
    """The entry point: turns what went wrong into one sentence on standard error."""
    try:
        app()
    except DomainError as error:
        _fail(" ".join(each.message for each in error.errors) or error.sentence)
    except (Failure, SettingsError) as error:
        _fail(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has left; pointing stdout elsewhere keeps the interpreter quiet at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


def _fail(sentence: str) -> None:
    click.echo(f"voicetodo: {sentence}", err=True)
    sys.exit(1)
