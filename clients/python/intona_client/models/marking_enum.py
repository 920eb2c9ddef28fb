from enum import StrEnum

class MarkingEnum(StrEnum):
    COMPLETION = "completion"
    NONE = "none"
    TEACHER = "teacher"

    def __str__(self) -> str:
        return str(self.value)
