"""Todos over CalDAV (RFC 4791) at `/dav/`: a thin layer over the verbs of this module; XML by lxml.

`vtodo/` knows how a todo is written, `calendars.py` what stands where; the rest is one file for each method.
"""
