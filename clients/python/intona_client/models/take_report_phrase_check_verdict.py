from enum import StrEnum

class TakeReportPhraseCheckVerdict(StrEnum):
    MATCH = "match"
    NO_SPEECH = "no_speech"
    OTHER_LANGUAGE = "other_language"
    OTHER_PHRASE = "other_phrase"
    PARTIAL = "partial"

    def __str__(self) -> str:
        return str(self.value)
