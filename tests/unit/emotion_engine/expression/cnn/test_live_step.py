"""One step of the live CNN is the stream in Python, in torch and as shipped in ONNX."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch

from emotion_engine.audio.decode import load_audio
from emotion_engine.audio.level import at_working_level
from emotion_engine.config import SAMPLE_RATE, EngineConfig
from emotion_engine.expression.cnn.front_end import LogMel, standardised
from emotion_engine.expression.cnn.live import LiveModel
from emotion_engine.expression.cnn.live_step import (
    OVERLAP,
    STEP,
    LiveStep,
    MatrixLogMel,
    first_state,
    lag_s,
    lag_steps,
)
from emotion_engine.expression.cnn.streaming import StreamingExpression
from emotion_engine.weights.shipped import assets_folder
from tests.cnns import toy_live

SHIPPED = Path(__file__).resolve().parents[5] / "static" / "models"
ONE, NOTHING = torch.ones(1), torch.zeros(1)


def noise(seconds: float, seed: int = 0) -> np.ndarray:
    generator = np.random.default_rng(seed)
    return generator.normal(0, 0.1, int(seconds * SAMPLE_RATE)).astype(np.float32)


def steps_of(sound: np.ndarray) -> list[np.ndarray]:
    """What follows the beginning, in whole steps."""
    n_steps = (len(sound) - OVERLAP) // STEP
    return np.split(sound[OVERLAP : OVERLAP + n_steps * STEP], n_steps)


@torch.no_grad()
def in_torch(
    model: LiveModel, sound: np.ndarray, keep: torch.Tensor = ONE
) -> tuple[np.ndarray, np.ndarray]:
    step = LiveStep(model).eval()
    state = dict(first_state(model, torch.from_numpy(sound[:OVERLAP])))
    styles, beats = [], []
    for samples in steps_of(sound):
        style, beat, *after = step(
            torch.from_numpy(samples)[None], keep, ONE, *state.values()
        )
        state = dict(zip(state, after, strict=True))
        styles.append(style.numpy())
        beats.append(beat.numpy())
    lag = lag_steps(model)
    return np.concatenate(styles)[lag:], np.concatenate(beats)[lag:]


def in_onnx(sound: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Run the shipped network as the page's listener does."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(SHIPPED / "live.onnx", options)
    card = json.loads((SHIPPED / "live.json").read_text())
    state = {n: np.zeros(shape, np.float32) for n, shape in card["state"].items()}
    state["samples"] = sound[None, : card["overlap"]]
    one, styles, beats = np.ones(1, np.float32), [], []
    for samples in steps_of(sound):
        feeds = {"sound": samples[None], "keep": one, "take": one, **state}
        style, beat, *after = session.run(None, feeds)
        state = dict(zip(state, after, strict=True))
        styles.append(style)
        beats.append(beat)
    lag = card["lag_steps"]
    return np.concatenate(styles)[lag:], np.concatenate(beats)[lag:]


def test_log_mels_by_matrices_are_those_of_the_front_end() -> None:
    waveforms = torch.from_numpy(noise(0.5))[None]
    front_end = LogMel()
    difference = MatrixLogMel(front_end)(waveforms) - front_end(waveforms)
    assert difference.abs().max() < 1e-3  # nats


def test_steps_give_the_styles_of_the_stream() -> None:
    model, sound = toy_live(), noise(1.5)
    styles, _ = in_torch(model, sound)
    expected = StreamingExpression(model.style_cnn()).feed(sound)
    np.testing.assert_allclose(styles, expected[: len(styles)], atol=1e-5)
    assert len(styles) > 20


def test_steps_give_the_beats_of_the_whole_take() -> None:
    model, sound = toy_live(), noise(1.5)
    _, beats = in_torch(model, sound)
    mels = standardised(LogMel()(torch.from_numpy(sound)[None]))[0]
    expected = model.beats(mels)[: len(beats)].numpy()
    np.testing.assert_allclose(beats, expected, atol=1e-5)


def test_the_past_fades_where_less_of_it_is_kept() -> None:
    model = toy_live()
    first, second = noise(1.5, 1), noise(1.5, 2)
    keep = torch.tensor([0.8])
    one, _ = in_torch(model, np.concatenate([first, second]), keep)
    other, _ = in_torch(model, np.concatenate([0.3 * first, second]), keep)
    assert np.abs(one[10] - other[10]).max() > 1e-3
    np.testing.assert_allclose(one[-1], other[-1], atol=1e-3)


@torch.no_grad()
def test_silence_that_is_not_taken_leaves_the_sums_as_they_are() -> None:
    model = toy_live()
    state = first_state(model, torch.zeros(OVERLAP))
    state = {**state, "step": torch.tensor([50.0]), "sums": torch.ones(1, 36)}
    after = LiveStep(model).eval()(torch.zeros(1, STEP), ONE, NOTHING, *state.values())
    assert torch.equal(after[-1], state["sums"])


def test_an_output_is_there_less_than_half_a_second_after_its_frame_began() -> None:
    model = LiveModel.read(assets_folder("live"))
    look_ahead_ms = StreamingExpression(model.style_cnn()).look_ahead_ms
    assert look_ahead_ms <= 1000 * lag_s(model) < look_ahead_ms + 40
    assert lag_s(model) < 0.45


@pytest.mark.data
@pytest.mark.parametrize("take", [0, 300, 700])
def test_the_shipped_onnx_agrees_with_the_stream_on_real_takes(
    speech_data: Path, take: int
) -> None:
    paths = sorted((speech_data / "librispeech_clean").glob("audio/**/*.ogg"))
    waveform = load_audio(paths[take], EngineConfig().limits).waveform
    sound = at_working_level(waveform)[: 6 * SAMPLE_RATE]
    model = LiveModel.read(assets_folder("live"))
    styles, beats = in_onnx(sound)
    expected = StreamingExpression(model.style_cnn()).feed(sound)[: len(styles)]
    np.testing.assert_allclose(styles, expected, atol=2e-3)
    mels = standardised(LogMel()(torch.from_numpy(sound)[None]))[0]
    np.testing.assert_allclose(beats, model.beats(mels)[: len(beats)], atol=2e-3)


def test_the_shipped_onnx_is_exported_from_the_shipped_checkpoint() -> None:
    model = LiveModel.read(assets_folder("live"))
    sound = noise(2.0)
    styles, beats = in_onnx(sound)
    expected_styles, expected_beats = in_torch(model, sound)
    np.testing.assert_allclose(styles, expected_styles, atol=1e-3)
    np.testing.assert_allclose(beats, expected_beats, atol=1e-3)
