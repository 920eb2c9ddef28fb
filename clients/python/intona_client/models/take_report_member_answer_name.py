from enum import StrEnum

class TakeReportMemberAnswerName(StrEnum):
    CNN = "cnn"
    FUSION = "fusion"
    REGRESSION = "regression"

    def __str__(self) -> str:
        return str(self.value)
