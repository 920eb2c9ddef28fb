from enum import StrEnum

class TakeReportWordResultStressState(StrEnum):
    AS_EXPECTED = "as_expected"
    ELSEWHERE = "elsewhere"
    NOT_GRADED = "not_graded"
    UNCLEAR = "unclear"

    def __str__(self) -> str:
        return str(self.value)
