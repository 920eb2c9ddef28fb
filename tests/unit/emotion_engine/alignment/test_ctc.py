"""Letters of a CTC checkpoint in time, and words and phones from them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_engine.alignment.aligner import align
from emotion_engine.alignment.ctc import (
    LEAST_FRAMES,
    CtcAligner,
    align_tokens,
    load_ctc,
    spread,
    spread_words,
)
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError, CheckpointError
from emotion_engine.models import models_of
from tests.checkpoints import CTC_TOKENS, write_acoustic, write_ctc
from tests.signals import noise

TEXT = "See the red door."
CHOICES = [(("S", "IY1"),), (("DH", "AH0"),), (("R", "EH1", "D"),)]


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> EngineConfig:
    folder = write_ctc(tmp_path_factory.mktemp("weights") / "ctc")
    return EngineConfig(device="cpu", ctc_aligner=str(folder))


@pytest.fixture(scope="module")
def aligner(config: EngineConfig) -> CtcAligner:
    return load_ctc(config)


def surely(frames: dict[int, str], n_frames: int) -> torch.Tensor:
    """Log probabilities that put each letter into one frame, and blanks elsewhere."""
    logits = torch.zeros(n_frames, len(CTC_TOKENS))
    logits[:, 0] = 8.0
    for frame, letter in frames.items():
        logits[frame, 0] = 0.0
        logits[frame, CTC_TOKENS.index(letter)] = 8.0
    return logits.log_softmax(dim=1)


def test_words_lie_where_their_letters_were_said(
    aligner: CtcAligner, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {5: "S", 8: "E", 10: "E", 14: "|", 17: "T", 19: "H", 21: "E", 24: "|"}
    said |= {30: "R", 34: "E", 38: "D"}
    monkeypatch.setattr(aligner, "log_probabilities", lambda _: surely(said, 60))
    words = aligner.find(np.zeros(19_600), ["see", "the", "red"], CHOICES)
    starts = [word[0].start for word in words]  # in frames of 10 ms, CTC's of 20 ms
    assert starts == [10, 34, 60]
    assert words[0][-1].end == 28  # a little behind its last letter, after a pause
    assert [[p.label for p in word] for word in words] == [list(c[0]) for c in CHOICES]


def test_a_vowel_gets_twice_the_frames_that_a_consonant_gets() -> None:
    phones = spread(("R", "EH1", "D"), 10, 10 + 3 * LEAST_FRAMES + 20, -0.1)
    assert [p.n_frames - LEAST_FRAMES for p in phones] == [5, 10, 5]
    assert [p.start for p in phones[1:]] == [p.end for p in phones[:-1]]


def test_words_squeezed_into_too_few_frames_keep_their_order() -> None:
    spans = align_tokens(surely({1: "S", 2: "T", 3: "R"}, 6), [23, 24, 22], blank=0)
    words = spread_words([[span] for span in spans], CHOICES, 50.0)
    phones = [phone for word in words for phone in word]
    assert all(p.n_frames >= LEAST_FRAMES for p in phones)
    assert all(a.end <= b.start for a, b in pairwise(phones))


def test_align_gives_what_it_gives_with_the_other_aligner(config: EngineConfig) -> None:
    plan = plan_phrase(TEXT)
    take = noise(2.0)
    found = align(take, plan, models_of(config).aligner)
    assert [word.text for word in found.words] == ["See", "the", "red", "door"]
    times_s = [p.start_s for s in found.syllables for p in s.phones]
    assert times_s == sorted(times_s)
    assert found.words[-1].end_s <= 2.0
    assert all(0 < word.confidence <= 1 for word in found.words)
    assert found == align(take, plan, models_of(config).aligner)


def test_without_a_checkpoint_nothing_is_loaded(
    config: EngineConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("emotion_engine.alignment.ctc.load_ctc", None)
    with pytest.raises(AlignmentError, match="silent"):
        align(
            np.zeros(16_000),
            plan_phrase(TEXT),
            models_of(replace(config, ctc_aligner=None)).aligner,
        )


@pytest.mark.parametrize("n_samples", [400, 3200])
def test_a_take_too_short_for_the_letters_says_so(
    config: EngineConfig, n_samples: int
) -> None:
    with pytest.raises(AlignmentError, match="too short"):
        align(noise(n_samples / 16_000), plan_phrase(TEXT), models_of(config).aligner)


def test_a_word_without_a_known_letter_is_named(aligner: CtcAligner) -> None:
    with pytest.raises(AlignmentError, match="42"):
        aligner.letters_of("42")


def test_the_environment_names_the_checkpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CTC_ALIGNER", "somewhere")
    assert EngineConfig.from_environment().ctc_aligner == "somewhere"
    monkeypatch.setenv("CTC_ALIGNER", "")
    assert EngineConfig.from_environment().ctc_aligner is None


def test_an_encoder_without_letters_is_refused(tmp_path: Path) -> None:
    folder = write_acoustic(tmp_path / "encoder", "wav2vec2")
    with pytest.raises(CheckpointError, match="lm_head"):
        load_ctc(EngineConfig(device="cpu", ctc_aligner=str(folder)))


def test_a_checkpoint_that_names_no_letters_is_refused(tmp_path: Path) -> None:
    folder = write_ctc(tmp_path / "ctc")
    (folder / "vocab.json").unlink()
    with pytest.raises(CheckpointError, match=r"vocab\.json"):
        load_ctc(EngineConfig(device="cpu", ctc_aligner=str(folder)))
