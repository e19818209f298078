"""Composes the modules into processes: settings, HTTP app, worker, migrations, command line."""
