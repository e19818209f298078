"""Plans: how much of what somebody may have. Nothing is asked of anybody where nobody's plan says anything of it."""

from voicetodo.kit.plans.limits import PLANS, Bound, Limit, Plan, PlanLimit, PlanSettings
from voicetodo.kit.plans.plans import Allowance, Plans, unlimited

__all__ = [
    "PLANS",
    "Allowance",
    "Bound",
    "Limit",
    "Plan",
    "PlanLimit",
    "PlanSettings",
    "Plans",
    "unlimited",
]
