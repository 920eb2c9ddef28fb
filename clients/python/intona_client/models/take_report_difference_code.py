from enum import StrEnum

class TakeReportDifferenceCode(StrEnum):
    STRONG_WORDS_FLAT_DELIVERY = "strong_words_flat_delivery"
    VOICE_AND_WORDS_DIFFER = "voice_and_words_differ"
    WARM_WORDS_FLAT_DELIVERY = "warm_words_flat_delivery"

    def __str__(self) -> str:
        return str(self.value)
