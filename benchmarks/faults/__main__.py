"""Learners send takes over real Redis and PostgreSQL while everything fails in turn.

``python -m benchmarks.faults [--learners 50] [--each 10] [--json FILE]`` serves an
installation of its own, kills each of its processes, empties Redis, crashes PostgreSQL,
refuses writes to the disk, moves the clock and changes tables meanwhile, and then compares
what learners were told with rows and files. Exit status 1 if anything was lost or doubled.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .run import APPS, Plan, faults_of, run


def main() -> int:
    """Run, print, and say whether all was well."""
    options = vars(parser().parse_args())
    file = options.pop("json")
    result = run(Plan(**options))
    result["faults"] = faults_of(result)
    print(json.dumps(result, indent=1))
    if file:
        file.write_text(json.dumps(result, indent=1) + "\n")
    return 1 if result["faults"] else 0


def parser() -> argparse.ArgumentParser:
    """The command line."""
    plan = Plan()
    found = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    found.add_argument("--learners", type=int, default=plan.learners)
    found.add_argument("--each", type=int, default=plan.each, help="takes of a learner")
    found.add_argument("--every-s", type=float, default=plan.every_s)
    found.add_argument("--engine", choices=list(APPS), default=plan.engine)
    found.add_argument("--workers", type=int, default=plan.workers)
    found.add_argument("--at-once", type=int, default=plan.at_once)
    found.add_argument("--hurry", action="store_true", help="notice faults sooner")
    found.add_argument("--calm", action="store_true", help="inject nothing")
    found.add_argument("--json", type=Path, help="write the result to this file")
    return found


if __name__ == "__main__":
    sys.exit(main())
