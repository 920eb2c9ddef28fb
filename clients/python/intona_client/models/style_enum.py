from enum import StrEnum

class StyleEnum(StrEnum):
    ANGRY = "angry"
    CALM = "calm"
    DISGUST = "disgust"
    FEARFUL = "fearful"
    HAPPY = "happy"
    NEUTRAL = "neutral"
    SAD = "sad"
    SURPRISED = "surprised"

    def __str__(self) -> str:
        return str(self.value)
