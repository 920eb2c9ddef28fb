"""Self-supervised encoders at toy size: what a batch and a gain must not change."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.self_supervised import SelfSupervised, load_self_supervised
from emotion_engine.errors import CheckpointError, EngineError
from tests.checkpoints import write_acoustic
from tests.signals import noise

VARIANTS = [
    ("wav2vec2", "group"),
    ("wav2vec2", "layer"),
    ("hubert", "group"),
    ("hubert", "layer"),
    ("wavlm", "group"),
    ("wavlm", "layer"),
]
# Two of equal length: those share one pass even where padding would do harm.
TAKES = [noise(0.51, seed=0), noise(0.33, seed=1), noise(0.51, seed=2)]
TAKES.append(noise(0.4, seed=3) + np.float32(0.05))
# Sums in another order; a wrong mask moves states by hundredths.
FLOAT_NOISE = 2e-5


def load(folder: Path) -> SelfSupervised:
    config = EngineConfig(weights_dir=folder.parent, device="cpu")
    return load_self_supervised(folder.name, config)


@pytest.fixture(scope="module", params=VARIANTS, ids="-".join)
def encoder(request, tmp_path_factory) -> SelfSupervised:
    family, norm = request.param
    folder = tmp_path_factory.mktemp("weights") / f"{family}-{norm}"
    return load(write_acoustic(folder, family, norm=norm))


def test_a_take_in_a_batch_has_the_states_it_has_alone(encoder) -> None:
    batch = encoder.encode(TAKES)
    for i, take in enumerate(TAKES):
        alone = encoder.encode([take]).hidden_states
        torch.testing.assert_close(
            batch.item(i).hidden_states, alone, atol=FLOAT_NOISE, rtol=0
        )


def test_padding_is_zero_and_outside_the_mask(encoder) -> None:
    batch = encoder.encode(TAKES)
    assert batch.hidden_states.shape == (4, 4, 25, 16)
    assert batch.n_frames.tolist() == [25, 16, 25, 19]
    assert batch.frame_rate_hz == 50
    assert (batch.hidden_states * ~batch.mask()[:, :, None]).abs().max() == 0
    assert batch.hidden_states.dtype == torch.float32


def test_each_layer_turns_one_state_into_the_next(encoder) -> None:
    seen = []
    hooks = [
        layer.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
        for layer in encoder.model.encoder.layers
    ]
    states = encoder.encode(TAKES[:1]).hidden_states
    for hook in hooks:
        hook.remove()
    assert torch.equal(states[:-1], torch.stack(seen))
    values = encoder.features(TAKES[0], sampling_rate=16_000).input_values
    last = encoder.model(torch.tensor(np.stack(values))).last_hidden_state
    torch.testing.assert_close(states[-1], last, atol=FLOAT_NOISE, rtol=0)


def test_group_norm_would_not_bear_padding(tmp_path: Path) -> None:
    encoder = load(write_acoustic(tmp_path / "base", "wav2vec2", norm="group"))
    alone = encoder.encode([TAKES[1]]).hidden_states
    encoder.is_padding_invariant = True
    padded = encoder.encode([TAKES[0], TAKES[1]]).item(1).hidden_states
    assert (padded - alone).abs().max() > 100 * FLOAT_NOISE


def test_normalising_takes_gain_and_offset_away(tmp_path: Path) -> None:
    encoder = load(write_acoustic(tmp_path / "normalised", "wav2vec2"))
    changed = 0.25 * TAKES[0] + np.float32(0.1)
    states = encoder.encode([TAKES[0], changed]).hidden_states
    torch.testing.assert_close(states[:, 0], states[:, 1], atol=1e-3, rtol=0)


def test_a_model_that_does_not_normalise_gets_the_take_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "plain"
    encoder = load(write_acoustic(folder, "wav2vec2", do_normalize=False))
    assert np.array_equal(encoder.normalise(TAKES[3]).numpy(), TAKES[3])


def test_a_take_shorter_than_one_frame_is_refused(encoder) -> None:
    with pytest.raises(EngineError, match="399 samples"):
        encoder.encode([np.zeros(399, dtype=np.float32)])
    assert encoder.encode([TAKES[0][:400]]).n_frames.tolist() == [1]


@pytest.mark.parametrize("name", ["nobody/no-model", "nobody/no-model@v1", "wav2vec2"])
def test_a_missing_checkpoint_says_how_to_get_it(tmp_path: Path, name: str) -> None:
    with pytest.raises(CheckpointError, match="hf download") as caught:
        load_self_supervised(name, EngineConfig(weights_dir=tmp_path))
    assert name in str(caught.value)
    assert ("--revision v1" in str(caught.value)) == name.endswith("@v1")


def test_a_pickle_is_refused(tmp_path: Path) -> None:
    folder = write_acoustic(tmp_path / "old", "wav2vec2")
    weights = load_file(folder / "model.safetensors")
    torch.save(weights, folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    with pytest.raises(CheckpointError, match=r"pytorch_model\.bin, a pickle"):
        load(folder)


def test_weights_that_are_not_there_are_never_made_up(tmp_path: Path) -> None:
    folder = write_acoustic(tmp_path / "holed", "hubert")
    weights = load_file(folder / "model.safetensors")
    del weights["encoder.layers.1.attention.k_proj.weight"]
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
    with pytest.raises(CheckpointError, match=r"lacks 1 weights.*k_proj"):
        load(folder)


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    folder = write_acoustic(tmp_path / "cut", "hubert")
    whole = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CheckpointError, match="cut cannot be read"):
        load(folder)


def test_weights_of_another_size_are_named(tmp_path: Path) -> None:
    folder = write_acoustic(tmp_path / "wide", "hubert")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"intermediate_size": 32}))
    with pytest.raises(CheckpointError, match="wide cannot be read"):
        load(folder)


def test_a_model_for_another_sample_rate_is_refused(tmp_path: Path) -> None:
    folder = write_acoustic(tmp_path / "telephone", "wavlm")
    described = folder / "preprocessor_config.json"
    changed = json.loads(described.read_text()) | {"sampling_rate": 8000}
    described.write_text(json.dumps(changed))
    with pytest.raises(CheckpointError, match="8000 Hz, expected 16000 Hz"):
        load(folder)


def test_a_folder_that_says_nothing_about_its_input_is_refused(tmp_path: Path) -> None:
    folder = write_acoustic(tmp_path / "bare", "wavlm")
    (folder / "preprocessor_config.json").unlink()
    with pytest.raises(CheckpointError, match="preprocessor_config"):
        load(folder)
