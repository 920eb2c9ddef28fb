"""Train the CNN and the fusion network on the same takes, and let them hear others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.expression.cnn.network import StyleNetwork, device_of
from emotion_engine.expression.cnn.trunk import AcousticTrunk
from emotion_engine.fusion.config import ACOUSTIC, FusionConfig
from emotion_engine.fusion.network import FusionNetwork
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.training.cnn.fit import (
    CnnRecipe,
    descriptions_of,
    fit_style_network,
)
from emotion_engine.lab.training.cnn.mels import mels_of
from emotion_engine.lab.training.cnn.strategies import TWO_STAGE
from emotion_engine.lab.training.feature_cache import FeatureCache
from emotion_engine.lab.training.fusion.loop import predict, train_network
from emotion_engine.lab.training.fusion.recipe import FusionRecipe
from emotion_engine.lab.training.fusion.takes import FusionTakes, fusion_takes

from .voices import CentredTakes, DrawnMiddles, LearntVoices

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

    cnn: CnnRecipe = field(default_factory=lambda: CnnRecipe(n_epochs=16))
    fusion: FusionRecipe = field(
        default_factory=lambda: FusionRecipe(
            n_epochs=12, loss="soft classes", words=0.0, learning_rate=1e-3
        )
    )
    layers: tuple[int, ...] = (2, 3, 4, 5)
    stride: int = 2
    hidden_size: int = 96
    dropout: float = 0.3
    modality_dropout: float = 0.5

    @property
    def means(self) -> PooledInput:
        """What the fusion network knows voices by."""
        return PooledInput(self.layers, ("mean",))


@dataclass(frozen=True)
class NetworkTakes:
    """Takes of several corpora, as the networks read them.

    Attributes
    ----------
    mels : list of tensors, each of shape (n_frames, 64)
    frames : FusionTakes
    layer_means : float32 array, shape (n_takes, n_layers * size)
        Of the layers that the fusion network reads, over the speech of each take.
    spoken : bool array, shape (n_takes,)
        Where the text suggests a style by itself.
    """

    mels: list[Tensor]
    frames: FusionTakes
    layer_means: np.ndarray
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
    mels, frames, phrases, means, texts = [], [], [], [], []
    cache = FeatureCache.of(config)
    for corpus in corpora:
        takes = fusion_takes(corpus, config, stride=recipe.stride, layers=recipe.layers)
        mels += mels_of(corpus)
        frames += takes.frames
        phrases += takes.phrases
        means.append(recipe.means.select(cache.features(corpus.paths)))
        texts += [utterance.text for utterance in corpus.utterances]
    spoken = np.array([suggests(text) for text in texts])
    whole = FusionTakes(frames, phrases)
    return NetworkTakes(mels, whole, np.float32(np.concatenate(means)), spoken)


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
    voices: LearntVoices,
    *,
    seed: int,
) -> FusionNetwork:
    """Train the fusion network on sound and words, either of which may be missing.

    ``voices`` are those of the training takes, known from a few takes at a time.
    """
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
    shown = FusionTakes(
        [takes.frames.frames[i][:, :longest] for i in train],
        [takes.frames.phrases[i] for i in train],
    )
    moved = CentredTakes.around(shown, DrawnMiddles(voices, seed=seed))
    rows = np.arange(len(train))
    return train_network(moved, wanted[train], rows, config, recipe.fusion, seed=seed)


@torch.no_grad()
def answer_of(network: StyleNetwork, described: np.ndarray) -> np.ndarray:
    """Return the CNN's logits, from what ``describe_with_cnn`` returned."""
    read = torch.from_numpy(np.float32(described))
    return network.head.output(read.to(device_of(network))).cpu().numpy()


def describe_with_cnn(
    network: StyleNetwork, takes: NetworkTakes, rows: np.ndarray
) -> np.ndarray:
    """Return what the CNN's last layer reads, shape (len(rows), n_embedding)."""
    return descriptions_of(network, [takes.mels[i] for i in rows])


def hear_with_fusion(
    network: FusionNetwork, takes: NetworkTakes, test: np.ndarray, middles: np.ndarray
) -> np.ndarray:
    """Return logits of some takes: of sound alone where the text suggests nothing.

    ``middles`` are those of the voices of all takes, (n_takes, n_layers * size).
    """
    moved = CentredTakes.around(takes.frames, middles)
    alone = predict(network, moved, test, variant=ACOUSTIC)
    both = predict(network, moved, test)
    return np.where(takes.spoken[test][:, None], both, alone)


def soft_labels(values: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """Return wanted probabilities, NaN where a take's corpus lacks the style."""
    return np.where(allowed, values, np.nan).astype(np.float32)


def limit_to(n_threads: int) -> None:
    """Bound the threads of training, where a bound is set."""
    if n_threads:
        torch.set_num_threads(n_threads)
