"""Takes of several phrases over some weeks, recorded by people, for screenshots."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import av
import numpy as np
from playwright.sync_api import Page

import emotion_engine as engine
from tests.browser.site import Site
from tests.browser.steps import ANALYSIS_TIMEOUT_MS, PRACTICE, upload, wait_for_result
from tests.browser.takes import RATE, native_take, with_room, write_wav

RECORD = "/phrases/new-record/"
OWN = "Reports are expected by the end of the year."
OWN_TAKE = "speechocean762/audio/0575/005750099.ogg"  # recorded by a learner aged 19
AS_VERB, AS_NOUN = {3: 1, 6: 1}, {3: 1, 6: 0}
ACTOR = "actor_18"

# Runs inside the installation and backdates each take by its number of days.
MOVE_BACK = """
import json
from datetime import timedelta
from teaching_app.practice.models import Analysis
for public_id, days in json.loads(DAYS).items():
    analysis = Analysis.objects.get(public_id=public_id)
    then = analysis.created_at - timedelta(days=days)
    Analysis.objects.filter(pk=analysis.pk).update(created_at=then)
    type(analysis.recording).objects.filter(pk=analysis.recording_id).update(created_at=then)
"""


def takes(
    speech_data: Path, folder: Path
) -> Iterator[tuple[str, str, np.ndarray, int]]:
    """Yield each take: name, address of its phrase, waveform, age in days."""
    strong = {"speaker": ACTOR, "intensity": "strong"}
    neutral = native_take(speech_data, speaker=ACTOR)
    yield "early", PRACTICE, native_take(speech_data, speaker="actor_11"), 20
    yield "later", PRACTICE, native_take(speech_data, speaker="actor_05"), 12
    yield "plain", PRACTICE, native_take(speech_data, speaker="actor_16"), 5
    for name, stress in {"stress": AS_VERB, "corrected": AS_NOUN}.items():
        yield name, RECORD, _said(stress, folder / f"{name}.wav"), 2
    yield "style", f"{PRACTICE}?style=angry", neutral, 1
    angry = native_take(speech_data, style="angry", **strong)
    yield "nearer", f"{PRACTICE}?style=angry", angry, 0
    yield "own", "/my-phrases/", with_room(_decoded(speech_data / OWN_TAKE)), 0
    yield "other", RECORD, neutral, 0
    yield "silence", RECORD, np.random.default_rng(1).normal(0, 1e-4, 3 * RATE), 0


def fill(page: Page, site: Site, speech_data: Path) -> dict[str, str]:
    """Send every take as a learner would; return feedback addresses by name.

    The pages on which the learner's own phrase is edited and deleted are included.
    """
    found, days_ago = {}, {}
    for name, path, waveform, days in takes(speech_data, site.folder):
        page.goto(path)
        if name == "own":
            page.fill("[name=text]", OWN)
            page.get_by_role("button", name="Practise it").click()
            page.wait_for_url("**/phrases/**")
            written = f"/my-{urlsplit(page.url).path.lstrip('/')}"
            found |= {"own-change": written, "own-erase": f"{written}delete/"}
        voice = page.locator("reference-player")
        voice.wait_for(timeout=ANALYSIS_TIMEOUT_MS)  # it may not be made yet
        sound = waveform.astype(np.float32)
        upload(page, write_wav(site.folder / f"{name}.wav", sound))
        wait_for_result(page)
        tried = page.locator("#cues[hx-get]")  # where there was anything to try
        tried.wait_for(state="detached", timeout=ANALYSIS_TIMEOUT_MS)
        found[name] = urlsplit(page.url).path
        days_ago[found[name].split("/")[2]] = days
    site.program(f"DAYS = {json.dumps(days_ago)!r}\n{MOVE_BACK}")
    return found


def _said(stress: dict[int, int], out: Path) -> np.ndarray:
    from django.conf import settings

    text = "They want to record a new record."
    engine.synthesize_reference(text, config=settings.ENGINE, out=out, stress=stress)
    return with_room(_decoded(out))


def _decoded(path: Path) -> np.ndarray:
    """Decode to mono at the engine's sample rate."""
    resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
    with av.open(str(path)) as container:
        frames = [*container.decode(audio=0), None]
        parts = [part.to_ndarray()[0] for f in frames for part in resampler.resample(f)]
    return np.concatenate(parts)
