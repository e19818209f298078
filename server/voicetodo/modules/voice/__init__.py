"""What was said, what was understood, and what was done about it.

Owns commands with their pending questions. A command is recorded before anything is done; what it does to todos is done
by `todo` in one transaction under the command's own id, so that a repeat after a crash does nothing twice.
"""
