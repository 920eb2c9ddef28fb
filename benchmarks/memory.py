"""Resident memory of the web process and of the worker, each in its own process."""

from __future__ import annotations

import os
import subprocess
import sys

import emotion_engine as engine

WEB = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teaching_app.settings")
from teaching_app.wsgi import application
from django.test import Client
from django.urls import reverse
response = Client(headers={"host": "localhost"}).get(reverse("phrase_list"))
assert response.status_code == 200, response.status_code
import sys
assert "torch" not in sys.modules, "the web process imported torch"
"""
WORKER = """
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teaching_app.settings")
import django
django.setup()
import teaching_app.celery
import emotion_engine as engine
from pathlib import Path
config = engine.EngineConfig.from_environment()
engine.warm_up(config)
take = Path(sys.argv[1])
text = "If you record a present for every object that you want to refuse."
engine.synthesize_reference(text, config=config, out=take)
for _ in range(3):
    engine.analyze_utterance(take, text=text, style="happy", config=config)
"""
REPORT = """
import psutil
print(round(psutil.Process().memory_info().rss / 1e6, 1))
"""


def resident_memory_mb(config: engine.EngineConfig) -> dict[str, float]:
    """Megabytes (10^6 bytes) after one page, and after three analysed takes."""
    import tempfile

    with tempfile.NamedTemporaryFile(suffix=".wav") as take:
        return {"web": run(WEB), "worker": run(WORKER, take.name)}


def run(program: str, *arguments: str) -> float:
    finished = subprocess.run(
        [sys.executable, "-c", program + REPORT, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ,
    )
    return float(finished.stdout.split()[-1])
