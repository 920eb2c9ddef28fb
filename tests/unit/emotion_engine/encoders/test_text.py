"""Token vectors of phrases: whose piece a token is, and what a batch must not change."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.text import TextEncoder, load_text_encoder
from emotion_engine.errors import CheckpointError, TextError
from emotion_engine.models import models_of
from tests.checkpoints import write_acoustic, write_text

PHRASES = [["We", "record", "the", "photographer's", "record"], ["A", "photo"]]


@pytest.fixture(scope="module")
def encoder(tmp_path_factory) -> TextEncoder:
    folder = write_text(tmp_path_factory.mktemp("weights") / "tiny-bert")
    config = EngineConfig(weights_dir=folder.parent, text_encoder="tiny-bert")
    return load_text_encoder(config)


def test_every_token_knows_its_word(encoder) -> None:
    encoding = encoder.encode(PHRASES)
    # [CLS] we record the photo ##graph ##er ' s record [SEP]; "s" alone is unknown
    assert encoding.word_index.tolist() == [
        [-1, 0, 1, 2, 3, 3, 3, 3, 3, 4, -1],
        [-1, 0, 1, -1, -1, -1, -1, -1, -1, -1, -1],
    ]
    assert encoding.mask.sum(1).tolist() == [11, 4]
    assert encoding.token_vectors.shape == (2, 11, 16)
    assert len(encoding) == 2


def test_a_phrase_in_a_batch_has_the_vectors_it_has_alone(encoder) -> None:
    batch = encoder.encode(PHRASES)
    alone = encoder.encode(PHRASES[1:])
    torch.testing.assert_close(
        batch.token_vectors[1, :4], alone.token_vectors[0], atol=1e-5, rtol=0
    )
    assert batch.token_vectors[1, 4:].abs().max() == 0


def test_one_word_has_other_vectors_in_other_places(encoder) -> None:
    vectors = encoder.encode(PHRASES).token_vectors[0]
    assert (vectors[2] - vectors[9]).abs().max() > 0.01


def test_layers_can_be_chosen(encoder) -> None:
    first, last = (encoder.encode(PHRASES, layer=i).token_vectors for i in (0, -1))
    assert torch.equal(
        encoder.encode(PHRASES, layer=encoder.n_layers).token_vectors, last
    )
    assert not torch.allclose(first, last)


def test_a_phrase_too_long_for_the_model_is_refused(encoder) -> None:
    with pytest.raises(TextError, match="32 tokens, tiny-bert reads 24"):
        encoder.encode([["record"] * 30])


def test_a_configured_model_is_loaded_once(tmp_path: Path) -> None:
    config = EngineConfig(
        weights_dir=tmp_path, text_encoder=str(write_text(tmp_path / "b"))
    )
    assert models_of(config).text is models_of(config).text


def test_the_default_that_is_missing_is_fetched_by_our_command(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="fetch_models"):
        load_text_encoder(EngineConfig(weights_dir=tmp_path))


def test_a_folder_without_tokenizer_is_refused(tmp_path: Path) -> None:
    folder = write_text(tmp_path / "bert")
    for name in ("tokenizer.json", "tokenizer_config.json", "vocab.txt"):
        (folder / name).unlink(missing_ok=True)
    with pytest.raises(CheckpointError, match=r"has no tokenizer\.json"):
        load_text_encoder(EngineConfig(weights_dir=tmp_path, text_encoder="bert"))


def test_a_speech_model_is_no_text_encoder(tmp_path: Path) -> None:
    write_acoustic(tmp_path / "speech", "wavlm")
    with pytest.raises(CheckpointError, match="type 'wavlm', expected one of bert"):
        load_text_encoder(EngineConfig(weights_dir=tmp_path, text_encoder="speech"))


def test_a_layer_that_lacks_weights_is_refused(tmp_path: Path) -> None:
    folder = write_text(tmp_path / "bert")
    weights = load_file(folder / "model.safetensors")
    del weights["encoder.layer.0.output.dense.bias"]
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
    with pytest.raises(CheckpointError, match="lacks 1 weights"):
        load_text_encoder(EngineConfig(weights_dir=tmp_path, text_encoder="bert"))


@pytest.mark.weights
def test_minilm_tells_near_from_far_in_meaning(engine_config: EngineConfig) -> None:
    encoder = load_text_encoder(engine_config)
    phrases = ["the doctor is angry", "the physician is furious", "we sell two bikes"]
    encoding = encoder.encode([phrase.split() for phrase in phrases])
    n_tokens = encoding.mask.sum(1, keepdim=True)
    mean = torch.nn.functional.normalize(encoding.token_vectors.sum(1) / n_tokens)
    near, far = mean[0] @ mean[1], mean[0] @ mean[2]
    assert near > 0.7
    assert far < 0.3
