"""From attention to seconds and words."""

from __future__ import annotations

import pytest
import torch

from emotion_engine.fusion.explain import attention_salience
from emotion_engine.fusion.network import Attention


def test_heavy_frames_become_one_span_in_seconds() -> None:
    weights = torch.tensor([[0.05, 0.4, 0.4, 0.05, 0.05, 0.05, 0.0, 0.0]])
    found = attention_salience(
        Attention(over_time=weights), 0, frame_rate_hz=25.0, start_s=1.0
    )
    assert found.spans == (pytest.approx((1.04, 1.12, 0.8)),)
    assert found.words == ()


def test_the_heaviest_span_comes_first() -> None:
    weights = torch.tensor([[0.2, 0.05, 0.05, 0.5, 0.1, 0.1]])
    found = attention_salience(Attention(over_time=weights), 0, frame_rate_hz=10.0)
    assert [span[0] for span in found.spans] == pytest.approx([0.3, 0.0])


def test_even_weights_point_at_the_whole_take() -> None:
    found = attention_salience(
        Attention(over_time=torch.full((1, 5), 0.2)), 0, frame_rate_hz=25.0
    )
    assert found.spans == ((0.0, 0.2, 1.0),)


def test_a_word_weighs_what_the_frames_of_its_tokens_weigh() -> None:
    over_time = torch.tensor([[0.7, 0.2, 0.1]])
    links = torch.tensor([[[1.0, 0, 0, 0], [0, 1.0, 0, 0], [0, 0, 1.0, 0]]])
    found = attention_salience(
        Attention(links, over_time),
        0,
        ("photo", "graph"),
        (0, 0, 1),
        frame_rate_hz=25.0,
    )
    assert dict(found.words) == pytest.approx({"photo": 0.9, "graph": 0.1})


def test_without_sound_a_word_weighs_what_its_tokens_weigh() -> None:
    attention = Attention(over_tokens=torch.tensor([[0.25, 0.5, 0.25]]))
    found = attention_salience(
        attention, 0, ("so", "warm"), (0, 1, 1), frame_rate_hz=25.0
    )
    assert found.spans == ()
    assert dict(found.words) == pytest.approx({"so": 0.25, "warm": 0.75})
