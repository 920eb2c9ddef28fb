"""Kokoro-82M (StyleTTS 2, Li et al., NeurIPS 2023): 28 English voices on ONNX Runtime.

It reads well and puts the stress where the symbols have it. What it is given is American,
as our dictionary is, or rewritten by ``british``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from scipy.signal import resample_poly

from emotion_engine.config import SAMPLE_RATE
from emotion_engine.errors import CheckpointError
from emotion_engine.weights.kokoro import (
    FOLDER,
    MODEL,
    OFFERED,
    VOCABULARY,
    voice_path,
)
from emotion_engine.weights.registry import COMMAND

from .network import open_session
from .symbols import IPA_VOWELS

KOKORO_RATE = 24_000
N_STYLES, STYLE_SIZE = 510, 256
BOUNDARY = 0  # the id before the first symbol and behind the last
QUIET = 0.01  # of the peak: what is weaker at either end is silence
# The phone set of Kokoro differs from eSpeak NG's; in this order, longer ones first.
REWRITTEN = (
    ("ʔn̩", "tᵊn"), ("dʒ", "ʤ"), ("tʃ", "ʧ"),
    ("aɪ", "I"), ("aʊ", "W"), ("eɪ", "A"), ("oʊ", "O"), ("ɔɪ", "Y"),
    ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɚɹ", "əɹ"), ("ɚ", "əɹ"),
    ("oː", "ɔ"), ("ː", ""), ("ɐ", "ə"), ("ɾ", "T"),
)  # fmt: skip
REWRITTEN_BRITISH = (
    ("dʒ", "ʤ"), ("tʃ", "ʧ"),
    ("aɪ", "I"), ("aʊ", "W"), ("eɪ", "A"), ("əʊ", "Q"), ("ɔɪ", "Y"),
)  # fmt: skip
SYLLABIC_L = re.compile(rf"əl(?![ˈˌ]?[{''.join(sorted(IPA_VOWELS))}])")


@dataclass(frozen=True)
class Kokoro:
    """The network, its symbols and its voices, each loaded when first needed."""

    folder: Path

    @cached_property
    def ids(self) -> dict[str, int]:
        """The number of each symbol."""
        return json.loads(self._file(VOCABULARY).read_text())["vocab"]

    @cached_property
    def session(self):
        """The network; it takes 2 s to load."""
        return open_session(self._file(MODEL), saves_memory=True)

    def voice(self, name: str, *, british: bool = False) -> KokoroVoice:
        """Return one of ``VOICES``; ``CheckpointError`` where it is not fetched.

        With ``british`` it expects the symbols of ``british``.
        """
        styles = np.fromfile(self._file(voice_path(name)), np.float32)
        return KokoroVoice(self, styles.reshape(N_STYLES, STYLE_SIZE), british)

    def _file(self, name: str) -> Path:
        path = self.folder / name
        if not path.is_file():
            raise CheckpointError(f"{path} is not there: run `{command_for(name)}`.")
        return path


@dataclass(frozen=True)
class KokoroVoice:
    """One voice of the network.

    Attributes
    ----------
    styles : float32 array, shape (510, 256)
        How the voice sounds, by the number of symbols.
    british : bool
        Whether what it says is written in British symbols.
    """

    network: Kokoro
    styles: np.ndarray
    british: bool = False

    def speak(
        self, symbols: str, *, length_scale: float = 1.0, seed: int | None = None
    ) -> np.ndarray:
        """Say the symbols of ``symbols.word_symbols``, as ``network.Voice`` does.

        There is one rendition only: ``seed`` changes nothing.

        Returns
        -------
        float32 array, shape (n_samples,)
            At 16 kHz, without the silence around it.
        """
        waveform = self.read(rewritten(symbols, self.british), pace=1 / length_scale)
        there = np.flatnonzero(np.abs(waveform) > QUIET * np.abs(waveform).max())
        spoken = waveform[there[0] : there[-1] + 1] if len(there) else waveform
        down = resample_poly(spoken, SAMPLE_RATE, KOKORO_RATE)
        return down.astype(np.float32)

    def read(self, phones: str, *, pace: float = 1.0) -> np.ndarray:
        """Read phones of the network's own set; returns (n_samples,) at 24 kHz.

        Raises
        ------
        ValueError
            There are more than 510 of them, or one is unknown.
        """
        if unknown := sorted(set(phones) - self.network.ids.keys()):
            raise ValueError(f"The voice has no symbol {unknown[0]!r}.")
        if len(phones) > N_STYLES:
            raise ValueError(f"Expected at most {N_STYLES} symbols, got {len(phones)}.")
        ids = [self.network.ids[phone] for phone in phones]
        inputs = {
            "tokens": np.array([[BOUNDARY, *ids, BOUNDARY]], np.int64),
            "style": self.styles[len(ids) - 1][None],
            "speed": np.array([pace], np.float32),
        }
        (audio,) = self.network.session.run(None, inputs)
        return audio.ravel()


def command_for(name: str) -> str:
    """Return the command that fetches a file of the network."""
    offered = {voice_path(voice) for voice in OFFERED} | {MODEL, VOCABULARY}
    return COMMAND if name in offered else f"{COMMAND} --voices"


def rewritten(symbols: str, british: bool = False) -> str:
    """Write eSpeak NG's symbols in Kokoro's set.

    >>> rewritten("ɐbˈaʊt ðə wˈɔːɾɚ")
    'əbˈWt ðə wˈɔTəɹ'
    >>> rewritten("əbˈaʊt ðə wˈɔːtə", british=True)
    'əbˈWt ðə wˈɔːtə'
    """
    symbols = SYLLABIC_L.sub("ᵊl", symbols)
    for old, new in REWRITTEN_BRITISH if british else REWRITTEN:
        symbols = symbols.replace(old, new)
    return symbols


def load_kokoro(weights_dir: Path) -> Kokoro:
    """Find the network in the folder of the weights; its files are read when needed."""
    return Kokoro(weights_dir / FOLDER)
