"""How whoever looks after an installation does so: who did what, people, background work, health, and maintenance.

Owns the schema `admin`. What the audit log once holds, it holds for good: nothing in it can be changed or taken away
without `voicetodo audit verify` telling. People's todos are none of this module's business, and nobody can act as
somebody else.
"""
