"""What an installation knows of somebody, told to them: each module tells its part, and one file is made of all."""

from voicetodo.kit.personal_data.face import (
    FileChunk,
    PersonalDataFace,
    PersonalPage,
    PersonalPart,
    PersonalRecord,
)
from voicetodo.kit.personal_data.store import Telling
from voicetodo.kit.personal_data.telling import PersonalData, PersonalDataAnswer, PersonalFiles

__all__ = [
    "FileChunk",
    "PersonalData",
    "PersonalDataAnswer",
    "PersonalDataFace",
    "PersonalFiles",
    "PersonalPage",
    "PersonalPart",
    "PersonalRecord",
    "Telling",
]
