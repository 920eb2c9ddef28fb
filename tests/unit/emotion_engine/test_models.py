"""Which encoder the configuration gets, and that it is loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.self_supervised import SelfSupervised
from emotion_engine.errors import CheckpointError
from emotion_engine.models import models_of
from tests.checkpoints import write_acoustic, write_text
from tests.signals import noise


def test_a_folder_below_the_weights_is_an_encoder_loaded_once(tmp_path: Path) -> None:
    write_acoustic(tmp_path / "my-wavlm", "wavlm")
    config = EngineConfig(weights_dir=tmp_path, acoustic_encoder="my-wavlm")
    encoder = models_of(config).acoustic
    assert isinstance(encoder, SelfSupervised)
    assert encoder.name == "my-wavlm"
    assert (encoder.n_layers, encoder.hidden_size) == (3, 16)
    assert models_of(config).acoustic is encoder


def test_a_path_is_an_encoder(tmp_path: Path) -> None:
    folder = write_acoustic(tmp_path / "elsewhere" / "hubert", "hubert")
    config = EngineConfig(weights_dir=tmp_path, acoustic_encoder=str(folder))
    assert models_of(config).acoustic.frame_rate_hz == 50


def test_a_hub_name_is_found_in_the_cache_at_its_revision(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    stored = tmp_path / "models--someone--speech"
    for revision, seed_of in (("a" * 40, "hubert"), ("b" * 40, "wavlm")):
        write_acoustic(stored / "snapshots" / revision, seed_of)
    (stored / "refs").mkdir()
    (stored / "refs" / "main").write_text("a" * 40)

    def family(name: str) -> str:
        config = EngineConfig(weights_dir=tmp_path / "none", acoustic_encoder=name)
        return models_of(config).acoustic.model.config.model_type

    assert family("someone/speech") == "hubert"
    assert family(f"someone/speech@{'b' * 40}") == "wavlm"
    with pytest.raises(CheckpointError, match="--revision v9"):
        family("someone/speech@v9")


def test_a_text_model_is_no_acoustic_encoder(tmp_path: Path) -> None:
    folder = write_text(tmp_path / "bert")
    write_acoustic(tmp_path / "speech", "hubert")
    (tmp_path / "speech" / "preprocessor_config.json").rename(
        folder / "preprocessor_config.json"
    )
    config = EngineConfig(weights_dir=tmp_path, acoustic_encoder="bert")
    with pytest.raises(CheckpointError, match="type 'bert', expected one of hubert"):
        _ = models_of(config).acoustic


@pytest.mark.weights
def test_the_default_is_whisper(engine_config: EngineConfig) -> None:
    encoder = models_of(engine_config).acoustic
    assert encoder is models_of(engine_config).whisper
    encoding = encoder.encode([noise(1.0)])
    assert encoding.hidden_states.shape == (encoder.n_layers + 1, 1, 50, 512)
    assert torch.isfinite(encoding.hidden_states).all()
