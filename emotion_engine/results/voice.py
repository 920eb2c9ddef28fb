"""What the engine hands out of one take so that later takes know the voice."""

from __future__ import annotations

from dataclasses import dataclass

KNOWN_VOICE_TAKES = 5  # own takes from which a voice counts as known


@dataclass(frozen=True, slots=True)
class VoiceTrace:
    """The pooled encoder layers of one take: a trace of its voice.

    It is no part of the report. It holds plain bytes so that a process without NumPy
    can store it and hand it back.

    Attributes
    ----------
    encoder : str
        The encoder they come from; traces of another one say nothing.
    style : str
        The style the take was asked in; "neutral" where none was.
    shape : tuple of int
        Layers, statistics and width of the encoder.
    values : bytes
        Little-endian float16 in C order.
    """

    encoder: str
    style: str
    shape: tuple[int, ...]
    values: bytes
