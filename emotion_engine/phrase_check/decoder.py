"""Whisper's decoder over encoded takes, step by step, with a cache that can go back.

``transformers`` keeps its caches append-only and recomputes masks at every step; here
several tokens can be tried at once and taken back, which makes it cheap to see whether
the asked phrase is what the model would have written anyway. Takes of a batch go on
side by side: each reads its own tokens at its own place.

The decoder was trained on windows of 30 s and needs to see silence behind the speech:
else it repeats itself. Encoding that silence with every take would cost more than the
take, so silence is encoded once, and every take is followed by the rest of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence
from transformers.models.whisper.modeling_whisper import (
    WhisperAttention,
    WhisperDecoder,
    WhisperDecoderLayer,
)

from emotion_engine.encoders.base import Encoding, frame_mask

KeysAndValues = tuple[Tensor, Tensor]


@dataclass(frozen=True, slots=True)
class HeardFrames:
    """What the decoder attends to: the frames of each take, then silence.

    Attributes
    ----------
    takes : list of keys and values by layer, (batch, n_heads, n_frames, head_dim)
    silence : list of keys and values by layer, (1, n_heads, n_window - shortest, head_dim)
        From the end of the shortest take to the end of the window; all takes share it.
    visible : boolean tensor, shape (batch, 1, 1, n_frames + n_window - shortest)
        Which of both each take has: its own frames, then silence from where they end.
    """

    takes: list[KeysAndValues]
    silence: list[KeysAndValues]
    visible: Tensor

    @classmethod
    def of(
        cls, decoder: WhisperDecoder, encoding: Encoding, silence: list[KeysAndValues]
    ) -> HeardFrames:
        """Project the frames of a batch; ``silence`` is a whole window of it."""
        n_frames = encoding.n_context_frames  # (batch,)
        shortest, n_window = int(n_frames.min()), silence[0][0].shape[2]
        own = frame_mask(n_frames, encoding.context.shape[1])
        behind = ~frame_mask(n_frames - shortest, n_window - shortest)
        return cls(
            takes=over(decoder, encoding.context),
            silence=[(k[:, :, shortest:], v[:, :, shortest:]) for k, v in silence],
            visible=torch.cat([own, behind], dim=1)[:, None, None],
        )

    @classmethod
    def nothing(cls, silence: list[KeysAndValues], batch: int) -> HeardFrames:
        """Let a batch of takes be nothing but a whole window of silence."""
        keys = silence[0][0]
        takes = [
            tuple(part[:, :, :0].expand(batch, -1, -1, -1) for part in layer)
            for layer in silence
        ]
        visible = torch.ones(
            batch, 1, 1, keys.shape[2], dtype=torch.bool, device=keys.device
        )
        return cls(takes, silence, visible)


class DecoderState:
    """What the decoder has read of each take of a batch so far.

    ``lengths[i]`` tokens of take ``i`` are in the cache; setting it lower takes the
    last ones back.
    """

    def __init__(self, decoder: WhisperDecoder, heard: HeardFrames) -> None:
        """Begin with nothing read."""
        self.decoder = decoder
        self.heard = heard
        one = heard.takes[0][0]  # (batch, n_heads, n_frames, head_dim)
        self.lengths = [0] * len(one)
        shape = (*one.shape[:2], decoder.config.max_target_positions, one.shape[3])
        # Zeros, not whatever was there: what is masked is still multiplied by nought.
        self.over_tokens = [
            (one.new_zeros(shape), one.new_zeros(shape)) for _ in heard.takes
        ]

    def room(self, index: int) -> int:
        """How many more tokens of one take fit."""
        return self.decoder.config.max_target_positions - self.lengths[index]

    @torch.no_grad()
    def read(self, tokens: Sequence[Sequence[int]]) -> list[Tensor]:
        """Append tokens to each take, to some perhaps none.

        Returns
        -------
        list of tensors, shape (n_tokens, hidden_size)
            The final hidden states of each take's tokens.
        """
        decoder, device = self.decoder, self.decoder.embed_tokens.weight.device
        ids = pad_sequence(
            [torch.tensor(own, dtype=torch.long) for own in tokens], True
        )
        ids = ids.to(device)  # (batch, n_tokens)
        n_tokens = torch.tensor([len(own) for own in tokens], device=device)
        starts = torch.tensor(self.lengths, device=device)
        places = starts[:, None] + torch.arange(ids.shape[1], device=device)
        step = Step(places, frame_mask(n_tokens, ids.shape[1]))
        last = len(decoder.embed_positions.weight) - 1
        x = decoder.embed_positions.weight[places.clamp(max=last)]
        x = decoder.embed_tokens(ids) + x
        for index, layer in enumerate(decoder.layers):
            x = self._run_layer(layer, index, x, step)
        x = decoder.layer_norm(x)
        for index, own in enumerate(tokens):
            self.lengths[index] += len(own)
        return [row[: len(own)] for row, own in zip(x, tokens, strict=True)]

    def _run_layer(
        self, layer: WhisperDecoderLayer, index: int, x: Tensor, step: Step
    ) -> Tensor:
        attention, normed = layer.self_attn, layer.self_attn_layer_norm(x)
        known = []
        for cache, new in zip(
            self.over_tokens[index], keys_and_values(attention, normed), strict=True
        ):
            rows, columns = step.rows_and_columns
            cache[rows, :, step.places[rows, columns]] = new[rows, :, columns]
            known.append(cache[:, :, : step.n_known])
        x = x + attend(attention, normed, *known, step.causal)
        normed = layer.encoder_attn_layer_norm(x)
        x = x + attend_heard(layer.encoder_attn, normed, self.heard, index)
        return x + layer.fc2(functional.gelu(layer.fc1(layer.final_layer_norm(x))))

    @torch.no_grad()
    def logits(self, hidden: Tensor) -> Tensor:
        """Return unnormalised scores over the vocabulary, (n_tokens, n_vocabulary)."""
        return functional.linear(hidden, self.decoder.embed_tokens.weight).float()


class Step:
    """Where the tokens of one step stand, and what each may look back at.

    Attributes
    ----------
    places : int64 tensor, shape (batch, n_tokens)
    rows_and_columns : two int64 tensors, shape (n_real_tokens,)
        Which of ``places`` are no padding.
    causal : boolean tensor, shape (batch, 1, n_tokens, n_known)
    """

    def __init__(self, places: Tensor, is_real: Tensor) -> None:
        self.places = places
        self.rows_and_columns = is_real.nonzero(as_tuple=True)
        self.n_known = int(places[is_real].max()) + 1
        known = torch.arange(self.n_known, device=places.device)
        self.causal = (known <= places[..., None])[:, None]


@torch.no_grad()
def over(decoder: WhisperDecoder, context: Tensor) -> list[KeysAndValues]:
    """Compute the keys and values of every layer over encoded frames."""
    return [keys_and_values(layer.encoder_attn, context) for layer in decoder.layers]


def keys_and_values(attention: WhisperAttention, x: Tensor) -> KeysAndValues:
    """Project ``x`` for others to attend to, each (batch, n_heads, n, head_dim)."""
    return heads(attention, attention.k_proj(x)), heads(attention, attention.v_proj(x))


def heads(attention: WhisperAttention, x: Tensor) -> Tensor:
    """Split the last axis: (batch, n, hidden_size) to (batch, n_heads, n, head_dim)."""
    return x.unflatten(-1, (attention.num_heads, attention.head_dim)).transpose(1, 2)


def attend(
    attention: WhisperAttention, x: Tensor, keys: Tensor, values: Tensor, mask: Tensor
) -> Tensor:
    """Attend from ``x`` to keys and values that are there already."""
    queries = heads(attention, attention.q_proj(x))
    found = functional.scaled_dot_product_attention(
        queries, keys, values, attn_mask=mask
    )
    return attention.out_proj(found.transpose(1, 2).flatten(2))


def attend_heard(
    attention: WhisperAttention, x: Tensor, heard: HeardFrames, layer: int
) -> Tensor:
    """Attend from ``x`` to each take's frames and to the silence that all share.

    Copying the silence behind every take would cost 37 MB a take with Whisper-base,
    and reading it again for each.
    """
    (keys, values), silence = heard.takes[layer], heard.silence[layer]
    queries = heads(attention, attention.q_proj(x)) * attention.head_dim**-0.5
    to_take = queries @ keys.transpose(2, 3)
    scores = torch.cat([to_take, times_shared(queries, silence[0].mT)], dim=-1)
    scores = scores.float().masked_fill(~heard.visible, -torch.inf)
    weights = scores.softmax(-1).to(queries.dtype)
    own, rest = weights.split([keys.shape[2], silence[0].shape[2]], dim=-1)
    found = own @ values + times_shared(rest, silence[1])
    return attention.out_proj(found.transpose(1, 2).flatten(2))


def times_shared(left: Tensor, shared: Tensor) -> Tensor:
    """Multiply (batch, n_heads, n, m) by one (1, n_heads, m, k) for the whole batch."""
    batch = len(left)
    together = left.transpose(0, 1).flatten(1, 2) @ shared[0]
    return together.unflatten(1, (batch, -1)).transpose(0, 1)
