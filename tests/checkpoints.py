"""Checkpoints at toy size with random weights, in the layout of real ones."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from transformers import (
    BertConfig,
    BertModel,
    BertTokenizerFast,
    HubertConfig,
    HubertModel,
    Wav2Vec2Config,
    Wav2Vec2FeatureExtractor,
    Wav2Vec2ForCTC,
    Wav2Vec2Model,
    WavLMConfig,
    WavLMModel,
)

ACOUSTIC = {
    "wav2vec2": (Wav2Vec2Config, Wav2Vec2Model),
    "hubert": (HubertConfig, HubertModel),
    "wavlm": (WavLMConfig, WavLMModel),
}
VOCABULARY = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "we", "record", "photo")
PIECES = ("##graph", "##er", "##s", "the", "'", "a")


def write_acoustic(
    folder: Path, family: str, *, norm: str = "layer", do_normalize: bool = True
) -> Path:
    """A speech encoder of 3 layers whose convolutions are as wide as the real ones'.

    ``norm`` is "layer" or "group", as in the first convolutions of large and base models.
    """
    torch.manual_seed(0)
    config_type, model_type = ACOUSTIC[family]
    config = config_type(
        hidden_size=16,
        num_hidden_layers=3,
        num_attention_heads=2,
        intermediate_size=24,
        conv_dim=(8,) * 7,
        conv_bias=norm == "layer",
        feat_extract_norm=norm,
        do_stable_layer_norm=norm == "layer",
        num_conv_pos_embeddings=8,
        num_conv_pos_embedding_groups=2,
    )
    model_type(config).save_pretrained(folder)
    features = Wav2Vec2FeatureExtractor(do_normalize=do_normalize)
    features.save_pretrained(folder)
    return folder


def write_text(folder: Path) -> Path:
    """A BERT of 2 layers with a WordPiece vocabulary of 14 pieces."""
    torch.manual_seed(0)
    words = {piece: i for i, piece in enumerate((*VOCABULARY, *PIECES))}
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=24,
        max_position_embeddings=24,
    )
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    BertTokenizerFast(vocab=words, do_lower_case=True).save_pretrained(folder)
    return folder


CTC_TOKENS = ("<pad>", "<s>", "</s>", "<unk>", "|", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ'")


def write_ctc(folder: Path) -> Path:
    """A wav2vec 2.0 with a CTC head over the letters, as of wav2vec2-base-960h."""
    torch.manual_seed(0)
    write_acoustic(folder, "wav2vec2")
    config = Wav2Vec2Config.from_pretrained(folder)
    config.vocab_size, config.pad_token_id = len(CTC_TOKENS), 0
    Wav2Vec2ForCTC(config).save_pretrained(folder)
    vocabulary = {token: number for number, token in enumerate(CTC_TOKENS)}
    (folder / "vocab.json").write_text(json.dumps(vocabulary))
    return folder
