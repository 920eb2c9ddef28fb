from enum import StrEnum

class NativeProfileEvidence(StrEnum):
    COMBINED = "combined"
    EXPECTED = "expected"
    NATIVE = "native"

    def __str__(self) -> str:
        return str(self.value)
