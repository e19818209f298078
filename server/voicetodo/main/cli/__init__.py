"""The command line: one file for each family of commands.

Every failure is one sentence and a non-zero exit; a command that was typed wrongly shows how it is typed, too.
"""

from voicetodo.main.cli.app import run

__all__ = ["run"]
