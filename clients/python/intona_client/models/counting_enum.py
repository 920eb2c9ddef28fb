from enum import StrEnum

class CountingEnum(StrEnum):
    BEST = "best"
    CHOSEN = "chosen"
    LAST = "last"

    def __str__(self) -> str:
        return str(self.value)
