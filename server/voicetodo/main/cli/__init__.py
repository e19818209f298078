"""The command line: one file for each family of commands. Every error is one sentence and a non-zero exit."""

from voicetodo.main.cli.app import run

__all__ = ["run"]
