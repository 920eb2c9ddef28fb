"""Token vectors of a phrase from a model of the BERT family (Devlin et al., 2019)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from transformers import (
    AutoTokenizer,
    BatchEncoding,
    PreTrainedModel,
    PreTrainedTokenizerBase,
)

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CheckpointError, TextError, TextRefusal

from .checkpoints import find_checkpoint, read_checkpoint

FAMILIES = ("bert", "distilbert", "electra")
UNUSED = ("pooler.",)
NO_WORD = -1
VOCABULARIES = ("tokenizer.json", "vocab.txt")


@dataclass(frozen=True, slots=True)
class TextEncoding:
    """One vector for each token of a batch of phrases.

    Attributes
    ----------
    token_vectors : float32 tensor, shape (batch, n_tokens, hidden_size)
        Zero where there is no token.
    mask : boolean tensor, shape (batch, n_tokens)
        Where there is a token, special ones included.
    word_index : int64 tensor, shape (batch, n_tokens)
        The word of the phrase, from 0, that the token is a piece of; -1 for special
        tokens and padding.
    """

    token_vectors: Tensor
    mask: Tensor
    word_index: Tensor

    def __len__(self) -> int:
        return len(self.mask)


class TextEncoder:
    """One pretrained model and its tokenizer on their device."""

    def __init__(
        self, model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, name: str
    ) -> None:
        self.model = model
        self.tokenizer = tokenizer
        self.name = name
        self.n_layers: int = model.config.num_hidden_layers
        self.hidden_size: int = model.config.hidden_size
        self.max_tokens: int = model.config.max_position_embeddings

    @torch.no_grad()
    def encode(
        self, texts: Sequence[Sequence[str]], *, layer: int = -1
    ) -> TextEncoding:
        """Encode phrases given as words, each as if it were alone in the batch.

        Parameters
        ----------
        texts : sequence of sequences of str
            The words of each phrase.
        layer : int
            0 is what enters the first layer, -1 the last layer's output.
        """
        tokens = self._tokenize(texts)
        indices = [tokens.word_ids(i) for i in range(len(texts))]
        word_index = torch.tensor(
            [[NO_WORD if i is None else i for i in row] for row in indices],
            device=self.model.device,
        )
        inputs = tokens.to(self.model.device)
        states = self.model(**inputs, output_hidden_states=True).hidden_states[layer]
        mask = inputs["attention_mask"].bool()
        return TextEncoding(states.float() * mask[:, :, None], mask, word_index)

    def _tokenize(self, texts: Sequence[Sequence[str]]) -> BatchEncoding:
        tokens = self.tokenizer(
            [list(words) for words in texts],
            is_split_into_words=True,
            padding="longest",
            truncation=False,
            return_tensors="pt",
        )
        n_tokens = tokens["input_ids"].shape[1]
        if n_tokens > self.max_tokens:
            raise TextError(
                TextRefusal.TOO_LONG,
                f"A phrase has {n_tokens} tokens, {self.name} reads {self.max_tokens}.",
            )
        return tokens


def load_text_encoder(config: EngineConfig) -> TextEncoder:
    """Load ``config.text_encoder``: by folder, path or hub name.

    Raises
    ------
    CheckpointError
        It is missing, damaged, or of an unsupported family.
    """
    name = config.text_encoder
    folder = find_checkpoint(name, config)
    model = read_checkpoint(folder, config, families=FAMILIES, unused=UNUSED)
    return TextEncoder(model, read_tokenizer(folder), name)


def read_tokenizer(folder: Path) -> PreTrainedTokenizerBase:
    """Read the tokenizer of a folder; refuse one without a vocabulary."""
    if not any((folder / name).is_file() for name in VOCABULARIES):
        raise CheckpointError(f"{folder} has no {VOCABULARIES[0]}.")
    try:
        # A folder, read without the hub: there is no revision to pin.
        tokenizer = AutoTokenizer.from_pretrained(  # nosec B615
            folder, local_files_only=True, trust_remote_code=False
        )
    except (OSError, ValueError) as error:
        raise CheckpointError(f"{folder} has no usable tokenizer: {error}") from error
    if not tokenizer.is_fast:
        raise CheckpointError(f"{folder} needs a tokenizer.json.")
    return tokenizer
