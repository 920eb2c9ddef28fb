"""The fusion network as a member: one encoding, words where they say something."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.base import Encoding
from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.encoders.text import load_text_encoder
from emotion_engine.errors import CheckpointError
from emotion_engine.expression.members import TakeInput
from emotion_engine.expression.own_middle import NOBODY, OwnMiddle
from emotion_engine.expression.voice_middle import VOICES, VoiceMiddle
from emotion_engine.fusion.checkpoint import FusionModel, write_fusion
from emotion_engine.fusion.config import FusionConfig
from emotion_engine.fusion.member import FusionMember, member_frames
from emotion_engine.fusion.network import FusionNetwork
from emotion_engine.results import MemberName, Span
from tests.checkpoints import write_text

LABELS = ("happy", "sad", "neutral")
SPEECH = (Span(0.2, 0.9),)


class Sound:
    """Stands for the encoder that the network was trained on."""

    name, n_layers = "weights/toy", 3


def a_take(text: str) -> TakeInput:
    torch.manual_seed(1)
    states = torch.randn(4, 1, 50, 6)
    encoding = Encoding(states, torch.tensor([50]), 50.0)
    return TakeInput(np.zeros(16000, np.float32), encoding, SPEECH, text)


@pytest.fixture
def member(tmp_path: Path) -> FusionMember:
    text = write_text(tmp_path / "text")
    encoder = load_text_encoder(EngineConfig(text_encoder=str(text), device="cpu"))
    torch.manual_seed(0)
    config = FusionConfig(2, 6, 2, encoder.hidden_size, len(LABELS), hidden_size=8)
    model = FusionModel(FusionNetwork(config).eval(), LABELS, "toy", "text")
    card = {"layers": [1, 2], "stride": 4, "temperature": 2.0}
    write_fusion(tmp_path / "fusion", model, card)
    return FusionMember.read(
        tmp_path / "fusion", Sound(), encoder, lambda text: text.startswith("We")
    )


def test_it_answers_over_its_styles_and_says_where_it_attended(
    member: FusionMember,
) -> None:
    heard = member.hear(a_take("We record."), NOBODY)
    assert (member.name, member.labels) == (MemberName.FUSION, LABELS)
    assert heard.probabilities.sum() == pytest.approx(1)
    for start_s, end_s, weight in heard.attended:
        assert 0.2 <= start_s < end_s <= 1.0
        assert 0 < weight <= 1


def test_words_that_suggest_nothing_are_not_heard(member: FusionMember) -> None:
    silent, other = (
        member.hear(a_take("A photo."), NOBODY),
        member.hear(a_take("..."), NOBODY),
    )
    assert silent.probabilities == pytest.approx(other.probabilities)
    spoken = member.hear(a_take("We record."), NOBODY)
    assert np.abs(spoken.probabilities - silent.probabilities).max() > 1e-6


def test_a_phrase_is_encoded_once(member: FusionMember, monkeypatch) -> None:
    first = member.hear(a_take("We record."), NOBODY)
    monkeypatch.setattr(type(member.text_encoder), "encode", None)
    assert member.hear(a_take("We record."), NOBODY).probabilities == pytest.approx(
        first.probabilities
    )


def test_a_phrase_too_long_for_the_encoder_is_heard_without_words(
    member: FusionMember,
) -> None:
    member.text_encoder.max_tokens = 3
    long, alone = (
        member.hear(a_take("We record a photo."), NOBODY),
        member.hear(a_take("A"), NOBODY),
    )
    assert long.probabilities == pytest.approx(alone.probabilities)


def test_its_steps_are_the_mean_of_the_encoders_frames_within_speech() -> None:
    encoding = a_take("").encoding
    steps = member_frames(encoding, SPEECH, (1, 2), 4)
    assert steps.shape == (2, 9, 6)
    expected = encoding.hidden_states[1, 0, 10:14].mean(0).numpy()
    assert steps[0, 0] == pytest.approx(expected, abs=1e-6)


def test_a_network_for_another_encoder_is_refused(
    member: FusionMember, tmp_path: Path
) -> None:
    class Other(Sound):
        name = "another"

    with pytest.raises(CheckpointError, match="another"):
        FusionMember.read(
            tmp_path / "fusion", Other(), member.text_encoder, lambda _: True
        )


def test_a_known_voice_is_heard_against_its_own_middle(
    member: FusionMember, tmp_path: Path
) -> None:
    """A voice 2 away in every feature, moved back, sounds as one that is not away."""
    zero, one = np.zeros(12, np.float32), np.ones(12, np.float32)
    wanted = PooledInput((1, 2), ("mean",))
    middle = VoiceMiddle(wanted, zero, one, zero[None], ("neutral",))
    middle.write(tmp_path / "fusion" / VOICES, {})
    knowing = FusionMember.read(
        tmp_path / "fusion", Sound(), member.text_encoder, member.suggests
    )
    own = OwnMiddle.of({"neutral": np.full((38, 4, 3, 6), 2.0)})
    moved = a_take("A photo.")
    moved.encoding.hidden_states[:] += 2.0 * 38 / 40  # shrunk: two takes of nobody
    expected = knowing.hear(a_take("A photo."), NOBODY).probabilities
    assert knowing.hear(moved, own).probabilities == pytest.approx(expected, abs=1e-5)
    assert member.hear(moved, own).probabilities != pytest.approx(expected, abs=1e-3)
