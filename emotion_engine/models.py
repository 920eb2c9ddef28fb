"""All models that are loaded once per process, in one place."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .config import EngineConfig
from .weights.registry import CONVERTED

if TYPE_CHECKING:
    from swift_f0.core import SwiftF0

    from .alignment.aligner import Aligner
    from .alignment.g2p import LettersToPhones
    from .audio.voice_activity import SpeechDetector
    from .delivery.endings import EndingModel
    from .delivery.missing import MissingModel
    from .delivery.model import DeliveryModel
    from .encoders.base import AcousticEncoder
    from .encoders.text import TextEncoder
    from .encoders.whisper import Whisper
    from .expression.cnn.trunk import AcousticTrunk
    from .expression.members import Panel
    from .expression.model import ExpressionModel
    from .fusion.text_emotion import TextEmotionModel
    from .phrase_check.hearing import Recognizer
    from .profiles.expected.expectation import Expectation
    from .stress.prominence import ProminenceModel
    from .stress.vowels import VowelNorms
    from .voice.kokoro import Kokoro
    from .voice.synthesis import ModelVoice

MOST_CONFIGURATIONS = 2  # whose models stay in memory; a worker has one

NEEDED = (
    "speech_detector",
    "f0_detector",
    "recognizer",
    "aligner",
    "prominence",
    "vowel_norms",
    "delivery",
    "endings",
    "missing",
    "expectation",
)
NEEDED_FOR_EXPRESSION = ("expression", "text_emotion")


class Models:
    """The models of one configuration, each loaded when it is first asked for.

    Imports are deferred as well: a process that only needs the voice does not load
    PyTorch, and with expression off its package is not imported.

    Raises
    ------
    CheckpointError
        Asked for a model whose weights are missing, are not the pinned ones, or were
        trained on another encoder than the configured one.
    """

    def __init__(self, config: EngineConfig) -> None:
        self.config = config
        if config.n_threads:
            from .encoders.device import limit_threads

            limit_threads(config)

    def load(self) -> None:
        """Load every model a take may need, so that the first take need not wait."""
        for name in NEEDED:
            getattr(self, name)
        if self.config.expression_enabled:
            for name in NEEDED_FOR_EXPRESSION:
                getattr(self, name)

    @cached_property
    def speech_detector(self) -> SpeechDetector:
        """Finds the stretches with speech."""
        from .audio.voice_activity import SpeechDetector

        return SpeechDetector()

    @cached_property
    def f0_detector(self) -> SwiftF0:
        """F0 by frame."""
        from .features.f0 import load_f0_detector

        return load_f0_detector()

    @cached_property
    def whisper(self) -> Whisper:
        """The encoder whose decoder recognises the words."""
        from .encoders.whisper import load_whisper

        return load_whisper(self.config)

    @cached_property
    def acoustic(self) -> AcousticEncoder:
        """The encoder that the heads read: Whisper, unless another is configured."""
        if self.config.acoustic_encoder == CONVERTED:
            return self.whisper
        from .encoders.self_supervised import load_self_supervised

        return load_self_supervised(self.config.acoustic_encoder, self.config)

    @cached_property
    def recognizer(self) -> Recognizer:
        """Whisper's decoder, with its transcript of silence."""
        from .phrase_check.hearing import Recognizer

        return Recognizer(self.whisper)

    @cached_property
    def letters_to_phones(self) -> LettersToPhones:
        """Pronounces words that no dictionary has, for aligner and voice."""
        from .alignment.g2p import LettersToPhones

        return LettersToPhones(self.config.weights_dir)

    @cached_property
    def aligner(self) -> Aligner:
        """Finds words, syllables and phones in time."""
        from .alignment.aligner import load_aligner

        return load_aligner(self.config, self.letters_to_phones)

    @cached_property
    def prominence(self) -> ProminenceModel:
        """Finds the syllable of a word that stands out."""
        from .stress.prominence import load_prominence

        return load_prominence(self.acoustic, self.config.weights_licence)

    @cached_property
    def vowel_norms(self) -> VowelNorms:
        """Intrinsic length and level of natives' vowels."""
        from .stress.vowels import load_norms

        return load_norms(self.config.weights_licence)

    @cached_property
    def expectation(self) -> Expectation:
        """How natives may be expected to say any phrase."""
        from .profiles.expected.expectation import load_expectation

        return load_expectation()

    @cached_property
    def delivery(self) -> DeliveryModel:
        """How expert raters would hear a take."""
        from .delivery.model import load_delivery

        return load_delivery(self.acoustic)

    @cached_property
    def endings(self) -> EndingModel:
        """Whether the ending of a word was said."""
        from .delivery.endings import load_endings

        return load_endings()

    @cached_property
    def missing(self) -> MissingModel:
        """Which words were not said."""
        from .delivery.missing import load_missing

        return load_missing()

    @cached_property
    def expression(self) -> ExpressionModel:
        """How near a delivery is to each style."""
        from .expression.model import load_expression

        return load_expression(self.acoustic, self.config.weights_licence, self.panel)

    @cached_property
    def panel(self) -> Panel | None:
        """What hears styles beside the regression; None where nothing of it ships."""
        from .fusion.panel import load_panel

        return load_panel(self)

    @cached_property
    def text(self) -> TextEncoder:
        """The encoder of phrases."""
        from .encoders.text import load_text_encoder

        return load_text_encoder(self.config)

    @cached_property
    def text_emotion(self) -> TextEmotionModel:
        """Text emotion: what the words of a phrase suggest by themselves."""
        from .fusion.text_emotion import load_text_emotion

        return load_text_emotion(self.text)

    @cached_property
    def trunk(self) -> AcousticTrunk:
        """The convolutional trunk that ships with the CNN."""
        from .expression.cnn.network import read_trunk
        from .weights.shipped import assets_folder

        return read_trunk(assets_folder("cnn")).eval()

    @cached_property
    def voice(self) -> ModelVoice:
        """The small model voice; ``forget_voices`` frees its memory."""
        from .voice.synthesis import load_voice

        return load_voice(self.config.weights_dir, self.letters_to_phones)

    def reading_voice(self, name: str, *, british: bool = False) -> ModelVoice:
        """One of Kokoro's voices, which speaks American unless ``british``."""
        from .voice.synthesis import ModelVoice

        network = self.kokoro.voice(name, british=british)
        return ModelVoice(network, self.letters_to_phones, british)

    def speaker(self, code: str) -> ModelVoice:
        """Return the voice with a code of ``READING_VOICES``, or the small one."""
        from .voice.readers import MODEL_VOICE, reading_voice

        if code == MODEL_VOICE:
            return self.voice
        is_british = reading_voice(code).accent == "british"
        return self.reading_voice(code, british=is_british)

    @cached_property
    def kokoro(self) -> Kokoro:
        """The network of the reading voices."""
        from .voice.kokoro import load_kokoro

        return load_kokoro(self.config.weights_dir)

    def forget_voices(self) -> None:
        """Drop the voices; the next reference loads one again."""
        for name in ("voice", "kokoro"):
            self.__dict__.pop(name, None)


_of_process: dict[EngineConfig, Models] = {}


def models_of(config: EngineConfig) -> Models:
    """Return this process's models for a configuration; each is loaded once."""
    if config not in _of_process:
        while len(_of_process) >= MOST_CONFIGURATIONS:
            del _of_process[next(iter(_of_process))]
        _of_process[config] = Models(config)
    return _of_process[config]


def forget_voices() -> None:
    """Drop the voices, whichever configuration loaded them."""
    for models in _of_process.values():
        models.forget_voices()
