"""A CTranslate2 file written here, variable by variable, arrives in Whisper's layout."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from emotion_engine.errors import CheckpointError
from emotion_engine.weights.convert import convert, repair_merges
from emotion_engine.weights.ctranslate2_file import DTYPES, read_variables
from emotion_engine.weights.registry import read_metadata

HIDDEN, FFN, N_MELS, N_LAYERS, N_VOCABULARY = 8, 16, 4, 2, 300


def a_model() -> dict[str, np.ndarray]:
    """Random weights of a tiny Whisper under CTranslate2's names."""
    rng = np.random.default_rng(0)

    def weight(*shape: int) -> np.ndarray:
        return rng.normal(size=shape).astype(np.float16)

    model = {
        "encoder/conv1/weight": weight(HIDDEN, N_MELS, 3),
        "encoder/conv1/bias": weight(HIDDEN),
        "encoder/conv2/weight": weight(HIDDEN, HIDDEN, 3),
        "encoder/conv2/bias": weight(HIDDEN),
        "encoder/position_encodings/encodings": weight(20, HIDDEN),
        "decoder/position_encodings/encodings": weight(12, HIDDEN),
        "decoder/embeddings/weight": weight(N_VOCABULARY, HIDDEN),
        "decoder/activation": np.array(3, np.int8),
    }
    for side in ("encoder", "decoder"):
        model[f"{side}/num_heads"] = np.array(2, np.int16)
        model |= linear_norm(f"{side}/layer_norm", weight)
        for i in range(N_LAYERS):
            model |= layer(f"{side}/layer_{i}", weight, crosses=side == "decoder")
    return model


def linear_norm(name: str, weight) -> dict[str, np.ndarray]:
    return {f"{name}/gamma": weight(HIDDEN), f"{name}/beta": weight(HIDDEN)}


def layer(name: str, weight, *, crosses: bool) -> dict[str, np.ndarray]:
    shapes = {
        "self_attention/linear_0": (3 * HIDDEN, HIDDEN),
        "self_attention/linear_1": (HIDDEN, HIDDEN),
        "ffn/linear_0": (FFN, HIDDEN),
        "ffn/linear_1": (HIDDEN, FFN),
    }
    if crosses:
        shapes |= {
            "attention/linear_0": (HIDDEN, HIDDEN),
            "attention/linear_1": (2 * HIDDEN, HIDDEN),
            "attention/linear_2": (HIDDEN, HIDDEN),
        }
    values = {}
    for part, shape in shapes.items():
        values[f"{name}/{part}/weight"] = weight(*shape)
        values[f"{name}/{part}/bias"] = weight(shape[0])
        values |= linear_norm(f"{name}/{part.split('/')[0]}/layer_norm", weight)
    return values


def write_ctranslate2(path: Path, variables: dict[str, np.ndarray]) -> None:
    """Write the format from its description, independently of the reader."""

    def text(value: str) -> bytes:
        return struct.pack("<H", len(value) + 1) + value.encode() + b"\0"

    out = struct.pack("<I", 6) + text("WhisperSpec")
    out += struct.pack("<II", 3, len(variables))
    for name, values in variables.items():
        out += text(name) + struct.pack("<B", values.ndim)
        out += struct.pack(f"<{values.ndim}I", *values.shape)
        dtype = DTYPES.index(values.dtype.type)
        out += struct.pack("<BI", dtype, values.nbytes) + values.tobytes()
    out += struct.pack("<I", 1)
    out += text("decoder/projection/weight") + text("decoder/embeddings/weight")
    path.write_bytes(out)


@pytest.fixture
def source(tmp_path) -> Path:
    folder = tmp_path / "ct2"
    folder.mkdir()
    write_ctranslate2(folder / "model.bin", a_model())
    generation = {"lang_ids": [1], "suppress_ids": [2, 3], "suppress_ids_begin": [4]}
    (folder / "config.json").write_text(json.dumps(generation))
    tokenizer = {
        "model": {"vocab": {"Ġt": 256}, "merges": ["Ġ a"]},
        "added_tokens": [
            {"content": "<|endoftext|>", "id": 290},
            {"content": "<|startoftranscript|>", "id": 291},
        ],
    }
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer))
    return folder


def test_what_was_written_is_read(source) -> None:
    specification, variables = read_variables(source / "model.bin")
    assert specification == "WhisperSpec"
    for name, values in a_model().items():
        np.testing.assert_array_equal(variables[name], values)
    assert variables["decoder/projection/weight"].shape == (N_VOCABULARY, HIDDEN)


@pytest.mark.parametrize("keep", [3, 40, 1000])
def test_a_truncated_file_is_refused(source, keep) -> None:
    path = source / "model.bin"
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(CheckpointError, match="no CTranslate2 model file"):
        read_variables(path)


def test_every_weight_of_the_model_is_filled(source, tmp_path) -> None:
    import torch
    from transformers import WhisperConfig, WhisperModel

    convert(source, tmp_path / "made")
    made = load_file(tmp_path / "made" / "model.safetensors")
    config = WhisperConfig.from_json_file(tmp_path / "made" / "config.json")
    state = {name: torch.from_numpy(values) for name, values in made.items()}
    WhisperModel(config).load_state_dict(state)  # strict: none absent, none left over


def test_fused_projections_are_split_in_their_order(source, tmp_path) -> None:
    convert(source, tmp_path / "made")
    made = load_file(tmp_path / "made" / "model.safetensors")
    model = a_model()
    fused = model["encoder/layer_1/self_attention/linear_0/weight"]
    for i, name in enumerate(("q_proj", "k_proj", "v_proj")):
        split = made[f"encoder.layers.1.self_attn.{name}.weight"]
        np.testing.assert_array_equal(split, fused[i * HIDDEN : (i + 1) * HIDDEN])
    fused = model["decoder/layer_0/attention/linear_1/bias"]
    value = made["decoder.layers.0.encoder_attn.v_proj.bias"]
    np.testing.assert_array_equal(value, fused[HIDDEN:])


def test_the_converter_leaves_its_format_and_no_rubbish(source, tmp_path) -> None:
    convert(source, tmp_path / "made")
    names = {path.name for path in (tmp_path / "made").iterdir()}
    assert names == {"model.safetensors", "config.json", "tokenizer.json"}
    metadata = read_metadata(tmp_path / "made" / "model.safetensors")
    assert metadata == {"converter_format": "1"}


def test_another_model_is_refused(source, tmp_path) -> None:
    path = source / "model.bin"
    path.write_bytes(path.read_bytes().replace(b"WhisperSpec", b"AnotherSpec"))
    with pytest.raises(CheckpointError, match="AnotherSpec"):
        convert(source, tmp_path / "made")


def test_the_lost_first_merge_is_put_back_once() -> None:
    bpe = {"vocab": {"a": 0, "Ġt": 256}, "merges": ["Ġ a"]}
    repair_merges(bpe)
    repair_merges(bpe)
    assert bpe["merges"] == ["Ġ t", "Ġ a"]
