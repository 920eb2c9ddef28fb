"""The CNN as a member hears what it heard in training."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_engine.encoders.base import Encoding
from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.expression.cnn.front_end import LogMel
from emotion_engine.expression.cnn.known_voice import KnownVoice
from emotion_engine.expression.cnn.member import CnnMember, spoken_part
from emotion_engine.expression.members import TakeInput
from emotion_engine.expression.own_middle import NOBODY, OwnMiddle
from emotion_engine.expression.voice_middle import VOICES, VoiceMiddle
from emotion_engine.lab.training.cnn.mels import MelEncoder, every_frame
from emotion_engine.results import Span
from tests.cnns import LABELS, toy_cnn
from tests.signals import noise

WANTED = PooledInput((0,), ("mean",))


@pytest.mark.parametrize(
    "speech",
    [
        (),
        (Span(0.0, 0.9),),
        (Span(0.21, 0.5), Span(0.6, 0.777)),
        (Span(0.3, 2.0),),
        (Span(0.5, 0.5),),
    ],
)
def test_its_frames_are_those_of_training(speech: tuple[Span, ...]) -> None:
    waveform = noise(0.9)
    shown = every_frame(MelEncoder().encode([waveform]).item(0), speech)
    heard = LogMel()(torch.from_numpy(spoken_part(waveform, speech))[None])[0]
    assert heard.shape == shown.shape
    np.testing.assert_allclose(heard.numpy(), shown, atol=0.01)  # kept in halves


def test_it_answers_over_its_own_styles() -> None:
    waveform = noise(1.0)
    encoding = Encoding(torch.zeros(1, 1, 50, 2), torch.tensor([50]), 50.0)
    member = CnnMember(toy_cnn())
    take = TakeInput(waveform, encoding, (Span(0.0, 1.0),), "Well.")
    heard = member.hear(take, NOBODY)
    assert member.labels == LABELS
    assert heard.attended is None
    assert heard.probabilities == pytest.approx(
        toy_cnn().probabilities(waveform), abs=0.05
    )
    assert heard.probabilities.sum() == pytest.approx(1)


def known_voice(n_embedding: int) -> KnownVoice:
    """A last layer that hears nothing but how the voice differs, in one feature."""
    zero, one = np.zeros(1, np.float32), np.ones(1, np.float32)
    return KnownVoice(
        VoiceMiddle(WANTED, zero, one, np.array([[1.0]], np.float32), ("happy",)),
        np.zeros((n_embedding, 3), np.float32),
        np.zeros(3, np.float32),
        np.array([[6.0, 0.0, 0.0]], np.float32),
    )


def test_the_better_a_voice_is_known_the_less_it_is_heard_as_others(
    tmp_path: Path,
) -> None:
    cnn = toy_cnn()
    cnn.write(tmp_path, {})
    known_voice(2 * cnn.network.trunk.config.size).write(tmp_path / VOICES, {})
    member, waveform = CnnMember.read(tmp_path), noise(1.0)
    encoding = Encoding(torch.zeros(1, 1, 50, 1), torch.tensor([50]), 50.0)
    take = TakeInput(waveform, encoding, (Span(0.0, 1.0),), "Well.")

    def calm(n_takes: int) -> float:
        takes = np.full((n_takes, 1, 1, 1), 2.0)  # one more than "happy" adds
        own = OwnMiddle.of({"happy": takes}) if n_takes else NOBODY
        return float(member.hear(take, own).probabilities[0])

    assert calm(0) == pytest.approx(cnn.probabilities(waveform)[0], abs=0.05)
    assert calm(0) > calm(3) > calm(10) > calm(40)
    at_38 = 6.0 * 38 / 40  # taken off the first logit, shrunk by two takes of nobody
    known = 1 / (1 + 2 * np.exp(at_38 * 38 / 39 / cnn.temperature))
    assert calm(38) == pytest.approx(known, abs=0.05)
