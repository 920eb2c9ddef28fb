"""A stored take for each state that a feedback page can be in."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.browser.site import Site
from tests.reports import as_read, native_report, report, synthetic_report, unheard

STATES = (
    "native",
    "synthetic",
    "unclear",
    "not_assessable",
    "queued",
    "running",
    "failed",
    "rejected",
)

# Runs inside the installation, since this process must not touch its database.
WRITE = """
import json, sys, uuid
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils import timezone
from teaching_app.practice.models import Analysis, Phrase, Recording
from teaching_app.practice.services import learners

owner = learners.of(user=get_user_model().objects.get(username="demo-learner"))
phrase = Phrase.objects.get(slug="kids-are-talking")
written = {}
for name, row in json.loads(STATES).items():
    recording = Recording(owner=owner, phrase=phrase, idempotency_key=uuid.uuid4(),
        container="wav", size=1, sha256="0" * 64, source="recorder")
    recording.file.save(f"{uuid.uuid4()}.wav", ContentFile(bytes(WAV)))
    recording.save()
    analysis = Analysis(recording=recording, text=phrase.text,
        with_expression=True, queued_at=timezone.now(), last_sent_at=timezone.now(), **row)
    if analysis.state == "running":
        analysis.claimed_by, analysis.heartbeat_at = "nobody", timezone.now()
    analysis.save()
    written[name] = f"/takes/{analysis.public_id}/"
print("STATES", json.dumps(written))
"""


def rows() -> dict[str, dict]:
    """The fields of the row for each state."""
    whole = native_report()
    early = replace(
        report(assessable=None),
        quality=as_read(whole).quality,
        phrase_check=as_read(whole).phrase_check,
    ).to_json()
    unclear = native_report()
    unclear["expression"].update(clear=False, sounds_like=None, match=None)
    silent = unheard() | {"quality": whole["quality"]}
    return {
        "native": {"state": "done", "report": whole, "style": "happy"},
        "synthetic": {"state": "done", "report": synthetic_report()},
        "unclear": {"state": "done", "report": unclear, "style": "happy"},
        "not_assessable": {"state": "done", "report": silent},
        "queued": {"state": "queued"},
        "running": {"state": "running", "stage": "alignment", "report": early},
        "failed": {"state": "failed"},
        "rejected": {"state": "rejected", "refusal": "not_audio"},
    }


def write_states(site: Site) -> dict[str, str]:
    """Store the takes; return the address of each feedback page by state."""
    wav = site.folder / "state.wav"
    _write_tone(wav)
    given = f"STATES = {json.dumps(rows())!r}\nWAV = {list(wav.read_bytes())}\n"
    output = site.program(given + WRITE)
    line = next(li for li in output.splitlines() if li.startswith("STATES "))
    return json.loads(line.removeprefix("STATES "))


def _write_tone(path) -> None:
    import numpy as np

    from tests.browser.takes import RATE, write_wav

    times_s = np.arange(RATE // 4) / RATE
    write_wav(path, 0.2 * np.sin(2 * np.pi * 220 * times_s))
