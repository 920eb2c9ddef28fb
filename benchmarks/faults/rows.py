"""What an installation has kept, as its rows and files say."""

from __future__ import annotations

import json
import time
from typing import Any

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
PENDING = ("queued", "running")


def kept(site: Installation) -> dict[str, Any]:
    """Read rows and files once."""
    return json.loads(site.program(KEPT).splitlines()[-1])


def settled(site: Installation, patience_s: float) -> dict[str, Any]:
    """Read them until no take is pending, or for as long as one is patient."""
    end = time.monotonic() + patience_s
    while True:
        found = kept(site)
        states = [row[0] for rows in found["takes"].values() for row in rows]
        if time.monotonic() > end or not set(states) & set(PENDING):
            return found
        time.sleep(1)
