"""Counts what people get done, for themselves; and, of those who agreed, for whoever runs the installation.

Owns facts (somebody made, completed, deleted a todo, or gave a command: when, which, and no word of it) and days,
which are counted from them. A day always equals a plain count over its facts, whatever order events came in and however
often.
"""
