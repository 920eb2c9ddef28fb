from enum import StrEnum

class PlainSkillStateEnum(StrEnum):
    WAY = "way"
    WELL = "well"
    WORK = "work"

    def __str__(self) -> str:
        return str(self.value)
