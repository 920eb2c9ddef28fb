"""The decoder's evidence for a word is that of the word's tokens."""

from __future__ import annotations

import numpy as np
import torch

from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.phrase_check.asked import AskedWords, words_of_reading

TEXT = "Go on"  # read as " Go on": a token for each of two letters


class PairVocabulary:
    """Two characters make a token."""

    def encode(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        offsets = [(i, min(i + 2, len(text))) for i in range(0, len(text), 2)]
        return list(range(len(offsets))), offsets


def read(likelihoods: list[float]) -> AskedWords:
    states = torch.arange(len(likelihoods)).float()[:, None].expand(-1, 4)
    return words_of_reading(PairVocabulary(), plan_phrase(TEXT), likelihoods, states)


def test_each_word_has_the_mean_and_the_lowest_of_its_tokens() -> None:
    # " G", "o ", "on", and the end of the phrase
    words = read([-1.0, -3.0, -0.5, -9.0])
    np.testing.assert_allclose(words.log_likelihoods, [[-2, -3], [-0.5, -0.5]])
    np.testing.assert_allclose(words.states[:, 0], [0.5, 2])


def test_a_phrase_too_long_to_be_read_has_its_last_state() -> None:
    words = read([-1.0, -3.0, -0.25])
    np.testing.assert_allclose(words.log_likelihoods[1], [-0.25, -0.25])
