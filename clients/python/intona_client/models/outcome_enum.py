from enum import StrEnum

class OutcomeEnum(StrEnum):
    INVITED = "invited"
    KNOWN = "known"
    LEFT_OUT = "left_out"
    NEW = "new"

    def __str__(self) -> str:
        return str(self.value)
