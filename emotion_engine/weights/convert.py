"""Convert Whisper from CTranslate2's layout to that of ``transformers``."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from emotion_engine.errors import CheckpointError

from .ctranslate2_file import read_variables
from .registry import CONVERTED_FILES, CONVERTER_FORMAT, FORMAT_KEY

NOT_WEIGHTS = ("alignment_heads", "alignment_layer", "activation", "alibi", "num_heads")
NOT_WEIGHTS += ("pre_norm", "scale_embeddings", "start_from_zero_embedding")


def convert(source: Path, target: Path) -> None:
    """Convert the model folder ``source``; ``target`` gets weights, config, tokenizer.

    Each file is written under another name and renamed, the weights last: a target
    that has its weights is complete.
    """
    specification, variables = read_variables(source / "model.bin")
    if specification != "WhisperSpec":
        raise CheckpointError(f"{source} holds a {specification}, expected WhisperSpec")
    state = dict(to_transformers(variables))
    tokenizer = json.loads((source / "tokenizer.json").read_text())
    repair_merges(tokenizer["model"])
    config = describe(variables, json.loads((source / "config.json").read_text()))
    config |= special_tokens(tokenizer)
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target) as folder:
        made = Path(folder)
        save_file(state, made / "model.safetensors", {FORMAT_KEY: CONVERTER_FORMAT})
        (made / "config.json").write_text(json.dumps(config, indent=1) + "\n")
        (made / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False))
        for name in reversed(CONVERTED_FILES):
            (made / name).chmod(0o644)
            (made / name).replace(target / name)


def repair_merges(bpe: dict) -> None:
    """Restore the first merge, "Ġ t", which the published tokenizer lost.

    Without it no text is tokenised with the " the" or " to" that Whisper was trained
    on; decoding is unaffected, scoring a phrase is not. The first merged token follows
    the 256 bytes.
    """
    first = next(token for token, number in bpe["vocab"].items() if number == 256)
    merge = f"{first[0]} {first[1:]}"
    if merge not in bpe["merges"][:1]:
        bpe["merges"].insert(0, merge)


def describe(variables: dict[str, np.ndarray], generation: dict) -> dict:
    """Return the model's config: its sizes, and which tokens are never decoded."""
    n_vocabulary, hidden_size = variables["decoder/embeddings/weight"].shape
    sides = {side: number_of_layers(variables, side) for side in ("encoder", "decoder")}
    heads = {side: int(variables[f"{side}/num_heads"]) for side in sides}
    ffn = variables["encoder/layer_0/ffn/linear_0/bias"].shape[0]
    return {
        "model_type": "whisper",
        "architectures": ["WhisperModel"],
        "d_model": hidden_size,
        "vocab_size": n_vocabulary,
        "num_mel_bins": variables["encoder/conv1/weight"].shape[1],
        "encoder_layers": sides["encoder"],
        "decoder_layers": sides["decoder"],
        "encoder_attention_heads": heads["encoder"],
        "decoder_attention_heads": heads["decoder"],
        "encoder_ffn_dim": ffn,
        "decoder_ffn_dim": ffn,
        "max_source_positions": len(variables["encoder/position_encodings/encodings"]),
        "max_target_positions": len(variables["decoder/position_encodings/encodings"]),
        "lang_ids": generation["lang_ids"],
        "suppress_tokens": generation["suppress_ids"],
        "begin_suppress_tokens": generation["suppress_ids_begin"],
    }


def special_tokens(tokenizer: dict) -> dict[str, int]:
    """Return the tokens that begin and end a transcript, under their config names."""
    ids = {token["content"]: token["id"] for token in tokenizer["added_tokens"]}
    end = ids["<|endoftext|>"]
    return {
        "bos_token_id": end,
        "eos_token_id": end,
        "pad_token_id": end,
        "decoder_start_token_id": ids["<|startoftranscript|>"],
    }


def number_of_layers(variables: dict[str, np.ndarray], side: str) -> int:
    """Count the layers of encoder or decoder."""
    names = {name.split("/")[1] for name in variables if name.startswith(side)}
    return sum(name.removeprefix("layer_").isdigit() for name in names)


def to_transformers(
    variables: dict[str, np.ndarray],
) -> Iterator[tuple[str, np.ndarray]]:
    """Yield every weight under its name in ``transformers``, each exactly once."""
    for name, values in variables.items():
        side, *path = name.split("/")
        if path[-1] in NOT_WEIGHTS or name == "decoder/projection/weight":
            continue
        number = path[0].removeprefix("layer_")
        if number.isdigit():
            prefix = f"{side}.layers.{number}"
            yield from _layer(prefix, path[1:], values)
        else:
            yield f"{side}.{_outside_layers(path)}", values


def _outside_layers(path: list[str]) -> str:
    names = {
        "embeddings/weight": "embed_tokens.weight",
        "position_encodings/encodings": "embed_positions.weight",
        "layer_norm/gamma": "layer_norm.weight",
        "layer_norm/beta": "layer_norm.bias",
    }
    joined = "/".join(path)
    return names.get(joined) or joined.replace("/", ".")


def _layer(
    prefix: str, path: list[str], values: np.ndarray
) -> Iterator[tuple[str, np.ndarray]]:
    """Weights inside one layer: attention over itself, over the encoder, feed-forward."""
    block, part, kind = path
    norms = {
        "self_attention": "self_attn_layer_norm",
        "attention": "encoder_attn_layer_norm",
        "ffn": "final_layer_norm",
    }
    if part == "layer_norm":
        kind = {"gamma": "weight", "beta": "bias"}[kind]
        yield f"{prefix}.{norms[block]}.{kind}", values
    elif block == "ffn":
        yield f"{prefix}.{'fc1' if part == 'linear_0' else 'fc2'}.{kind}", values
    else:
        attention = "self_attn" if block == "self_attention" else "encoder_attn"
        for projection, piece in _projections(block, part, values):
            if not (projection == "k_proj" and kind == "bias"):  # Whisper's k has none
                yield f"{prefix}.{attention}.{projection}.{kind}", piece


def _projections(
    block: str, part: str, values: np.ndarray
) -> Iterator[tuple[str, np.ndarray]]:
    """Split fused projections: q, k, v of self-attention, k, v of cross-attention."""
    fused = {
        ("self_attention", "linear_0"): ("q_proj", "k_proj", "v_proj"),
        ("self_attention", "linear_1"): ("out_proj",),
        ("attention", "linear_0"): ("q_proj",),
        ("attention", "linear_1"): ("k_proj", "v_proj"),
        ("attention", "linear_2"): ("out_proj",),
    }[block, part]
    pieces = np.split(values, len(fused))
    return zip(fused, map(np.ascontiguousarray, pieces), strict=True)
