from enum import StrEnum

class TakeReportReasonType0(StrEnum):
    CLIPPED = "clipped"
    NOT_ALIGNED = "not_aligned"
    NO_SPEECH = "no_speech"
    OTHER_LANGUAGE = "other_language"
    OTHER_PHRASE = "other_phrase"
    TOO_LONG = "too_long"
    TOO_NOISY = "too_noisy"
    TOO_QUIET = "too_quiet"
    TOO_SHORT = "too_short"

    def __str__(self) -> str:
        return str(self.value)
