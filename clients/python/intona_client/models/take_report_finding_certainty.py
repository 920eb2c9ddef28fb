from enum import StrEnum

class TakeReportFindingCertainty(StrEnum):
    ASKED = "asked"
    TOLD = "told"

    def __str__(self) -> str:
        return str(self.value)
