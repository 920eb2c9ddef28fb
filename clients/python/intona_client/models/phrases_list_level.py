from enum import StrEnum

class PhrasesListLevel(StrEnum):
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"

    def __str__(self) -> str:
        return str(self.value)
