"""Grapheme-to-phoneme conversion for words that are in no dictionary.

A GRU encoder reads the letters, a GRU decoder writes ARPAbet phones with stress digits
(Park & Kim, g2p_en 2.1, Apache 2.0; trained on CMUdict). NumPy is enough for it.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np

from emotion_engine.errors import CheckpointError

from .lexicon import Pronunciation

PAD, UNKNOWN, START, END = range(4)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
# In the order of the checkpoint's output rows, after padding and the three marks.
PHONES = [
    "AA0",
    "AA1",
    "AA2",
    "AE0",
    "AE1",
    "AE2",
    "AH0",
    "AH1",
    "AH2",
    "AO0",
    "AO1",
    "AO2",
    "AW0",
    "AW1",
    "AW2",
    "AY0",
    "AY1",
    "AY2",
    "B",
    "CH",
    "D",
    "DH",
    "EH0",
    "EH1",
    "EH2",
    "ER0",
    "ER1",
    "ER2",
    "EY0",
    "EY1",
    "EY2",
    "F",
    "G",
    "HH",
    "IH0",
    "IH1",
    "IH2",
    "IY0",
    "IY1",
    "IY2",
    "JH",
    "K",
    "L",
    "M",
    "N",
    "NG",
    "OW0",
    "OW1",
    "OW2",
    "OY0",
    "OY1",
    "OY2",
    "P",
    "R",
    "S",
    "SH",
    "T",
    "TH",
    "UH0",
    "UH1",
    "UH2",
    "UW",
    "UW0",
    "UW1",
    "UW2",
    "V",
    "W",
    "Y",
    "Z",
    "ZH",
]
MAX_PHONES = 20


class LettersToPhones:
    """The recurrent network of one checkpoint, loaded when first needed."""

    def __init__(self, weights_dir: Path) -> None:
        self.path = weights_dir / "g2p-en" / "checkpoint20.npz"

    @cached_property
    def weights(self) -> dict[str, np.ndarray]:
        """The tensors by name, as fetched by ``fetch_models``.

        Raises
        ------
        CheckpointError
            They are missing.
        """
        if not self.path.is_file():
            raise CheckpointError(
                f"{self.path} is missing: run `manage.py fetch_models`."
            )
        with np.load(self.path, allow_pickle=False) as archive:
            return dict(archive)

    def __call__(self, word: str) -> Pronunciation:
        """Pronounce a word; its stress digits are a guess and must not be graded."""
        w = self.weights
        # Letters take rows 3 to 28 of the encoder's table: pad, unknown, end, a, b, …
        rows = [LETTERS.index(c) + 3 for c in word.lower() if c in LETTERS] + [2]
        state = np.zeros(w["enc_w_hh"].shape[1], dtype=np.float32)
        for row in rows:
            state = self._step("enc", w["enc_emb"][row], state)
        token, phones = START - 0, []
        for _ in range(MAX_PHONES):
            state = self._step("dec", w["dec_emb"][token], state)
            token = int(np.argmax(w["fc_w"] @ state + w["fc_b"]))
            if token == END:
                break
            if token > END:
                phones.append(PHONES[token - END - 1])
        return tuple(phones)

    def _step(self, part: str, x: np.ndarray, state: np.ndarray) -> np.ndarray:
        """Advance one gated recurrent unit by one symbol."""
        w = self.weights
        of_input = w[f"{part}_w_ih"] @ x + w[f"{part}_b_ih"]
        of_state = w[f"{part}_w_hh"] @ state + w[f"{part}_b_hh"]
        input_r, input_z, input_n = np.split(of_input, 3)
        state_r, state_z, state_n = np.split(of_state, 3)
        reset, update = _sigmoid(input_r + state_r), _sigmoid(input_z + state_z)
        proposal = np.tanh(input_n + reset * state_n)
        return (1 - update) * proposal + update * state


def _sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))
