from enum import StrEnum

class TakeReportBandMeasurePosition(StrEnum):
    ABOVE = "above"
    BELOW = "below"
    INSIDE = "inside"

    def __str__(self) -> str:
        return str(self.value)
