from enum import StrEnum

class WorkState(StrEnum):
    HANDED_IN = "handed_in"
    PENDING = "pending"
    REVIEWED = "reviewed"
    TODO = "todo"
    WAITING = "waiting"

    def __str__(self) -> str:
        return str(self.value)
