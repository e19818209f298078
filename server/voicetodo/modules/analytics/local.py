"""Answers `AnalyticsApi` in this process."""

from voicetodo.kit.personal_data import PersonalDataAnswer
from voicetodo.modules.analytics.api import AnalyticsApi


class LocalAnalyticsApi(PersonalDataAnswer, AnalyticsApi):
    """What was counted of people, told to them."""
