"""Ten voices, and what a class of ten does together in its browsers."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import numpy as np
import soundfile
from playwright.sync_api import Page, expect

import emotion_engine as engine
from tests.browser.site import ROOT
from tests.browser.takes import with_room, write_wav

TEXT = "Maybe tomorrow, it will be cold."  # the library has it without a comma
SAID = TEXT.replace(",", "")
NAMES = ("Aiko", "Bao", "Chen", "Dana", "Emil", "Fang", "Gita", "Hana", "Ivo", "Jun")
PASSWORD = "a long sentence nobody guesses"


def ten_voices(folder: Path, config: engine.EngineConfig) -> list[Path]:
    """``TEXT`` by ten speakers of CREMA-D or, without it, by the model voice."""
    data = Path(os.environ.get("SPEECH_DATA", ROOT.parent / "shared" / "data"))
    manifest = data / "crema_d" / "manifest.csv"
    if manifest.is_file():
        found = [manifest.parent / path for path in _paths_by_speaker(manifest)]
    else:
        model_voice = folder / "model_voice.wav"
        engine.synthesize_reference(TEXT, config=config, out=model_voice)
        found = [model_voice] * len(NAMES)
    return [
        write_wav(folder / f"{name}.wav", with_room(_waveform(path)))
        for name, path in zip(NAMES, found, strict=True)
    ]


def _paths_by_speaker(manifest: Path) -> list[str]:
    """One neutral take of each of the first ten speakers."""
    with manifest.open() as rows:
        takes = {
            row["speaker"]: row["path"]
            for row in csv.DictReader(rows)
            if (row["text"], row["emotion"]) == (SAID, "neutral")
        }
    return [takes[speaker] for speaker in sorted(takes)[: len(NAMES)]]


def _waveform(path: Path) -> np.ndarray:
    return soundfile.read(path, dtype="float32")[0]


def sign_up(page: Page, name: str) -> None:
    page.fill("[name=username]", name)
    for field in ("password1", "password2"):
        page.fill(f"[name={field}]", PASSWORD)
    page.click("main button[type=submit]")


def join(page: Page, name: str) -> None:
    """From the invitation to the class: make an account, read and agree."""
    page.get_by_role("link", name="I am new here").click()
    sign_up(page, f"ten-{name}".lower())
    page.get_by_label("Your name, as your teacher knows you").fill(name)
    page.get_by_label("16 or older").check()
    page.get_by_role("button", name="I agree").click()
    expect(page.get_by_text("You are in the class")).to_be_visible()
