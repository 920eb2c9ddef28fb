"""Send every hostile file through the web form, and mutants through the decoder.

``python -m benchmarks.hostile [--mutants 10000] [--seed 20] [--json FILE]`` serves an
installation of its own as ``bin/start`` does, with the engine, sends it more than a
thousand files, and waits until each that was accepted has its outcome. Then it has mutants
of valid files decoded as a worker does. Exit status 1 if anything crashed, hung or grew.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import uuid4

import psutil

from benchmarks.installation import Answer, Installation, Visitor

from .boxes import chunk, riff, wav_format
from .files import HostileFile, all_files
from .mutants import PEAK, decode_all, mutants

MOST_S, MOST_GROWTH_MB = 10.0, 300.0
PATIENCE_S = 1_200
# A worker that waits reads phrases aloud, and its memory is then not that of takes.
QUEUES_OF_TAKES = "chores,cpu,on-request"
LOST_WORKER = re.compile(r"WorkerLostError|signal \d+ \(SIG")
OUTCOMES = """
import json
import django
django.setup()
from django.core.files.storage import default_storage
from teaching_app.practice.models import Analysis, Recording

rows = Analysis.objects.values_list(
    "state", "refusal", "attempts", "error", "started_at", "finished_at")
names = set(Recording.objects.exclude(file="").values_list("file", flat=True))
stored = set()
for folder in default_storage.listdir("takes")[0]:
    for name in default_storage.listdir(f"takes/{folder}")[1]:
        stored.add(f"takes/{folder}/{name}")
print(json.dumps({
    "pending": sum(row[0] in Analysis.PENDING for row in rows),
    "outcomes": [f"{row[0]} {row[1]}".strip() for row in rows],
    "tried_again": sum(row[2] > 1 for row in rows),
    "errors": sorted({row[3] for row in rows if row[3]}),
    "slowest_analysis_s": max(
        [(row[5] - row[4]).total_seconds() for row in rows if row[5]], default=0),
    "files_without_row": len(stored - names),
    "rows_without_file": len(names - stored),
}))
"""


def main() -> int:
    """Send, decode, print, and say whether all was well."""
    options = parser().parse_args()
    result = {
        "web": through_the_web(all_files()),
        "decoder": decode_all(mutants(options.mutants, options.seed)),
    }
    result["faults"] = faults_of(result)
    print(json.dumps(result, indent=1))
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n")
    return 1 if result["faults"] else 0


def through_the_web(files: Iterable[HostileFile]) -> dict[str, Any]:
    """Send files to an installation of their own; what became of them."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Installation(Path(folder), queues=QUEUES_OF_TAKES) as site,
    ):
        (learner,) = site.prepare()
        site.start("web", "worker", "scheduler")
        warm_up(site, learner)
        before = peaks_mb(site)
        answers = [(file, send(learner, file)) for file in files]
        rows = outcomes_of(site)
        after = peaks_mb(site)
        lost = len(LOST_WORKER.findall(site.log("worker")))
    accepted = sum(answer.status == 201 for _, answer in answers)
    slowest = max(answers, key=lambda each: each[1].seconds)
    return {
        "files": len(answers),
        "accepted": accepted,
        "refused": dict(Counter(a.code for _, a in answers if a.code).most_common()),
        "no_answer_or_5xx": [f.name for f, a in answers if is_fault(a)],
        "slowest_answer_s": round(slowest[1].seconds, 2),
        "slowest_answer": slowest[0].name,
        **rows,
        "outcomes": dict(Counter(rows["outcomes"]).most_common()),
        "workers_lost": lost,
        "processes_gone": sorted(before.keys() - after.keys()),
        "growth_mb": round(
            max(after[pid] - before[pid] for pid in before.keys() & after.keys()), 1
        ),
    }


def send(learner: Visitor, file: HostileFile) -> Answer:
    """Send a file under a key of its own."""
    return learner.send(
        file.data,
        str(uuid4()),
        file_name=file.file_name,
        content_type=file.content_type,
    )


def is_fault(answer: Answer) -> bool:
    """Whether it was neither accepted nor refused with a reason."""
    if answer.status in (200, 201):
        return False
    return answer.status in (0, 500, 502, 503, 504) or not answer.code


def warm_up(site: Installation, learner: Visitor) -> None:
    """Have the longest take analysed, so that growth is that of hostile files alone."""
    longest = riff(wav_format(), chunk(b"data", bytes(2 * 16_000 * 30)))
    answer = learner.send(longest, str(uuid4()))
    if answer.status != 201:
        raise SystemExit(f"a take of 30 s: {answer.status} {answer.content[:200]!r}")
    outcomes_of(site)


def outcomes_of(site: Installation) -> dict[str, Any]:
    """Wait until nothing is pending; what the rows say."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        found = json.loads(site.program(OUTCOMES).splitlines()[-1])
        if not found["pending"]:
            return found
        time.sleep(1)
    return found


def peaks_mb(site: Installation) -> dict[int, float]:
    """Peak memory of the web process and of the workers, decoders apart."""
    found = {}
    for name in ("web", "worker"):
        main_process = psutil.Process(site.processes[name].pid)
        for process in [main_process, *main_process.children()]:
            status = Path(f"/proc/{process.pid}/status").read_text()
            found[process.pid] = int(PEAK.findall(status)[0]) * 1024 / 1e6
    return found


def faults_of(result: dict[str, Any]) -> list[str]:
    """What must not be."""
    web, decoder = result["web"], result["decoder"]
    slowest_s = (
        web["slowest_answer_s"],
        web["slowest_analysis_s"],
        decoder["slowest_s"],
    )
    faults = {
        "no answer": web["no_answer_or_5xx"],
        "still pending": web["pending"],
        "tried again": web["tried_again"],
        "failed": web["errors"],
        "workers lost": web["workers_lost"] or web["processes_gone"],
        "files without a row": web["files_without_row"],
        "hung": max(slowest_s) > MOST_S,
        "grew": max(web["growth_mb"], decoder["growth_mb"]) > MOST_GROWTH_MB,
    }
    return [name for name, found in faults.items() if found]


def parser() -> argparse.ArgumentParser:
    """The command line."""
    found = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    found.add_argument("--mutants", type=int, default=10_000)
    found.add_argument("--seed", type=int, default=20)
    found.add_argument("--json", type=Path, help="write the result to this file")
    return found


if __name__ == "__main__":
    sys.exit(main())
