from enum import StrEnum

class TakeState(StrEnum):
    DONE = "done"
    FAILED = "failed"
    QUEUED = "queued"
    REJECTED = "rejected"
    RUNNING = "running"

    def __str__(self) -> str:
        return str(self.value)
