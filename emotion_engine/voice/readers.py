"""The reading voices that learners may choose from; imports nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass

from emotion_engine.weights.kokoro import LICENCE, OFFERED

SOURCE = "Kokoro-82M"
MODEL_VOICE = "joe"  # the small voice, which also makes takes


@dataclass(frozen=True, slots=True)
class ReadingVoice:
    """A synthetic voice that reads phrases.

    Attributes
    ----------
    code : str
        Its name in the network: accent, sex and name, as in "af_heart".
    accent : str
        ``american`` or ``british``.
    sex : str
        ``female`` or ``male``.
    name : str
        What it is called: "Heart".
    source, licence : str
        Where it comes from, and its licence.
    """

    code: str
    accent: str
    sex: str
    name: str
    source: str = SOURCE
    licence: str = LICENCE


def reading_voice(code: str) -> ReadingVoice:
    """Describe a voice of the network by its name.

    >>> reading_voice("bm_george").accent
    'british'
    """
    kind, name = code.split("_")
    return ReadingVoice(
        code,
        accent="british" if kind[0] == "b" else "american",
        sex="female" if kind[1] == "f" else "male",
        name=name.capitalize(),
    )


READING_VOICES = tuple(map(reading_voice, OFFERED))
