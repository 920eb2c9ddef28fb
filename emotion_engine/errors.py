"""The engine's exceptions, as one tree.

"Too quiet" or "another phrase" is not an error: see ``results.Reason``.
"""

from __future__ import annotations

from enum import StrEnum


class EngineError(Exception):
    """Anything the engine cannot do; the message is for a developer."""


class MemoryExhaustedError(EngineError):
    """There is not enough memory for what was heard in one pass."""


class AudioRefusal(StrEnum):
    """Why a file is refused as a recording."""

    EMPTY = "empty_file"
    NOT_AUDIO = "not_audio"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    DECLARES_TOO_LONG = "declares_too_long"
    NO_AUDIO_STREAM = "no_audio_stream"
    TOO_MANY_CHANNELS = "too_many_channels"
    UNDECODABLE = "undecodable"


class AudioError(EngineError):
    """The file is not a recording that can be decoded."""

    def __init__(self, code: AudioRefusal, message: str) -> None:
        super().__init__(message)
        self.code = code


class TextRefusal(StrEnum):
    """Why a text is refused as a phrase."""

    FOREIGN_LETTERS = "foreign_letters"
    NO_WORDS = "no_words"
    TOO_LONG = "too_long"
    LONG_WORD = "long_word"
    UNKNOWN_STRESS = "unknown_stress"


class TextError(EngineError):
    """The phrase cannot be analysed: empty, too long, or without English words."""

    def __init__(self, code: TextRefusal, message: str) -> None:
        super().__init__(message)
        self.code = code


class AlignmentError(EngineError):
    """The phrase could not be aligned with the take."""


class CheckpointError(EngineError):
    """A weight file is missing, damaged or not the pinned one."""


class ProfileError(EngineError):
    """A native profile cannot be read or does not fit the phrase."""


class ReportFormatError(EngineError):
    """Stored results do not match any version of the format; nothing is read."""


class NewerFormatError(ReportFormatError):
    """Stored results were written by a newer version of the engine."""


class CorpusError(EngineError):
    """A corpus folder lacks files that its format requires."""


class TrainingError(EngineError):
    """A training run cannot continue, or its result is useless."""


class RenditionError(EngineError):
    """A take cannot be rendered with another prosody, or need not be."""
