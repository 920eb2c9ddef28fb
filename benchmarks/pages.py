"""How long requests take, and how much of a processor: for the capacity plan.

``python -m benchmarks.pages [--json FILE]``: the history of a learner with 2,000 takes,
the search for 49 Chinese words, signed out, the metrics, an upload of four seconds and
a poll for its result, in a database of its own with the shipped phrases.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teaching_app.settings")

import numpy as np
from django.core.files.base import ContentFile

from tests.factories.sound import wav_bytes
from tests.reports import native_report

from .own_database import own_database

N_TAKES, REPEATS = 2000, 20
WORDS = ["重音", "句子", "语调", "读", "词", "音节", "你", "的", "在", "这"]
BACKEND = "django.contrib.auth.backends.ModelBackend"
TOKEN = "of-the-benchmark"


def main() -> int:
    """Measure, print, and write the figures if requested."""
    found = argparse.ArgumentParser(description=__doc__)
    found.add_argument("--takes", type=int, default=N_TAKES)
    found.add_argument("--json", type=Path, help="write the result to this file")
    arguments = found.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VAR_DIR"] = folder  # of the files and messages of what is uploaded
        with own_database():
            result = measure(arguments.takes)
    print(json.dumps(result, indent=1))
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n")
    return 0


def measure(n_takes: int) -> dict[str, Any]:
    """Seconds of each page, over some visits after the first."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    call_command("install_content", verbosity=0, stdout=io.StringIO())
    settings.METRICS_TOKEN = TOKEN
    settings.TAKES_PER_MINUTE = 10_000
    learner = _learner(n_takes)
    signed_in = Client()
    signed_in.force_login(learner.user, backend=BACKEND)
    chinese = Client(headers={"Accept-Language": "zh-hans"})
    query = " ".join((WORDS * 5)[:49])
    take = learner.recordings.first()
    address = f"/phrases/{take.phrase.slug}/takes/"
    poll = f"/takes/{take.analyses.get().public_id}/status/"
    scraper = Client(headers={"Authorization": f"Bearer {TOKEN}"})
    return {
        "database": connection.vendor,
        "takes": n_takes,
        "history": _seconds(lambda: signed_in.get("/history/")),
        "search_of_49_words": _seconds(lambda: chinese.get("/", {"query": query})),
        "metrics": _seconds(lambda: scraper.get("/metrics")),
        "upload_of_4_s": _seconds(lambda: signed_in.post(*_take(address))),
        "poll": _seconds(lambda: signed_in.get(poll)),
        "report_bytes": len(json.dumps(native_report(), separators=(",", ":"))),
    }


def _take(address: str) -> tuple[str, dict[str, Any]]:
    """A take as a browser sends it, at 48 kHz."""
    sound = wav_bytes(4.0, 48_000)
    audio = ContentFile(sound, "take.wav")
    form = {"audio": audio, "idempotency_key": uuid4(), "source": "recorder"}
    return address, form


def _learner(n_takes: int) -> Any:
    """A learner with this many takes of twenty phrases, each with a whole report."""
    from teaching_app.practice.models import Phrase
    from tests.factories.models import (
        Analysis,
        AnalysisFactory,
        LearnerFactory,
        RecordingFactory,
    )

    learner = LearnerFactory()
    phrases = list(Phrase.objects.all()[:20])
    takes = [
        AnalysisFactory.build(
            recording=RecordingFactory(
                owner=learner, phrase=phrases[n % len(phrases)], file="", size=1
            ),
            report=native_report(),
            state="done",
            style="happy",
        )
        for n in range(n_takes)
    ]
    Analysis.objects.bulk_create(takes, batch_size=200)
    return learner


def _seconds(visit: Callable[[], Any]) -> dict[str, float]:
    assert visit().status_code < 400
    seconds = []
    cpu = time.process_time()
    for _ in range(REPEATS):
        start = time.perf_counter()
        visit()
        seconds.append(time.perf_counter() - start)
    cpu = (time.process_time() - cpu) / REPEATS
    p50, p95 = np.percentile(seconds, [50, 95])
    return {
        "p50_s": round(float(p50), 3),
        "p95_s": round(float(p95), 3),
        "cpu_s": round(cpu, 4),
    }


if __name__ == "__main__":
    sys.exit(main())
