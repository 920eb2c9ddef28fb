"""Whisper at toy size with random weights: what a batch must not change."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from transformers import WhisperConfig, WhisperModel

from emotion_engine.encoders import whisper as whisper_module
from emotion_engine.encoders.log_mel import log_mel
from emotion_engine.encoders.whisper import Whisper, read_model
from emotion_engine.errors import CheckpointError, EngineError

N_POSITIONS = 150  # a window of 3 s


def tiny_model() -> WhisperModel:
    torch.manual_seed(0)
    config = WhisperConfig(
        vocab_size=60,
        num_mel_bins=80,
        d_model=32,
        encoder_layers=3,
        decoder_layers=2,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=48,
        decoder_ffn_dim=48,
        max_source_positions=N_POSITIONS,
        max_target_positions=40,
        pad_token_id=0,
        bos_token_id=0,
        eos_token_id=0,
        decoder_start_token_id=1,
    )
    return WhisperModel(config)


@pytest.fixture(scope="module")
def whisper() -> Whisper:
    return Whisper(tiny_model(), Path("tiny"), "tiny")


def noise(n_samples: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.normal(0, 0.1, n_samples).astype(np.float32)


TAKES = [noise(31_111, 0), noise(8_000, 1), noise(16_161, 2), noise(23_999, 3)]


def test_a_take_in_a_batch_has_the_states_it_has_alone(whisper) -> None:
    batch = whisper.encode(TAKES)
    for i, take in enumerate(TAKES):
        alone, item = whisper.encode([take]), batch.item(i)
        torch.testing.assert_close(
            item.hidden_states, alone.hidden_states, atol=1e-4, rtol=0
        )
        torch.testing.assert_close(item.context, alone.context, atol=1e-4, rtol=0)


def test_padding_is_zero_and_outside_the_mask(whisper) -> None:
    batch = whisper.encode(TAKES)
    padding = batch.hidden_states * ~batch.mask()[:, :, None]
    assert padding.abs().max() == 0
    assert batch.mask().sum(1).tolist() == batch.n_frames.tolist()


def test_frames_count_the_take_and_not_the_silence_behind_it(whisper) -> None:
    batch = whisper.encode(TAKES)
    assert batch.n_frames.tolist() == [98, 25, 51, 75]  # of 320 samples, begun
    assert batch.frame_rate_hz == 50
    assert batch.n_context_frames.tolist() == [123, 50, 76, 100]
    assert batch.hidden_states.shape == (4, 4, 98, 32)
    assert batch.hidden_states.dtype == torch.float32


def test_a_full_window_equals_the_encoder_of_transformers(whisper) -> None:
    take = noise(N_POSITIONS * 320, 5)
    mel = log_mel(torch.from_numpy(take), 80)[None]
    theirs = whisper.model.encoder(mel, output_hidden_states=True)
    ours = whisper.encode([take]).hidden_states
    assert len(theirs.hidden_states) == len(ours) == whisper.n_layers + 1
    for one, other in zip(ours[:-1], theirs.hidden_states[:-1], strict=True):
        torch.testing.assert_close(one, other, atol=1e-5, rtol=0)
    torch.testing.assert_close(ours[-1], theirs.last_hidden_state, atol=1e-5, rtol=0)


@pytest.mark.parametrize("n_samples", [0, N_POSITIONS * 320 + 1])
def test_takes_that_do_not_fit_are_refused(whisper, n_samples) -> None:
    with pytest.raises(EngineError, match="up to 3 s"):
        whisper.encode([noise(n_samples, 0)])


def test_a_take_of_a_few_samples_has_one_frame(whisper) -> None:
    assert whisper.encode([noise(10, 0)]).n_frames.tolist() == [1]


def test_more_silence_behind_the_take_adds_no_frames(whisper, monkeypatch) -> None:
    monkeypatch.setattr(whisper_module, "SILENCE_S", 1.5)
    assert whisper.encode([TAKES[1]]).hidden_states.shape[2] == 25


def save(model: WhisperModel, folder: Path) -> None:
    state = {name: values.half() for name, values in model.state_dict().items()}
    save_file(state, folder / "model.safetensors")
    model.config.to_json_file(folder / "config.json")


def test_a_saved_checkpoint_is_read_in_the_precision_asked(tmp_path) -> None:
    model = tiny_model()
    save(model, tmp_path)
    read = read_model(tmp_path, torch.device("cpu"), torch.float32)
    assert {p.dtype for p in read.parameters()} == {torch.float32}
    assert not any(p.is_meta for p in read.parameters())
    for name, values in model.state_dict().items():
        torch.testing.assert_close(read.state_dict()[name], values.half().float())


def test_a_checkpoint_of_another_size_is_refused(tmp_path) -> None:
    save(tiny_model(), tmp_path)
    config = (tmp_path / "config.json").read_text()
    larger = config.replace('"encoder_layers": 3', '"encoder_layers": 4')
    (tmp_path / "config.json").write_text(larger)
    with pytest.raises(CheckpointError, match="does not fit"):
        read_model(tmp_path, torch.device("cpu"), torch.float32)


def test_a_checkpoint_that_is_not_there_names_the_command(tmp_path) -> None:
    with pytest.raises(CheckpointError, match="fetch_models"):
        read_model(tmp_path, torch.device("cpu"), torch.float32)


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="no GPU here")
def test_half_precision_on_a_gpu_stays_near() -> None:
    on_cpu = Whisper(tiny_model(), Path("tiny"), "tiny").encode(TAKES)
    model = tiny_model().to("cuda", torch.float16)
    on_gpu = Whisper(model, Path("tiny"), "tiny").encode(TAKES)
    torch.testing.assert_close(
        on_gpu.hidden_states.cpu(), on_cpu.hidden_states, atol=0.05, rtol=0.05
    )
