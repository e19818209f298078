"""Of whom a flag is asked, as they are known while they ask for something."""

from uuid import UUID

from voicetodo.kit.flags.model import Subject
from voicetodo.kit.plans import Plans


async def subject_of(plans: Plans, user_id: UUID, roles: frozenset[str]) -> Subject:
    """Somebody who has signed in, in these roles. Their plan is some seconds old at most."""
    return Subject(user_id=user_id, roles=roles, plan=await plans.recent_plan_of(user_id))
