from enum import StrEnum

class KindEnum(StrEnum):
    NATIVE = "native"
    SYNTHETIC = "synthetic"

    def __str__(self) -> str:
        return str(self.value)
