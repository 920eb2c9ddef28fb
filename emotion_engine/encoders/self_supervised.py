"""Self-supervised acoustic encoders: wav2vec 2.0, HuBERT and WavLM checkpoints.

Baevski et al., NeurIPS 2020; Hsu et al., TASLP 2021; Chen et al., JSTSP 2022.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence
from transformers import AutoFeatureExtractor, PreTrainedModel
from transformers.feature_extraction_sequence_utils import SequenceFeatureExtractor

from emotion_engine.config import SAMPLE_RATE, EngineConfig
from emotion_engine.errors import CheckpointError, EngineError

from .base import Encoding, frame_mask
from .checkpoints import find_checkpoint, read_checkpoint

FAMILIES = ("wav2vec2", "hubert", "wavlm")
UNUSED = ("masked_spec_embed",)


class SelfSupervised:
    """One pretrained encoder on its device."""

    def __init__(
        self, model: PreTrainedModel, features: SequenceFeatureExtractor, name: str
    ) -> None:
        self.model = model
        self.features = features
        self.name = name
        self.n_layers: int = model.config.num_hidden_layers
        self.hidden_size: int = model.config.hidden_size
        self.frame_rate_hz = SAMPLE_RATE / prod(model.config.conv_stride)
        # Group norm averages over time, so even masked padding would change the rest.
        self.is_padding_invariant: bool = model.config.feat_extract_norm != "group"

    @torch.no_grad()
    def encode(self, waveforms: Sequence[np.ndarray]) -> Encoding:
        """Encode takes, each as if it were alone in the batch.

        Models whose first layer is normalised over time get only takes of equal length
        per pass; the others get one padded batch with masks.
        """
        lengths = [len(waveform) for waveform in waveforms]
        for length in lengths:
            self._refuse_too_short(length)
        states: list[Tensor] = [torch.empty(0)] * len(waveforms)
        for batch in self._batches(lengths):
            hidden = self._run([waveforms[i] for i in batch])
            for row, i in enumerate(batch):
                n_frames = self.count_frames(lengths[i])
                states[i] = hidden[:, row, :n_frames].transpose(0, 1)
        n_frames = torch.tensor([len(s) for s in states], device=self.model.device)
        # (n_frames, n_layers + 1, hidden_size) each, padded along the frames
        padded = pad_sequence(states, batch_first=True).permute(2, 0, 1, 3)
        return Encoding(padded, n_frames, self.frame_rate_hz)

    def count_frames(self, n_samples: int) -> int:
        """Count the frames that the convolutions make of an unpadded waveform."""
        config = self.model.config
        for kernel, stride in zip(config.conv_kernel, config.conv_stride, strict=True):
            n_samples = (n_samples - kernel) // stride + 1
        return n_samples

    def _refuse_too_short(self, length: int) -> None:
        if self.count_frames(length) < 1:
            raise EngineError(f"{length} samples are too short for {self.name}.")

    def _batches(self, lengths: Sequence[int]) -> list[list[int]]:
        """Group the indices of takes that may go through the model together."""
        if self.is_padding_invariant:
            return [list(range(len(lengths)))]
        return [
            [i for i, own in enumerate(lengths) if own == length]
            for length in sorted(set(lengths))
        ]

    def _run(self, waveforms: Sequence[np.ndarray]) -> Tensor:
        """Return states of shape (n_layers + 1, batch, n_frames, hidden_size)."""
        inputs = [self.normalise(waveform) for waveform in waveforms]
        lengths = torch.tensor([len(x) for x in inputs], device=self.model.device)
        padded = pad_sequence(inputs, batch_first=True)
        mask = frame_mask(lengths, padded.shape[1]).long()
        output = self.model(
            padded.to(self.model.dtype),
            attention_mask=mask if self.is_padding_invariant else None,
            output_hidden_states=True,
        )
        # The recorded last state is the one before the final norm, where there is one.
        states = (*output.hidden_states[:-1], output.last_hidden_state)
        return torch.stack(states).float()

    def normalise(self, waveform: np.ndarray) -> Tensor:
        """Normalise to zero mean and unit variance where the model expects it."""
        values = self.features(waveform, sampling_rate=SAMPLE_RATE).input_values[0]
        return torch.as_tensor(values, dtype=torch.float32, device=self.model.device)


def load_self_supervised(name: str, config: EngineConfig) -> SelfSupervised:
    """Load a checkpoint: a folder below ``weights_dir``, a path, or a hub model.

    ``name@revision`` pins a hub model. Nothing is downloaded, no pickle is read.

    Raises
    ------
    CheckpointError
        It is missing, damaged, or no encoder for speech at 16 kHz.
    """
    folder = find_checkpoint(name, config)
    features = read_features(folder)
    model = read_checkpoint(folder, config, families=FAMILIES, unused=UNUSED)
    return SelfSupervised(model, features, name)


def read_features(folder: Path) -> SequenceFeatureExtractor:
    """Read which input the model expects, and check that it is for 16 kHz."""
    try:
        # A folder, read without the hub: there is no revision to pin.
        features = AutoFeatureExtractor.from_pretrained(  # nosec B615
            folder, local_files_only=True, trust_remote_code=False
        )
    except (OSError, ValueError) as error:
        raise CheckpointError(
            f"{folder} has no preprocessor_config.json that says how sound enters: "
            f"{error}"
        ) from error
    if features.sampling_rate != SAMPLE_RATE:
        raise CheckpointError(
            f"{folder} is for {features.sampling_rate} Hz, expected {SAMPLE_RATE} Hz."
        )
    return features
