"""From the hidden states of a take to a few statistics of each layer."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from emotion_engine.results import Span

from .base import Encoding

STATISTICS = ("mean", "deviation", "movement")


def pool_speech(encoding: Encoding, speech: Sequence[Span] = ()) -> Tensor:
    """Describe each layer of one take from its first to its last speech.

    Silence before and after is left out, so that the timing of the button does not
    matter; pauses inside stay, since they are part of the delivery.

    Parameters
    ----------
    encoding : Encoding
        A batch of one take.
    speech : sequence of Span
        Stretches with speech in order; without any the whole take counts.

    Returns
    -------
    float32 tensor, shape (n_layers + 1, 3, hidden_size)
        Mean and standard deviation over the frames, and the mean absolute change from
        one frame to the next.
    """
    first, last = frames_of(encoding, speech)
    states = encoding.hidden_states[:, 0, first:last].float()  # (layer, frame, hidden)
    mean, deviation = states.mean(1), states.std(1, unbiased=False)
    movement = torch.zeros_like(mean)
    if states.shape[1] > 1:
        movement = states.diff(dim=1).abs().mean(1)
    return torch.stack([mean, deviation, movement], dim=1)


def speech_frames(
    encoding: Encoding, speech: Sequence[Span] = (), *, stride: int = 2
) -> Tensor:
    """Return each layer of one take over time, from its first to its last speech.

    Neighbouring frames are averaged, ``stride`` at a time: styles and prosody change
    more slowly than the encoder's frame rate. The last group may be smaller.

    Returns
    -------
    float32 tensor, shape (n_layers + 1, n_frames, hidden_size)
    """
    first, last = frames_of(encoding, speech)
    states = encoding.hidden_states[:, 0, first:last].float()  # (layer, frame, hidden)
    pieces = states.split(stride, dim=1)
    return torch.stack([piece.mean(1) for piece in pieces], dim=1)


def pool_spans(
    encoding: Encoding, spans: Sequence[Span], layers: Sequence[int]
) -> Tensor:
    """Average some layers of one take over each of many short spans.

    Parameters
    ----------
    encoding : Encoding
        A batch of one take.
    spans : sequence of Span
        For example syllable nuclei; one shorter than a frame gets the frame it is in.
    layers : sequence of int
        Indices into the hidden states, 0 for what enters the first layer.

    Returns
    -------
    float32 tensor, shape (n_spans, n_layers, hidden_size)
    """
    n_frames, rate_hz = int(encoding.n_frames[0]), encoding.frame_rate_hz
    states = encoding.hidden_states[list(layers), 0, :n_frames].float()
    pooled = states.new_empty(len(spans), len(layers), states.shape[-1])
    for row, span in zip(pooled, spans, strict=True):
        first = min(int(span.start_s * rate_hz), n_frames - 1)
        last = max(math.ceil(span.end_s * rate_hz), first + 1)
        row[:] = states[:, first:last].mean(1)
    return pooled


def frames_of(encoding: Encoding, speech: Sequence[Span]) -> tuple[int, int]:
    """Return the first frame with speech and one past the last."""
    n_frames = int(encoding.n_frames[0])
    if not speech:
        return 0, n_frames
    first = int(speech[0].start_s * encoding.frame_rate_hz)
    last = -int(-speech[-1].end_s * encoding.frame_rate_hz // 1)
    first = min(first, n_frames - 1)
    return first, min(max(last, first + 1), n_frames)
