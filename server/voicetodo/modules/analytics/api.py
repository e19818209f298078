"""The questions others may ask of what was counted."""

from typing import ClassVar

from voicetodo.kit.personal_data.face import PersonalDataFace


class AnalyticsApi(PersonalDataFace):
    """Answered by `analytics`."""

    module: ClassVar[str] = "analytics"
