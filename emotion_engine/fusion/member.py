"""The fusion network as a member of the answer on each take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch

from emotion_engine.encoders.base import AcousticEncoder, Encoding
from emotion_engine.encoders.fit import require_encoder
from emotion_engine.encoders.pooling import frames_of, speech_frames
from emotion_engine.encoders.text import TextEncoder
from emotion_engine.errors import CheckpointError, TextError
from emotion_engine.expression.members import MemberHearing, TakeInput
from emotion_engine.expression.own_middle import OwnMiddle
from emotion_engine.expression.voice_middle import VOICES, VoiceMiddle
from emotion_engine.results import MemberName, Span
from emotion_engine.weights.shipped import CARD, read_head

from .batch import FusionBatch, Sequences, sound_of, words_of
from .checkpoint import FusionModel, read_fusion
from .explain import attention_salience
from .phrases import Phrase, encode_phrases, words_in

MOST_KNOWN = 1024  # phrases


@dataclass(frozen=True)
class FusionMember:
    """Hears frames of the encoder's one pass, with the phrase where it says something.

    Attributes
    ----------
    layers : tuple of int
        Which of the encoder's layers the network was trained on.
    stride : int
        How many of the encoder's frames are averaged to one step.
    temperature : float
    suggests : callable
        Whether a text suggests a style by itself; the network hears the sound alone
        where it does not.
    middle : VoiceMiddle, optional
        Of the layers' means, by which frames of known voices are moved.
    """

    model: FusionModel
    layers: tuple[int, ...]
    stride: int
    temperature: float
    text_encoder: TextEncoder
    suggests: Callable[[str], bool]
    middle: VoiceMiddle | None = None
    known: dict[str, Phrase | None] = field(default_factory=dict, repr=False)
    name: MemberName = MemberName.FUSION

    @property
    def labels(self) -> tuple[str, ...]:
        """The styles that the network was trained on."""
        return self.model.labels

    @torch.no_grad()
    def hear(self, take: TakeInput, own: OwnMiddle) -> MemberHearing:
        """Judge one take; see ``Member``."""
        frames = member_frames(take.encoding, take.speech, self.layers, self.stride)
        if self.middle is not None:
            frames = frames - self.middle.of(own).reshape(len(frames), 1, -1)
        batch = FusionBatch(sound_of([frames]), self._words(take.text))
        output = self.model.network(batch)
        first, _ = frames_of(take.encoding, take.speech)
        rate_hz = take.encoding.frame_rate_hz
        attended = attention_salience(
            output.attention,
            0,
            start_s=first / rate_hz,
            frame_rate_hz=rate_hz / self.stride,
        )
        values = (output.logits[0] / self.temperature).softmax(-1)
        return MemberHearing(values.numpy(), attended.spans)

    def _words(self, text: str) -> Sequences | None:
        if text not in self.known:
            if len(self.known) >= MOST_KNOWN:
                self.known.pop(next(iter(self.known)))
            self.known[text] = self._phrase(text)
        phrase = self.known[text]
        if phrase is None:
            return None
        return words_of([phrase.vectors], [phrase.places()], [phrase.kinds])

    def _phrase(self, text: str) -> Phrase | None:
        if not words_in(text) or not self.suggests(text):
            return None
        try:
            return encode_phrases([text], self.text_encoder)[0]
        except TextError:  # too long for the encoder
            return None

    @classmethod
    def read(
        cls,
        folder: Path,
        acoustic: AcousticEncoder,
        text: TextEncoder,
        suggests: Callable[[str], bool],
    ) -> FusionMember:
        """Load the network, which must be for these encoders.

        Raises
        ------
        CheckpointError
            It is missing or damaged, or was trained on other encoders.
        """
        model, (_, card) = read_fusion(folder), read_head(folder)
        try:
            layers, stride = tuple(card["layers"]), card["stride"]
            temperature = card["temperature"]
        except KeyError as error:
            raise CheckpointError(f"{folder} holds no member: {error}") from None
        require_encoder(
            {"encoder": model.acoustic_encoder}, folder, acoustic, layers=layers
        )
        require_encoder({"encoder": model.text_encoder}, folder, text)
        voices = folder / VOICES
        middle = VoiceMiddle.read(voices) if (voices / CARD).is_file() else None
        return cls(model, layers, stride, temperature, text, suggests, middle)


def member_frames(
    encoding: Encoding, speech: tuple[Span, ...], layers: tuple[int, ...], stride: int
) -> np.ndarray:
    """Return the frames the network reads, shape (n_layers, n_steps, size)."""
    frames = speech_frames(encoding, speech, stride=stride)
    return frames[list(layers)].cpu().numpy()
