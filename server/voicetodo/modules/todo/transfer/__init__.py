"""Bringing todos in from elsewhere, and taking them away: files read into drafts, todos written as files. Pure.

Nothing here knows a database or the time. `formats/` holds one file for each kind that is read, `writing/` one for each
that is written.
"""
