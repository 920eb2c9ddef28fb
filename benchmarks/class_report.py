"""How long the page of a class takes: 40 learners with 200 takes each.

``python -m benchmarks.class_report [--json FILE]`` builds the class in a database of its
own beside the one of ``DATABASE_URL`` (PostgreSQL or SQLite), opens the page as its
teacher does, and removes that database again.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teaching_app.settings")

import numpy as np

from .own_database import own_database

N_LEARNERS, N_TAKES, REPEATS = 40, 200, 20
BACKEND = "django.contrib.auth.backends.ModelBackend"


def main() -> int:
    """Measure, print, and write the figures if requested."""
    arguments = parser().parse_args()
    with own_database():
        result = measure(arguments.learners, arguments.takes, arguments.repeats)
    print(json.dumps(result, indent=1))
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n")
    return 0


def measure(n_learners: int, n_takes: int, repeats: int) -> dict[str, Any]:
    """Seconds and queries of one page, over some visits after the first."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from .made_class import make

    school_class = make(n_learners=n_learners, n_takes=n_takes)
    client = Client()
    teacher = school_class.staff.get().membership.user
    client.force_login(teacher, backend=BACKEND)
    address = reverse("insights_class", args=[school_class.public_id])
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    n_queries = len(queries)  # before the next request empties the log
    seconds = []
    cpu = time.process_time()
    for _ in range(repeats):
        start = time.perf_counter()
        response = client.get(address)
        seconds.append(time.perf_counter() - start)
        assert response.status_code == 200
    cpu = (time.process_time() - cpu) / repeats
    p50, p95 = np.percentile(seconds, [50, 95])
    return {
        "database": connection.vendor,
        "learners": n_learners,
        "takes": n_learners * n_takes,
        "queries": n_queries,
        "bytes": len(response.content),
        "p50_s": round(float(p50), 3),
        "p95_s": round(float(p95), 3),
        "cpu_s": round(cpu, 3),
    }


def parser() -> argparse.ArgumentParser:
    """The command line."""
    found = argparse.ArgumentParser(description=__doc__)
    found.add_argument("--learners", type=int, default=N_LEARNERS)
    found.add_argument("--takes", type=int, default=N_TAKES)
    found.add_argument("--repeats", type=int, default=REPEATS)
    found.add_argument("--json", type=Path, help="write the result to this file")
    return found


if __name__ == "__main__":
    sys.exit(main())
