"""The CNN as a member hears what it heard in training."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from emotion_engine.encoders.base import Encoding
from emotion_engine.expression.cnn.front_end import LogMel
from emotion_engine.expression.cnn.member import CnnMember, spoken_part
from emotion_engine.expression.members import TakeInput
from emotion_engine.lab.training.cnn.mels import MelEncoder, every_frame
from emotion_engine.results import Span
from tests.cnns import LABELS, toy_cnn
from tests.signals import noise


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
    heard = member.hear(TakeInput(waveform, encoding, (Span(0.0, 1.0),), "Well."))
    assert member.labels == LABELS
    assert heard.attended is None
    assert heard.probabilities == pytest.approx(
        toy_cnn().probabilities(waveform), abs=0.05
    )
    assert heard.probabilities.sum() == pytest.approx(1)
