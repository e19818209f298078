"""Acts that matter to security, told in the transaction that does them.

Who did what, on what, from where, and whether it was refused. Whoever acts calls `audit`; the module `admin` hears of
it and keeps it for good.
"""

from voicetodo.kit.audit.actor import Actor, Role, current_actor, enter_request
from voicetodo.kit.audit.audited import Audited, On, Result, audited
from voicetodo.kit.audit.seldom import Seldom
from voicetodo.kit.audit.telling import audit

__all__ = ["Actor", "Audited", "On", "Result", "Role", "Seldom", "audit", "audited", "current_actor", "enter_request"]
