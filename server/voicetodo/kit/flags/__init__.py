"""Feature flags: what is on for whom. Asked through OpenFeature, answered from memory, wherever they are kept.

Definitions are values of `model`; who keeps them gives a `FlagSource`, and other providers come by configuration.
"""

from voicetodo.kit.flags.flags import Flags, FlagSource
from voicetodo.kit.flags.model import ANYBODY, Flag, FlagSet, Rule, Subject, switch
from voicetodo.kit.flags.subjects import subject_of

__all__ = ["ANYBODY", "Flag", "FlagSet", "FlagSource", "Flags", "Rule", "Subject", "subject_of", "switch"]
