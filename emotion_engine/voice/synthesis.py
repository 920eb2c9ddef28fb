"""Speak a phrase with Piper's VITS network (Kim et al., ICML 2021), on ONNX Runtime.

The phones come from our own lexicon, so no GPL phonemiser is needed and the stress can
be put where one wants it. The voice is CC0; what it says is always labelled synthetic.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
import soundfile
from scipy.signal import resample_poly

from emotion_engine.alignment.aligner import pronounce
from emotion_engine.alignment.phrase import PhrasePlan, plan_phrase
from emotion_engine.config import SAMPLE_RATE, EngineConfig
from emotion_engine.errors import CheckpointError
from emotion_engine.files import write_atomically

from .symbols import WEAK_WORDS, word_symbols

MODEL = "en_US-joe-medium.onnx"
PAD, START, END = "_", "^", "$"
SILENCE_S = 0.25
PEAK = 0.7


class Voice:
    """The network and its table of symbols. Without noise it always speaks alike."""

    def __init__(self, folder: Path) -> None:
        path = folder / MODEL
        if not path.is_file():
            raise CheckpointError(f"{path} is missing: run `manage.py fetch_models`.")
        described = json.loads(path.with_name(f"{MODEL}.json").read_text())
        self.ids: dict[str, list[int]] = described["phoneme_id_map"]
        self.sample_rate: int = described["audio"]["sample_rate"]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            path, options, providers=["CPUExecutionProvider"]
        )

    def speak(self, symbols: str, length_scale: float = 1.0) -> np.ndarray:
        """Say IPA symbols; returns float32, shape (n_samples,), at 16 kHz."""
        ids = self._encode(symbols)
        scales = np.array([0.0, length_scale, 0.0], dtype=np.float32)
        (audio,) = self._session.run(
            None,
            {
                "input": np.array([ids], dtype=np.int64),
                "input_lengths": np.array([len(ids)], dtype=np.int64),
                "scales": scales,
            },
        )
        waveform = resample_poly(audio.squeeze(), SAMPLE_RATE, self.sample_rate)
        return (PEAK * waveform / max(np.abs(waveform).max(), 1e-6)).astype(np.float32)

    def _encode(self, symbols: str) -> list[int]:
        """Put a pad behind every symbol, as the voice was trained."""
        ids = [*self.ids[START], *self.ids[PAD]]
        for symbol in symbols:
            ids += [*self.ids[symbol], *self.ids[PAD]]
        return [*ids, *self.ids[END]]


@lru_cache(maxsize=1)
def load_voice(folder: Path) -> Voice:
    """Load the voice once per process."""
    return Voice(folder)


def synthesize(
    text: str,
    *,
    config: EngineConfig,
    stress: Mapping[int, int] | None = None,
    length_scale: float = 1.0,
) -> np.ndarray:
    """Speak a phrase, with a quarter second of silence before and after it.

    Parameters
    ----------
    text : str
        The phrase; its punctuation shapes the melody.
    stress : mapping, optional
        Word index to stressed syllable, as in ``plan_phrase``.
    length_scale : float
        1 is the usual pace, 2 is half as fast.

    Returns
    -------
    float32 array, shape (n_samples,)
        Mono at 16 kHz.
    """
    plan = plan_phrase(text, stress)
    said = [pronounce(word, config)[0] for word in plan.words]
    return synthesize_phones(plan, said, config=config, length_scale=length_scale)


def synthesize_phones(
    plan: PhrasePlan,
    said: Sequence[Sequence[str]],
    *,
    config: EngineConfig,
    length_scale: float = 1.0,
) -> np.ndarray:
    """Speak the words of a plan in given pronunciations (ARPAbet, stress digits)."""
    voice = load_voice(config.weights_dir / "piper-joe")
    silence = np.zeros(round(SILENCE_S * SAMPLE_RATE), dtype=np.float32)
    spoken = voice.speak(phrase_symbols(plan, said), length_scale)
    return np.concatenate([silence, spoken, silence])


def phrase_symbols(plan: PhrasePlan, said: Sequence[Sequence[str]]) -> str:
    """Write a phrase in the voice's symbols, punctuation where the text has it."""
    written, place = [], 0
    for word, phones in zip(plan.words, said, strict=True):
        found = plan.text.find(word.text, place)
        place = found + len(word.text) if found >= 0 else place
        last = word.index == len(plan.words) - 1
        weak = word.spoken in WEAK_WORDS and not last
        mark = re.match(r"\s*([.,;:!?])", plan.text[place:])
        written.append(word_symbols(phones, weak=weak) + (mark[1] if mark else ""))
    text = " ".join(written)
    return text if text[-1:] in ".!?" else f"{text}."


def write_reference(
    text: str,
    *,
    config: EngineConfig,
    out: Path,
    stress: Mapping[int, int] | None = None,
) -> None:
    """Write the model voice saying ``text`` as 16-bit WAV, atomically."""
    buffer = io.BytesIO()
    spoken = synthesize(text, config=config, stress=stress)
    soundfile.write(buffer, spoken, SAMPLE_RATE, format="WAV", subtype="PCM_16")
    write_atomically(out, buffer.getvalue())
