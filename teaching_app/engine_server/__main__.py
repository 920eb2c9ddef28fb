"""Serve the engine on this machine, or on the Ray cluster that ``RAY_ADDRESS`` names.

python -m teaching_app.engine_server --replicas 4 --gpus 1 --host 0.0.0.0
"""

from __future__ import annotations

import argparse
import os
import signal
from contextlib import suppress
from typing import Any

import ray
from ray import serve

from .deployment import application

# Takes go by HTTP and not through Ray's store of objects, which would take a third of the
# memory.
STORE_BYTES = 100 * 2**20


def main(arguments: list[str] | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    options = parse(arguments)
    ray.init(**_own_cluster())
    serve.start(http_options={"host": options.host, "port": options.port})
    shape = {name: getattr(options, name) for name in ("replicas", "gpus", "cpus")}
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # Ray's would abort
    with suppress(KeyboardInterrupt):
        serve.run(application(shape), name="engine", blocking=True)
    serve.shutdown()


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m teaching_app.engine_server", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--replicas", type=int, default=1)
    parser.add_argument("--gpus", type=float, default=0, help="of each replica")
    parser.add_argument("--cpus", type=float, default=1, help="of each replica")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at")
    parser.add_argument("--port", type=int, default=8000)
    return parser.parse_args(arguments)


def _own_cluster() -> dict[str, Any]:
    """What a cluster of this machine alone is started with."""
    if os.environ.get("RAY_ADDRESS"):
        return {}
    return {"include_dashboard": False, "object_store_memory": STORE_BYTES}


if __name__ == "__main__":
    main()
