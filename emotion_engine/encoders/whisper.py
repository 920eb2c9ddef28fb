"""Whisper at the actual length of a take: all hidden states, and input for its decoder.

Radford et al., "Robust speech recognition via large-scale weak supervision", 2022. The
encoder was trained on windows of 30 s, but its positions are plain sinusoids, so they
are sliced to the real length: a take of six seconds costs a tenth of a padded window.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence
from transformers.models.whisper.configuration_whisper import WhisperConfig
from transformers.models.whisper.modeling_whisper import WhisperEncoder, WhisperModel

from emotion_engine.config import SAMPLE_RATE, EngineConfig
from emotion_engine.errors import CheckpointError, EngineError
from emotion_engine.weights.registry import COMMAND, CONVERTED

from .base import Encoding, frame_mask
from .device import choose_device
from .log_mel import HOP, log_mel
from .packed_linear import PackedEmbedding, can_pack, pack_linears

SAMPLES_PER_FRAME = 2 * HOP
# The decoder expects silence after the speech; without it, it keeps on generating.
SILENCE_S = 0.5
SHORTEST_WINDOW_S = 1.0


class Whisper:
    """The pretrained model on its device; ``encode`` is the acoustic encoder."""

    def __init__(self, model: WhisperModel, folder: Path, name: str) -> None:
        self.model = model.eval().requires_grad_(False)
        self.folder = folder
        self.name = name
        self.n_layers = model.config.encoder_layers
        self.hidden_size = model.config.d_model
        self.frame_rate_hz = SAMPLE_RATE / SAMPLES_PER_FRAME
        self.max_samples = model.config.max_source_positions * SAMPLES_PER_FRAME

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        return self.model.device

    @torch.no_grad()
    def encode(self, waveforms: Sequence[np.ndarray]) -> Encoding:
        """Encode takes of at most 30 s, each as if it were alone in the batch.

        A little silence is appended to each for the decoder; the hidden states returned
        end with the take.
        """
        n_samples = [len(waveform) for waveform in waveforms]
        mels = [self.features(waveform) for waveform in waveforms]
        n_mel_frames = torch.tensor([mel.shape[0] for mel in mels], device=self.device)
        padded = pad_sequence(mels, batch_first=True).transpose(1, 2)
        states, n_context = run_encoder(
            self.model.encoder, padded.to(self.model.dtype), n_mel_frames
        )
        n_frames = -(-torch.tensor(n_samples) // SAMPLES_PER_FRAME)
        n_frames = n_frames.to(self.device)
        hidden = torch.stack(states)[:, :, : int(n_frames.max())].float()
        real = frame_mask(n_frames, hidden.shape[2])
        hidden *= real[:, :, None]  # in place: many takes are tens of megabytes
        return Encoding(
            hidden_states=hidden,
            n_frames=n_frames,
            frame_rate_hz=self.frame_rate_hz,
            context=states[-1],
            n_context_frames=n_context,
        )

    def features(self, waveform: np.ndarray) -> Tensor:
        """Return the log-mel frames of a take and its silence, (n_mel_frames, n_mels)."""
        if not 0 < len(waveform) <= self.max_samples:
            raise EngineError(
                f"{self.name} encodes up to {self.max_samples / SAMPLE_RATE:g} s of sound,"
                f" got {len(waveform) / SAMPLE_RATE:g} s."
            )
        wanted = max(
            len(waveform) + round(SILENCE_S * SAMPLE_RATE),
            round(SHORTEST_WINDOW_S * SAMPLE_RATE),
        )
        wanted = min(
            -(-wanted // SAMPLES_PER_FRAME) * SAMPLES_PER_FRAME, self.max_samples
        )
        samples = torch.from_numpy(np.ascontiguousarray(waveform, dtype=np.float32))
        samples = functional.pad(samples.to(self.device), (0, wanted - len(waveform)))
        return log_mel(samples, self.model.config.num_mel_bins).T


def run_encoder(
    encoder: WhisperEncoder, mels: Tensor, n_mel_frames: Tensor
) -> tuple[list[Tensor], Tensor]:
    """Run the encoder on spectrograms of different lengths.

    Parameters
    ----------
    mels : tensor, shape (batch, n_mels, n_mel_frames)
        Zero beyond each item's own length.
    n_mel_frames : int64 tensor, shape (batch,)
        Those lengths.

    Returns
    -------
    states : list of tensors, shape (batch, n_positions, hidden_size)
        The input of the first layer, then the output of each layer; the last one after
        the final layer norm.
    n_positions : int64 tensor, shape (batch,)
        The length of each item.
    """
    real = frame_mask(n_mel_frames, mels.shape[2])[:, None]
    x = functional.gelu(encoder.conv1(mels)) * real  # zero, as at the edge of one alone
    x = functional.gelu(encoder.conv2(x)).transpose(
        1, 2
    )  # (batch, n_positions, hidden)
    x = x + encoder.embed_positions.weight[: x.shape[1]]
    n_positions = (n_mel_frames + 1) // 2
    visible = frame_mask(n_positions, x.shape[1])
    attention_mask = None if bool(visible.all()) else visible[:, None, None, :]
    states = [x]
    for layer in encoder.layers:
        states.append(layer(states[-1], attention_mask))
    states[-1] = encoder.layer_norm(states[-1])
    return states, n_positions


def load_whisper(config: EngineConfig) -> Whisper:
    """Load the converted checkpoint."""
    device, dtype = choose_device(config)
    folder = config.weights_dir / CONVERTED
    model = read_model(folder, device, dtype)
    if can_pack(device, dtype):
        pack_linears(model)
        decoder = model.decoder
        stored = read_weight(folder, "decoder.embed_tokens.weight")
        decoder.embed_tokens = PackedEmbedding(decoder.embed_tokens, stored)
    return Whisper(model, folder, CONVERTED)


def read_weight(folder: Path, name: str) -> Tensor:
    """One of the weights of a folder as it is stored; pages are read when they are used."""
    with safe_open(folder / "model.safetensors", framework="pt") as file:
        weight: Tensor = file.get_tensor(name)
    return weight


def read_model(folder: Path, device: torch.device, dtype: torch.dtype) -> WhisperModel:
    """Build the model around the weights of a folder, without copying them."""
    path = folder / "model.safetensors"
    if not path.is_file():
        raise CheckpointError(f"{path} is not there: run `{COMMAND}`.")
    config = WhisperConfig.from_json_file(folder / "config.json")
    config._attn_implementation = "sdpa"
    with torch.device("meta"):
        model = WhisperModel(config)
    weights = load_file(path, device=str(device))
    state = {name: weights.pop(name).to(dtype) for name in list(weights)}
    try:
        model.load_state_dict(state, assign=True)
    except RuntimeError as error:
        raise CheckpointError(f"{path} does not fit its config.json: {error}") from None
    return model
