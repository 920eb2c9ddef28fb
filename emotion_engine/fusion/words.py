"""What the words of a phrase suggest by themselves, whoever says them and however."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.text import load_text_encoder
from emotion_engine.errors import CheckpointError
from emotion_engine.results import WordsSuggestion
from emotion_engine.weights.shipped import assets_folder, read_head, write_head

from .attention import masked_softmax

STYLE_OF = {
    "anger": "angry",
    "disgust": "disgust",
    "fear": "fearful",
    "joy": "happy",
    "neutral": "neutral",
    "sadness": "sad",
    "surprise": "surprised",
}


class WordsNetwork(nn.Module):
    """Frozen token vectors, attentive pooling, one hidden layer."""

    def __init__(self, text_size: int, hidden_size: int, n_labels: int) -> None:
        super().__init__()
        self.score = nn.Linear(text_size, 1)
        self.head = nn.Sequential(
            nn.Dropout(0.3),
            nn.Linear(2 * text_size, hidden_size),
            nn.GELU(),
            nn.Dropout(0.3),
            nn.Linear(hidden_size, n_labels),
        )

    def forward(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """Map (batch, n_tokens, text_size) to logits, shape (batch, n_labels).

        The plain mean stands beside the weighted one, for what is in no single word.
        """
        weights = masked_softmax(self.score(tokens)[:, :, 0], mask)
        weighted = (weights[:, :, None] * tokens).sum(1)
        mean = (tokens * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        return self.head(torch.cat([weighted, mean], dim=-1))


@dataclass(frozen=True)
class WordsModel:
    """The network with its calibration."""

    network: WordsNetwork
    config: EngineConfig
    labels: tuple[str, ...]
    temperature: float
    threshold: float

    @torch.no_grad()
    def predict(self, text: str) -> WordsSuggestion | None:
        """Say what a text suggests; None where it has no words."""
        words = text.split()
        if not words:
            return None
        encoding = load_text_encoder(self.config).encode([words])
        logits = self.network(encoding.token_vectors.cpu(), encoding.mask.cpu())
        values = (logits[0] / self.temperature).softmax(-1).tolist()
        styles = [STYLE_OF[label] for label in self.labels]
        probabilities = dict(zip(styles, values, strict=True))
        style = max(probabilities, key=probabilities.__getitem__)
        return WordsSuggestion(
            probabilities, style, probabilities[style] >= self.threshold
        )


def write_words(folder: Path, model: WordsModel, card: dict[str, Any]) -> None:
    """Save the network with its card, to which it adds what loading needs."""
    state = model.network.state_dict()
    settings = {
        "labels": list(model.labels),
        "temperature": model.temperature,
        "threshold": model.threshold,
    }
    tensors = {name: np.float16(tensor.numpy()) for name, tensor in state.items()}
    write_head(folder, tensors, settings | card)


def read_words(folder: Path, config: EngineConfig) -> WordsModel:
    """Load what ``write_words`` saved; ``CheckpointError`` where that is impossible."""
    tensors, card = read_head(folder)
    try:
        hidden_size, doubled = tensors["head.1.weight"].shape
        network = WordsNetwork(doubled // 2, hidden_size, len(card["labels"]))
        state = {n: torch.from_numpy(np.float32(t)) for n, t in tensors.items()}
        network.load_state_dict(state)
        return WordsModel(
            network.eval(),
            config,
            tuple(card["labels"]),
            card["temperature"],
            card["threshold"],
        )
    except (KeyError, RuntimeError) as error:
        raise CheckpointError(f"{folder} holds no words head: {error}") from None


@lru_cache(maxsize=2)
def load_words(config: EngineConfig) -> WordsModel:
    """Load the head that ships, once per process."""
    return read_words(assets_folder("words"), config)


@lru_cache(maxsize=1024)
def suggestion_of(text: str, config: EngineConfig) -> WordsSuggestion | None:
    """Say what a phrase suggests; the phrases of a school are few and come often."""
    return load_words(config).predict(text)
