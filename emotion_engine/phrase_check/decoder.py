"""Whisper's decoder over one encoded take, step by step, with a cache that can go back.

``transformers`` keeps its caches append-only and recomputes masks at every step; here
several tokens can be tried at once and taken back, which makes it cheap to see whether
the asked phrase is what the model would have written anyway.

The decoder was trained on windows of 30 s and needs to see silence behind the speech:
else it repeats itself. Encoding that silence with every take would cost more than the
take, so silence is encoded once per process and its keys and values are put behind those
of the take.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from transformers.models.whisper.modeling_whisper import (
    WhisperAttention,
    WhisperDecoder,
    WhisperDecoderLayer,
)

from emotion_engine.encoders.whisper import Whisper

KeysAndValues = tuple[Tensor, Tensor]


class DecoderState:
    """What the decoder has read of one take so far.

    ``length`` tokens are in the cache; setting it lower takes the last ones back.
    """

    def __init__(self, decoder: WhisperDecoder, over_take: list[KeysAndValues]) -> None:
        """Begin with nothing read; ``over_take`` has keys and values of each layer."""
        self.decoder = decoder
        self.length = 0
        self.over_take = over_take
        one = over_take[0][0]  # (1, n_heads, n_context_frames, head_dim)
        shape = (*one.shape[:2], decoder.config.max_target_positions, one.shape[3])
        self.over_tokens = [
            (one.new_empty(shape), one.new_empty(shape)) for _ in over_take
        ]

    @property
    def room(self) -> int:
        """How many more tokens fit."""
        return self.decoder.config.max_target_positions - self.length

    @torch.no_grad()
    def read(self, tokens: list[int]) -> Tensor:
        """Append tokens; return their final hidden states, (n_tokens, hidden_size)."""
        decoder, start = self.decoder, self.length
        self.length += len(tokens)
        ids = torch.tensor([tokens], device=decoder.embed_tokens.weight.device)
        x = decoder.embed_tokens(ids)
        x = x + decoder.embed_positions.weight[start : self.length]
        causal = torch.ones(
            len(tokens), self.length, dtype=torch.bool, device=ids.device
        ).tril(start)
        for index, layer in enumerate(decoder.layers):
            x = self._run_layer(layer, index, x, causal)
        return decoder.layer_norm(x)[0]

    def _run_layer(
        self, layer: WhisperDecoderLayer, index: int, x: Tensor, causal: Tensor
    ) -> Tensor:
        attention, normed = layer.self_attn, layer.self_attn_layer_norm(x)
        for cache, new in zip(
            self.over_tokens[index], keys_and_values(attention, normed), strict=True
        ):
            cache[:, :, self.length - x.shape[1] : self.length] = new
        known = [cache[:, :, : self.length] for cache in self.over_tokens[index]]
        x = x + attend(attention, normed, *known, mask=causal)
        normed = layer.encoder_attn_layer_norm(x)
        x = x + attend(layer.encoder_attn, normed, *self.over_take[index])
        return x + layer.fc2(functional.gelu(layer.fc1(layer.final_layer_norm(x))))

    @torch.no_grad()
    def logits(self, hidden: Tensor) -> Tensor:
        """Return unnormalised scores over the vocabulary, (n_tokens, n_vocabulary)."""
        return functional.linear(hidden, self.decoder.embed_tokens.weight).float()


@torch.no_grad()
def over(decoder: WhisperDecoder, context: Tensor) -> list[KeysAndValues]:
    """Compute the keys and values of every layer over encoded frames."""
    return [keys_and_values(layer.encoder_attn, context) for layer in decoder.layers]


@lru_cache(maxsize=2)
def over_silence(whisper: Whisper) -> list[KeysAndValues]:
    """Return keys and values over a window in which nothing is heard."""
    silence = np.zeros(whisper.max_samples, dtype=np.float32)
    return over(whisper.model.decoder, whisper.encode([silence]).context)


def begin(whisper: Whisper, context: Tensor) -> DecoderState:
    """Prepare to decode one take's ``context``, (1, n_context_frames, hidden_size)."""
    decoder, n_frames = whisper.model.decoder, context.shape[1]
    joined = [
        tuple(
            torch.cat([take, silence[:, :, n_frames:]], dim=2)
            for take, silence in zip(layer_take, layer_silence, strict=True)
        )
        for layer_take, layer_silence in zip(
            over(decoder, context), over_silence(whisper), strict=True
        )
    ]
    return DecoderState(decoder, joined)


def keys_and_values(attention: WhisperAttention, x: Tensor) -> KeysAndValues:
    """Project ``x`` for others to attend to, each (batch, n_heads, n, head_dim)."""
    return heads(attention, attention.k_proj(x)), heads(attention, attention.v_proj(x))


def heads(attention: WhisperAttention, x: Tensor) -> Tensor:
    """Split the last axis: (batch, n, hidden_size) to (batch, n_heads, n, head_dim)."""
    return x.unflatten(-1, (attention.num_heads, attention.head_dim)).transpose(1, 2)


def attend(
    attention: WhisperAttention,
    x: Tensor,
    keys: Tensor,
    values: Tensor,
    mask: Tensor | None = None,
) -> Tensor:
    """Attend from ``x`` to keys and values that are there already."""
    queries = heads(attention, attention.q_proj(x))
    found = functional.scaled_dot_product_attention(
        queries, keys, values, attn_mask=mask
    )
    return attention.out_proj(found.transpose(1, 2).flatten(2))
