from enum import StrEnum

class PhrasesListFocus(StrEnum):
    FOCUS = "focus"
    MELODY = "melody"
    RHYTHM = "rhythm"
    STRESS = "stress"
    STYLE = "style"

    def __str__(self) -> str:
        return str(self.value)
