"""Tasks to choose from, each under a label that no other one has."""

from collections import Counter

from voicetodo.language.interpretation import KnownTask, Match, Moment
from voicetodo.modules.voice.scene import Scene


def labelled(found: list[Match], scene: Scene) -> dict[str, Match]:
    """By name, and by list and day where the name is not enough. Of those nobody could tell apart, the first stays."""
    count = Counter(match.name for match in found)
    labels: dict[str, Match] = {}
    for match in found:
        labels.setdefault(match.name if count[match.name] == 1 else f"{match.name} ({_place(match, scene)})", match)
    return labels


def _place(match: Match, scene: Scene) -> str:
    task = next((each for each in scene.context.tasks if each.id == match.id), KnownTask(match.id, match.name))
    names = {each.id: each.name for each in scene.context.lists}
    place = names.get(task.list_id or "", scene.wording.say.inbox)
    if task.due_date is None:
        return place
    return f"{place}, {scene.wording.moment(Moment(task.due_date))}"
