"""Piper's VITS network (Kim et al., ICML 2021) on ONNX Runtime, without Piper itself."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnxruntime
from scipy.signal import resample_poly

from emotion_engine.config import SAMPLE_RATE
from emotion_engine.errors import CheckpointError
from emotion_engine.weights.registry import COMMAND

FOLDER, MODEL = "piper-joe", "en_US-joe-medium.onnx"
PAD, START, END = "_", "^", "$"


class Voice:
    """The network and its table of symbols."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / MODEL
        described = folder / f"{MODEL}.json"
        for path in (self.path, described):
            if not path.is_file():
                raise CheckpointError(f"{path} is not there: run `{COMMAND}`.")
        settings = json.loads(described.read_text())
        self.ids: dict[str, list[int]] = settings["phoneme_id_map"]
        self.sample_rate: int = settings["audio"]["sample_rate"]
        self.noise: float = settings["inference"]["noise_scale"]
        self.noise_of_durations: float = settings["inference"]["noise_w"]
        self._session = open_session(self.path)

    def speak(
        self, symbols: str, *, length_scale: float = 1.0, seed: int | None = None
    ) -> np.ndarray:
        """Say IPA symbols; returns float32, shape (n_samples,), at 16 kHz.

        Without a seed the network gets no noise and is deterministic; each seed gives
        another rendition, for which the network is reopened.
        """
        ids = self.encode(symbols)
        noise = (0.0, 0.0) if seed is None else (self.noise, self.noise_of_durations)
        scales = np.array([noise[0], length_scale, noise[1]], dtype=np.float32)
        inputs = {
            "input": np.array([ids], dtype=np.int64),
            "input_lengths": np.array([len(ids)], dtype=np.int64),
            "scales": scales,
        }
        session = self._session if seed is None else open_session(self.path, seed)
        (audio,) = session.run(None, inputs)
        waveform = resample_poly(audio.squeeze(), SAMPLE_RATE, self.sample_rate)
        return waveform.astype(np.float32)

    def encode(self, symbols: str) -> list[int]:
        """Put a pad after every symbol, as in the voice's training."""
        if unknown := sorted(set(symbols) - self.ids.keys()):
            raise ValueError(f"The voice has no symbol {unknown[0]!r}.")
        ids = [*self.ids[START], *self.ids[PAD]]
        for symbol in symbols:
            ids += [*self.ids[symbol], *self.ids[PAD]]
        return [*ids, *self.ids[END]]


def open_session(
    path: Path, seed: int | None = None, *, saves_memory: bool = False
) -> onnxruntime.InferenceSession:
    """Open a network on one CPU thread; quickly if it is for a single rendition.

    With ``saves_memory`` nothing is kept between two calls, and no copy of the weights.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    if saves_memory:
        options.enable_cpu_mem_arena = options.enable_mem_pattern = False
        options.add_session_config_entry("session.disable_prepacking", "1")
    if seed is not None:
        onnxruntime.set_seed(seed)  # the noise is drawn inside the network
        levels = onnxruntime.GraphOptimizationLevel
        options.graph_optimization_level = levels.ORT_DISABLE_ALL
    return onnxruntime.InferenceSession(
        path, options, providers=["CPUExecutionProvider"]
    )
