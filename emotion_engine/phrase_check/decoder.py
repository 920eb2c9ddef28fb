"""Whisper's decoder over encoded takes, step by step, with a cache that can roll back.

The caches of ``transformers`` are append-only, with masks recomputed at every step;
here several tokens can be tried at once and taken back, which makes it cheap to check
whether the model would have decoded the asked phrase anyway. The takes of a batch
advance in parallel, each reading its own tokens at its own position.

The decoder was trained on windows of 30 s and needs silence after the speech, or it
repeats itself. Encoding that silence with every take would cost more than the take, so
silence is encoded once, and every take is followed by the rest of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional
from transformers.models.whisper.modeling_whisper import (
    WhisperAttention,
    WhisperDecoder,
    WhisperDecoderLayer,
)

from emotion_engine.encoders.base import Encoding, frame_mask
from emotion_engine.encoders.packed_linear import PackedEmbedding

KeysAndValues = tuple[Tensor, Tensor]
ROOM_STEP = 32  # number of tokens by which the cache grows


@dataclass(frozen=True, slots=True)
class HeardFrames:
    """What the decoder attends to: the frames of each take, then silence.

    Attributes
    ----------
    takes : list of keys and values by layer, (batch, n_heads, n_frames, head_dim)
    silence : list of keys and values by layer, (n_heads, n_window - shortest, head_dim)
        From the end of the shortest take to the end of the window; all takes share it.
    visible : boolean tensor, shape (batch, n_frames + n_window - shortest)
        What each take attends to: its own frames, then silence from their end on.
    """

    takes: list[KeysAndValues]
    silence: list[KeysAndValues]
    visible: Tensor

    @classmethod
    def of(
        cls, decoder: WhisperDecoder, encoding: Encoding, silence: list[KeysAndValues]
    ) -> HeardFrames:
        """Project the frames of a batch; ``silence`` is a whole window, encoded."""
        n_frames = encoding.n_context_frames  # (batch,)
        shortest, n_window = int(n_frames.min()), silence[0][0].shape[1]
        own = frame_mask(n_frames, encoding.context.shape[1])
        behind = ~frame_mask(n_frames - shortest, n_window - shortest)
        return cls(
            takes=over(decoder, encoding.context),
            silence=[(k[:, shortest:], v[:, shortest:]) for k, v in silence],
            visible=torch.cat([own, behind], dim=1),
        )

    @classmethod
    def nothing(cls, silence: list[KeysAndValues], batch: int) -> HeardFrames:
        """Make a batch of takes that consist of a whole window of silence."""
        takes = [
            tuple(part[None, :, :0].expand(batch, -1, -1, -1) for part in layer)
            for layer in silence
        ]
        keys = silence[0][0]
        visible = torch.ones(batch, keys.shape[1], dtype=torch.bool, device=keys.device)
        return cls(takes, silence, visible)


class DecoderState:
    """What the decoder has read of each take of a batch so far.

    ``lengths[i]`` tokens of take ``i`` are in the cache; lowering it rolls back the
    last ones.
    """

    def __init__(self, decoder: WhisperDecoder, heard: HeardFrames) -> None:
        """Begin with nothing read."""
        self.decoder = decoder
        self.heard = heard
        one = heard.takes[0][0]  # (batch, n_heads, n_frames, head_dim)
        self.lengths = [0] * len(one)
        nothing = one.new_zeros(*one.shape[:2], 0, one.shape[3])
        self.over_tokens = [(nothing, nothing) for _ in heard.takes]

    def room(self, index: int) -> int:
        """How many more tokens of one take fit."""
        return self.decoder.config.max_target_positions - self.lengths[index]

    @torch.no_grad()
    def read(self, tokens: Sequence[Sequence[int]]) -> list[Tensor]:
        """Append tokens to each take, possibly none.

        Returns
        -------
        list of tensors, shape (n_tokens, hidden_size)
            The final hidden states of each take's tokens.
        """
        decoder, device = self.decoder, self.decoder.embed_positions.weight.device
        step = Step([len(own) for own in tokens], self.lengths, device)
        self._make_room(step.n_known)
        ids = torch.tensor([token for own in tokens for token in own], device=device)
        x = decoder.embed_tokens(ids) + decoder.embed_positions.weight[step.places]
        for index, layer in enumerate(decoder.layers):
            x = self._run_layer(layer, index, x, step)
        for index, own in enumerate(tokens):
            self.lengths[index] += len(own)
        return list(decoder.layer_norm(x).split([len(own) for own in tokens]))

    def _make_room(self, n_tokens: int) -> None:
        """Grow the cache to hold this many tokens of each take, and some more.

        New entries are zero: they are masked, but multiplied by 0, so must be finite.
        """
        has = self.over_tokens[0][0].shape[2]
        if n_tokens > has:
            more = (0, 0, 0, -(-n_tokens // ROOM_STEP) * ROOM_STEP - has)
            self.over_tokens = [
                (functional.pad(keys, more), functional.pad(values, more))
                for keys, values in self.over_tokens
            ]

    def _run_layer(
        self, layer: WhisperDecoderLayer, index: int, x: Tensor, step: Step
    ) -> Tensor:
        x = x + self._attend_tokens(
            layer.self_attn, layer.self_attn_layer_norm(x), index, step
        )
        normed = layer.encoder_attn_layer_norm(x)
        x = x + self._attend_heard(layer.encoder_attn, normed, index, step)
        return x + layer.fc2(functional.gelu(layer.fc1(layer.final_layer_norm(x))))

    def _attend_tokens(
        self, attention: WhisperAttention, x: Tensor, index: int, step: Step
    ) -> Tensor:
        """Attend from each token to itself and the earlier ones of its take."""
        keys, values = self.over_tokens[index]
        keys[step.rows, :, step.places] = heads(attention, attention.k_proj(x))
        values[step.rows, :, step.places] = heads(attention, attention.v_proj(x))
        queries = step.padded(heads(attention, attention.q_proj(x)))
        found = functional.scaled_dot_product_attention(
            queries,
            keys[:, :, : step.n_known],
            values[:, :, : step.n_known],
            attn_mask=step.causal,
        )
        return attention.out_proj(step.packed(found).flatten(1))

    def _attend_heard(
        self, attention: WhisperAttention, x: Tensor, index: int, step: Step
    ) -> Tensor:
        """Attend from each token to its take's frames and to the silence after them.

        Copying the silence for every take would cost 37 MB per take with Whisper-base,
        and the time to read it again.
        """
        (keys, values), silence = self.heard.takes[index], self.heard.silence[index]
        scaled = attention.q_proj(x) * attention.head_dim**-0.5
        queries = heads(attention, scaled)  # (n_tokens, n_heads, head_dim)
        to_take = step.packed(step.padded(queries) @ keys.mT)
        to_silence = (queries.transpose(0, 1) @ silence[0].mT).transpose(0, 1)
        scores = torch.cat([to_take, to_silence], dim=-1).float()
        hidden = ~self.heard.visible[step.rows, None]
        weights = scores.masked_fill(hidden, -torch.inf).softmax(-1).to(x.dtype)
        own, rest = weights.tensor_split([keys.shape[2]], dim=-1)
        found = step.packed(step.padded(own) @ values)
        found = found + (rest.transpose(0, 1) @ silence[1]).transpose(0, 1)
        return attention.out_proj(found.flatten(1))

    @torch.no_grad()
    def logits(self, hidden: Tensor) -> Tensor:
        """Return unnormalised scores over the vocabulary, (n_tokens, n_vocabulary)."""
        tokens = self.decoder.embed_tokens
        if isinstance(tokens, PackedEmbedding):
            return tokens.scores(hidden)
        return functional.linear(hidden, tokens.weight).float()


class Step:
    """The tokens read in one step: those of all takes concatenated, without padding.

    Attributes
    ----------
    rows, columns, places : int64 tensors, shape (n_tokens,)
        Each token's take, its index within this step, and its position in the take.
    n_known : int
        Number of tokens of the longest take after this step.
    causal : boolean tensor, shape (batch, 1, most_tokens, n_known)
        What the tokens of each take, padded to the most, may attend to.
    """

    def __init__(
        self, n_tokens: Sequence[int], lengths: Sequence[int], device: torch.device
    ) -> None:
        counts = torch.tensor(n_tokens, device=device)
        starts = torch.tensor(lengths, device=device)
        self.shape = (len(n_tokens), max(n_tokens))
        self.rows, self.columns = frame_mask(counts, self.shape[1]).nonzero(
            as_tuple=True
        )
        self.places = starts[self.rows] + self.columns
        self.n_known = int(self.places.max()) + 1
        known = torch.arange(self.n_known, device=device)
        until = starts[:, None] + torch.arange(self.shape[1], device=device)
        self.causal = (known <= until[..., None])[:, None]

    def padded(self, x: Tensor) -> Tensor:
        """Turn (n_tokens, n_heads, size) into (batch, n_heads, most_tokens, size)."""
        batch, most = self.shape
        if batch == 1:
            return x.transpose(0, 1)[None]
        spread = x.new_zeros(batch, x.shape[1], most, x.shape[2])
        spread[self.rows, :, self.columns] = x
        return spread

    def packed(self, x: Tensor) -> Tensor:
        """Remove the padding: the inverse of ``padded``."""
        return x[self.rows, :, self.columns]


@torch.no_grad()
def over(decoder: WhisperDecoder, context: Tensor) -> list[KeysAndValues]:
    """Compute keys and values of every layer over encoded frames.

    Returns
    -------
    list of (keys, values), each (batch, n_heads, n_frames, head_dim)
    """
    return [
        tuple(
            heads(layer.encoder_attn, project(context)).transpose(1, 2)
            for project in (layer.encoder_attn.k_proj, layer.encoder_attn.v_proj)
        )
        for layer in decoder.layers
    ]


@torch.no_grad()
def over_window(decoder: WhisperDecoder, context: Tensor) -> list[KeysAndValues]:
    """Compute the same for one window, (n_heads, n_frames, head_dim), to be cached."""
    return [
        (keys[0].contiguous(), values[0].contiguous())
        for keys, values in over(decoder, context)
    ]


def heads(attention: WhisperAttention, x: Tensor) -> Tensor:
    """Split the last axis, (..., hidden_size) to (..., n_heads, head_dim)."""
    return x.unflatten(-1, (attention.num_heads, attention.head_dim))
