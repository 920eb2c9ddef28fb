"""A trace keeps what was pooled of a take, and says nothing to another encoder."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from emotion_engine.expression.own_middle import OwnMiddle
from emotion_engine.expression.voice_traces import middle_of, trace_of

ENCODER = SimpleNamespace(name="/somewhere/whisper-base")
ELSEWHERE = SimpleNamespace(name="openai/whisper-base")
OTHER = SimpleNamespace(name="hubert")
TAKES = np.random.default_rng(0).normal(scale=20, size=(3, 7, 3, 16)).astype(np.float32)


def test_the_middle_is_found_again_from_traces() -> None:
    traces = [
        trace_of(TAKES[0], ENCODER, "sad"),
        trace_of(TAKES[1], ENCODER, None),
        trace_of(TAKES[2], ENCODER, "neutral"),
    ]
    found = middle_of(traces, ELSEWHERE)
    meant = OwnMiddle.of({"sad": TAKES[:1], "neutral": TAKES[1:]})
    assert dict(found.counts) == {"sad": 1, "neutral": 2}
    for style, mean in meant.means.items():
        np.testing.assert_allclose(found.means[style], mean, rtol=2e-3, atol=2e-2)


def test_a_trace_of_another_encoder_is_not_counted() -> None:
    traces = [trace_of(TAKES[0], OTHER, "sad"), trace_of(TAKES[1], ENCODER, "sad")]
    assert middle_of(traces, ENCODER).count == 1
    assert middle_of([], ENCODER).count == 0


def test_a_trace_is_small_and_of_plain_bytes() -> None:
    trace = trace_of(TAKES[0], ENCODER, "sad")
    assert (trace.encoder, trace.style) == ("whisper-base", "sad")
    assert trace.shape == (7, 3, 16)
    assert len(trace.values) == 2 * TAKES[0].size
    assert np.frombuffer(trace.values, "<f2") == pytest.approx(
        TAKES[0].ravel(), rel=1e-3, abs=1e-3
    )
