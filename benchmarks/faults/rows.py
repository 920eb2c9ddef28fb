"""What an installation has kept, as its rows and files say."""

from __future__ import annotations

import json
import time
from typing import Any

import psycopg

from benchmarks.installation import Installation

KEPT = """
import json
from collections import Counter
import django
django.setup()
from django.core.files.storage import default_storage
from teaching_app.insights.models import TakeFact
from teaching_app.practice.models import Analysis, Recording

takes = {}
for key, state, attempts, error in Analysis.objects.values_list(
    "recording__idempotency_key", "state", "attempts", "error"
):
    takes.setdefault(str(key), []).append([state, attempts, error])
facts = Counter(
    str(key)
    for key in TakeFact.objects.values_list(
        "analysis__recording__idempotency_key", flat=True))
named = set(Recording.objects.exclude(file="").values_list("file", flat=True))
stored = set()
for folder in default_storage.listdir("takes")[0]:
    for name in default_storage.listdir(f"takes/{folder}")[1]:
        stored.add(f"takes/{folder}/{name}")
print(json.dumps({
    "takes": takes,
    "facts": facts,
    "files_without_row": len(stored - named),
    "rows_without_file": len(named - stored),
}))
"""
# What housekeeping does in the course of some hours.
HOUSEKEEPING = """
import django
django.setup()
from datetime import timedelta
from teaching_app.practice.services import nameless_files
parts = range(nameless_files.N_PARTS)
print(nameless_files.delete_in(parts, older_than=timedelta(0)))
"""
PENDING = """
    SELECT id FROM teaching_app_analysis WHERE state IN ('queued', 'running')
"""


def kept(site: Installation) -> dict[str, Any]:
    """Read rows and files once."""
    return json.loads(site.program(KEPT).splitlines()[-1])


def settle(database: str, patience_s: float) -> None:
    """Wait until no take is pending, for as long as one is patient."""
    end = time.monotonic() + patience_s
    with psycopg.connect(database, autocommit=True) as connection:
        while time.monotonic() < end:
            if not connection.execute(PENDING).fetchall():
                return
            time.sleep(0.5)


def housekept(site: Installation) -> int:
    """Delete files without a row, as housekeeping would in time; how many there were."""
    return int(site.program(HOUSEKEEPING).splitlines()[-1])
