"""Resident memory of the web process and of the worker, each in its own process."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile

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
SPEAK = """
import sys
from pathlib import Path
import emotion_engine as engine
text = "If you record a present for every object that you want to refuse."
config = engine.EngineConfig.from_environment()
engine.synthesize_reference(text, config=config, out=Path(sys.argv[1]))
"""
WORKER = """
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teaching_app.settings")
import django
django.setup()
import teaching_app.celery
import emotion_engine as engine
from pathlib import Path
text = "If you record a present for every object that you want to refuse."
config = engine.EngineConfig.from_environment()
engine.warm_up(config)
for _ in range(3):
    report = engine.analyze_utterance(
        Path(sys.argv[1]), text=text, style="happy", config=config
    )
    assert report.assessable, report.reason
"""
SPEAKING = """
voice = engine.READING_VOICES[0].code
engine.synthesize_reference(text, config=config, out=Path(sys.argv[1]), voice=voice)
"""
REPORT = """
import psutil
print(round(psutil.Process().memory_info().rss / 1e6, 1))
"""


PREPARE = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teaching_app.settings")
import django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
"""


def resident_memory_mb() -> dict[str, float]:
    """Megabytes (10^6 bytes) after one page, after three takes, and a voice on top."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "VAR_DIR": folder,
            "STATIC_ROOT": f"{folder}/static",
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        }
        take = f"{folder}/take.wav"
        run(PREPARE + REPORT, environment)
        run(SPEAK + REPORT, environment, take)
        return {
            "web": run(WEB + REPORT, environment),
            "worker": run(WORKER + REPORT, environment, take),
            "worker_speaking": run(WORKER + SPEAKING + REPORT, environment, take),
        }


def peak_memory_mb() -> float:
    """Megabytes (10^6 bytes) that this process held at most so far."""
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(kilobytes * 1024 / 1e6, 1)


def run(program: str, environment: dict[str, str], *arguments: str) -> float:
    """Run a program in a process of its own; it prints its memory last."""
    finished = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=environment,
    )
    return float(finished.stdout.split()[-1])
