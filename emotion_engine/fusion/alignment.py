"""A loss that makes attention move monotonically through the text."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import ctc_loss

from .batch import Sequences

BETWEEN = -1.0  # score of a frame that belongs to no token: a pause or a breath


def alignment_loss(scores: Tensor, sound: Sequences, words: Sequences) -> Tensor:
    """Negative log-likelihood per frame of passing every token once, in order.

    Badlani et al., "One TTS alignment to rule them all", ICASSP 2022: the forward sum
    is that of CTC, over the tokens of the phrase instead of an alphabet.

    Parameters
    ----------
    scores : tensor, shape (batch, n_frames, n_tokens)
        Similarity of frames and tokens, before the softmax.
    """
    n_tokens = scores.shape[2]
    lowest = torch.finfo(scores.dtype).min / 2
    known = scores.masked_fill(~words.mask[:, None, :], lowest)
    between = torch.full_like(known[:, :, :1], BETWEEN)
    chances = torch.cat([between, known], dim=-1).log_softmax(-1)
    order = torch.arange(1, n_tokens + 1).expand(len(scores), n_tokens)
    costs = ctc_loss(
        chances.transpose(0, 1),  # (n_frames, batch, 1 + n_tokens)
        order,
        sound.n_steps,
        words.n_steps,
        reduction="none",
        zero_infinity=True,
    )
    return (costs / sound.n_steps).mean()
