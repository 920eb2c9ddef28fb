"""Train the CNN and the fusion network on the same takes, and let them hear others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import torch
from torch import Tensor

from emotion_engine.config import EngineConfig
from emotion_engine.expression.cnn.network import StyleNetwork
from emotion_engine.expression.cnn.trunk import AcousticTrunk
from emotion_engine.fusion.config import ACOUSTIC, FusionConfig
from emotion_engine.fusion.network import FusionNetwork
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.training.cnn.fit import CnnRecipe, fit_style_network, logits_of
from emotion_engine.lab.training.cnn.mels import mels_of
from emotion_engine.lab.training.cnn.strategies import TWO_STAGE
from emotion_engine.lab.training.fusion.loop import predict, train_network
from emotion_engine.lab.training.fusion.recipe import FusionRecipe
from emotion_engine.lab.training.fusion.takes import FusionTakes, fusion_takes

FRAMES_PER_S = 25.0  # as cached
LONGEST_S = 6.0  # of a take that is learnt from: readers go on for longer


@dataclass(frozen=True, slots=True)
class NetworkRecipe:
    """What decides how both networks are trained.

    Attributes
    ----------
    layers : tuple of int
        Of the encoder, read by the fusion network.
    stride : int
        How many cached frames (25 a second) are averaged to one step.
    modality_dropout : float
        High: acted corpora have few sentences, so the sound has to do alone.
    """

    cnn: CnnRecipe = field(default_factory=lambda: CnnRecipe(n_epochs=10))
    fusion: FusionRecipe = field(
        default_factory=lambda: FusionRecipe(
            n_epochs=8, loss="soft classes", words=0.0, learning_rate=1e-3
        )
    )
    layers: tuple[int, ...] = (2, 3, 4, 5)
    stride: int = 2
    hidden_size: int = 96
    dropout: float = 0.3
    modality_dropout: float = 0.5


@dataclass(frozen=True)
class NetworkTakes:
    """Takes of several corpora, as the networks read them.

    Attributes
    ----------
    mels : list of tensors, each of shape (n_frames, 64)
    frames : FusionTakes
    spoken : bool array, shape (n_takes,)
        Where the text suggests a style by itself.
    """

    mels: list[Tensor]
    frames: FusionTakes
    spoken: np.ndarray

    def __len__(self) -> int:
        return len(self.mels)


def network_takes(
    corpora: Sequence[Corpus],
    config: EngineConfig,
    recipe: NetworkRecipe,
    suggests: Callable[[str], bool],
) -> NetworkTakes:
    """Read or compute the input of both networks.

    ``suggests`` tells whether a text suggests a style by itself.
    """
    mels, frames, phrases, texts = [], [], [], []
    for corpus in corpora:
        takes = fusion_takes(corpus, config, stride=recipe.stride, layers=recipe.layers)
        mels += mels_of(corpus)
        frames += takes.frames
        phrases += takes.phrases
        texts += [utterance.text for utterance in corpus.utterances]
    spoken = np.array([suggests(text) for text in texts])
    return NetworkTakes(mels, FusionTakes(frames, phrases), spoken)


def fit_cnn(
    takes: NetworkTakes,
    train: np.ndarray,
    wanted: np.ndarray,
    trunk: AcousticTrunk,
    recipe: NetworkRecipe,
    *,
    seed: int,
) -> StyleNetwork:
    """Train the CNN in two stages; ``wanted`` is as in ``masked_cross_entropy``."""
    longest = round(LONGEST_S * 100)
    return fit_style_network(
        [takes.mels[i][:longest] for i in train],
        wanted[train],
        wanted.shape[1],
        TWO_STAGE,
        trunk,
        recipe.cnn,
        seed=seed,
    )


def fit_fusion(
    takes: NetworkTakes,
    train: np.ndarray,
    wanted: np.ndarray,
    recipe: NetworkRecipe,
    *,
    seed: int,
) -> FusionNetwork:
    """Train the fusion network on sound and words, either of which may be missing."""
    longest = round(LONGEST_S * FRAMES_PER_S / recipe.stride)
    n_layers, _, size = takes.frames.frames[0].shape
    n_text_layers, _, text_size = takes.frames.phrases[0].vectors.shape
    config = FusionConfig(
        n_layers,
        size,
        n_text_layers,
        text_size,
        wanted.shape[1],
        hidden_size=recipe.hidden_size,
        dropout=recipe.dropout,
        modality_dropout=recipe.modality_dropout,
    )
    short = replace(takes.frames, frames=[f[:, :longest] for f in takes.frames.frames])
    return train_network(short, wanted, train, config, recipe.fusion, seed=seed)


def hear_with_cnn(
    network: StyleNetwork, takes: NetworkTakes, test: np.ndarray
) -> np.ndarray:
    """Return the CNN's logits of some takes, shape (len(test), n_labels)."""
    return logits_of(network, [takes.mels[i] for i in test])


def hear_with_fusion(
    network: FusionNetwork, takes: NetworkTakes, test: np.ndarray
) -> np.ndarray:
    """Return logits of some takes: of sound alone where the text suggests nothing."""
    alone = predict(network, takes.frames, test, variant=ACOUSTIC)
    both = hear_with_words(network, takes, test)
    return np.where(takes.spoken[test][:, None], both, alone)


def hear_with_words(
    network: FusionNetwork, takes: NetworkTakes, test: np.ndarray
) -> np.ndarray:
    """Return logits of some takes, heard with their texts whatever these suggest."""
    return predict(network, takes.frames, test)


def soft_labels(values: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """Return wanted probabilities, NaN where a take's corpus lacks the style."""
    return np.where(allowed, values, np.nan).astype(np.float32)


def limit_to(n_threads: int) -> None:
    """Bound the threads of training, where a bound is set."""
    if n_threads:
        torch.set_num_threads(n_threads)
