"""Text emotion: what the words of a phrase suggest, regardless of how they are said."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from emotion_engine.encoders.fit import require_encoder
from emotion_engine.encoders.text import TextEncoder
from emotion_engine.errors import CheckpointError
from emotion_engine.results import TextEmotion
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


MOST_KNOWN = 1024  # texts


class TextEmotionNetwork(nn.Module):
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

        The plain mean is added to the weighted one, for what is in no single word.
        """
        weights = masked_softmax(self.score(tokens)[:, :, 0], mask)
        weighted = (weights[:, :, None] * tokens).sum(1)
        mean = (tokens * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        return self.head(torch.cat([weighted, mean], dim=-1))


@dataclass(frozen=True)
class TextEmotionModel:
    """The network with its calibration, and its text encoder.

    Results are cached by text: a school has few phrases, and they recur.
    """

    network: TextEmotionNetwork
    encoder: TextEncoder
    labels: tuple[str, ...]
    temperature: float
    threshold: float
    known: dict[str, TextEmotion | None] = field(default_factory=dict, repr=False)

    def predict(self, text: str) -> TextEmotion | None:
        """Predict what a text suggests; None where it has no words."""
        if text not in self.known:
            if len(self.known) >= MOST_KNOWN:
                self.known.pop(next(iter(self.known)))
            self.known[text] = self._read(text)
        return self.known[text]

    def suggests(self, text: str) -> bool:
        """Whether a text clearly suggests a style by itself."""
        found = self.predict(text)
        return found is not None and found.is_clear

    @torch.no_grad()
    def _read(self, text: str) -> TextEmotion | None:
        words = text.split()
        if not words:
            return None
        encoding = self.encoder.encode([words])
        logits = self.network(encoding.token_vectors.cpu(), encoding.mask.cpu())
        values = (logits[0] / self.temperature).softmax(-1).tolist()
        styles = [STYLE_OF[label] for label in self.labels]
        probabilities = dict(zip(styles, values, strict=True))
        style = max(probabilities, key=probabilities.__getitem__)
        return TextEmotion(probabilities, style, probabilities[style] >= self.threshold)


def write_text_emotion(
    folder: Path, model: TextEmotionModel, card: dict[str, Any]
) -> None:
    """Save the network with its card, to which it adds what loading needs."""
    state = model.network.state_dict()
    settings = {
        "labels": list(model.labels),
        "temperature": model.temperature,
        "threshold": model.threshold,
    }
    tensors = {name: np.float16(tensor.numpy()) for name, tensor in state.items()}
    write_head(folder, tensors, settings | card)


def read_text_emotion(folder: Path, encoder: TextEncoder) -> TextEmotionModel:
    """Load what ``write_text_emotion`` saved; ``CheckpointError`` where that is impossible."""
    tensors, card = read_head(folder)
    try:
        hidden_size, doubled = tensors["head.1.weight"].shape
        network = TextEmotionNetwork(doubled // 2, hidden_size, len(card["labels"]))
        state = {n: torch.from_numpy(np.float32(t)) for n, t in tensors.items()}
        network.load_state_dict(state)
        return TextEmotionModel(
            network.eval(),
            encoder,
            tuple(card["labels"]),
            card["temperature"],
            card["threshold"],
        )
    except (KeyError, RuntimeError) as error:
        raise CheckpointError(f"{folder} holds no text-emotion head: {error}") from None


def load_text_emotion(encoder: TextEncoder) -> TextEmotionModel:
    """Load the shipped head, which must be for this encoder.

    Raises
    ------
    CheckpointError
        It was trained on another encoder.
    """
    folder = assets_folder("words")
    _, card = read_head(folder)
    require_encoder(card, folder, encoder)
    return read_text_emotion(folder, encoder)
