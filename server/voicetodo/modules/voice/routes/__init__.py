"""`voice` over HTTP: one file for each noun."""

from voicetodo.modules.voice.routes import commands, recordings

ROUTES = (*commands.ROUTES, *recordings.ROUTES)
