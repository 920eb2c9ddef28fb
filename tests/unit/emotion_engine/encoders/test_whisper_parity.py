"""The converted checkpoint against faster-whisper on the same sound."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_engine.encoders.whisper import run_encoder
from emotion_engine.models import models_of
from emotion_engine.phrase_check.words import edit_distance

pytestmark = pytest.mark.weights


@pytest.fixture(scope="module")
def reference(weights_dir: Path):
    from faster_whisper import WhisperModel

    return WhisperModel(
        str(weights_dir / "whisper-base-ct2"), device="cpu", compute_type="float32"
    )


def synthetic_speech() -> np.ndarray:
    """A buzz with moving formant-like bands: structure in time and frequency."""
    t = np.arange(4 * 16_000) / 16_000
    buzz = sum(np.sin(2 * np.pi * 120 * k * t) / k for k in range(1, 30))
    syllables = np.clip(np.sin(2 * np.pi * 3 * t), 0, None)
    return (0.05 * buzz * syllables * (1 + np.sin(2 * np.pi * 0.7 * t))).astype("f4")


def test_encoder_output_equals_faster_whispers(engine_config, reference) -> None:
    """Within 1 % of the output's deviation: fp16 weights, other kernels, same maths."""
    import ctranslate2

    whisper = models_of(engine_config).whisper
    padded = np.zeros(whisper.max_samples, dtype=np.float32)
    padded[: 4 * 16_000] = synthetic_speech()
    mel = reference.feature_extractor(padded)[None, :, :3000]
    view = ctranslate2.StorageView.from_array(np.ascontiguousarray(mel, np.float32))
    theirs = np.array(reference.model.encode(view))[0]
    features = whisper.features(padded).T[None]
    np.testing.assert_allclose(features[0].cpu().numpy(), mel[0], atol=2e-3)
    states, _ = run_encoder(
        whisper.model.encoder,
        features.to(whisper.model.dtype),
        torch.tensor([3000], device=whisper.device),
    )
    ours = states[-1][0].float().cpu().numpy()
    error = np.sqrt(np.mean((ours - theirs) ** 2)) / theirs.std()
    assert error < 0.01, f"relative error {error:.4f}"


@pytest.mark.data
@pytest.mark.slow
def test_real_speech_has_the_same_transcript(
    engine_config, reference, speech_data
) -> None:
    """Word for word over the same window; at true length all but hard names agree."""
    import soundfile

    recognizer = models_of(engine_config).recognizer
    whisper = recognizer.whisper

    def transcript(waveform: np.ndarray) -> list[str]:
        return words(recognizer.hear(whisper.encode([waveform]), [[]])[0].heard)

    folder = speech_data / "librispeech"
    rows = list(csv.DictReader((folder / "manifest.csv").open()))
    short = sorted(rows, key=lambda row: float(row["duration_s"]))[100:102]
    n_different = n_words = 0
    for row in short:
        waveform, _ = soundfile.read(folder / row["path"], dtype="float32")
        padded = np.pad(waveform, (0, whisper.max_samples - len(waveform)))
        theirs = words(greedy_transcript(reference, whisper.features(padded)))
        assert transcript(padded) == theirs
        ours = transcript(waveform)
        n_different += edit_distance(ours, theirs)
        n_words += len(theirs)
    assert n_different / n_words < 0.15


def greedy_transcript(reference, features: torch.Tensor) -> str:
    """Decode with the other implementation from the same spectrogram."""
    import ctranslate2

    mel = np.ascontiguousarray(features.T[None].float().cpu().numpy())
    prompt = ["<|startoftranscript|>", "<|en|>", "<|transcribe|>", "<|notimestamps|>"]
    found = reference.model.generate(
        ctranslate2.StorageView.from_array(mel), [prompt], beam_size=1
    )
    return reference.hf_tokenizer.decode(found[0].sequences_ids[0])


def words(text: str) -> list[str]:
    """Words in small letters: commas are not heard."""
    return "".join(c for c in text.lower() if c.isalnum() or c == " ").split()
