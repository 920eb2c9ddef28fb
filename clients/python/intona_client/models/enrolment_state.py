from enum import StrEnum

class EnrolmentState(StrEnum):
    ACTIVE = "active"
    LEFT = "left"
    REMOVED = "removed"
    WAITING = "waiting"

    def __str__(self) -> str:
        return str(self.value)
