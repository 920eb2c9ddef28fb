"""Whether the live page keeps up: its listener's real-time factor in Chromium.

The page's own worker hears sound as fast as it can, with everything that it does while
somebody speaks: resampling, level, log-mels, network, pitch. Chromium is held to one
core. A real-time factor of 0.2 means that a second of speech costs a fifth of a second.
It is the processor time of all of Chromium's processes: on a busy machine the time that
passes says little, and is printed beside it.

    python -m benchmarks.live [--seconds 20] [--repeats 3] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import Page, Route, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
ORIGIN = "http://localhost"
VENDOR = {"onnxruntime": "onnxruntime-web/dist"}
TYPES = {".js": "text/javascript", ".mjs": "text/javascript"}
TYPES |= {".wasm": "application/wasm", ".json": "application/json"}
GOAL = 0.2
WARM_UP_S = 10.0

LOAD = """async () => {
  window.listener?.terminate();
  const worker = window.listener = new Worker("/static/js/workers/listener.js", { type: "module" });
  const next = (type) => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (data.type === "failed") reject(new Error(data.reason));
      else if (data.type === type) resolve(data);
    };
  });
  const at = (path) => new URL(`/static/${path}`, location.href).href;
  const startedAt = performance.now();
  worker.postMessage({ type: "load", network: at("models/live.onnx"),
    card: at("models/live.json"),
    wasm: at("vendor/onnxruntime/ort-wasm-simd-threaded.wasm") });
  window.card = (await next("ready")).card;
  return performance.now() - startedAt;
}"""
HEAR = """async (seconds) => {
  const { listener: worker, card } = window;
  worker.postMessage({ type: "begin", sampleRate: 48000 });
  const blocks = Math.floor((48000 * seconds) / 2048);
  const last = new Promise((resolve) => {
    const nSteps = Math.floor((seconds * 16000 - 2000) / card.step);
    worker.onmessage = ({ data }) => {
      if (data.frame + card.lag_steps >= nSteps - 1) resolve(data);
    };
  });
  for (let n = 0; n < blocks; n += 1) {
    const block = Float32Array.from({ length: 2048 }, (_, i) => {
      const t = (n * 2048 + i) / 48000;
      const syllable = Math.max(0, Math.sin(2 * Math.PI * 2 * t));
      return syllable * 0.2 * Math.sin(2 * Math.PI * 150 * t) + 0.002 * Math.random();
    });
    worker.postMessage({ type: "sound", block }, [block.buffer]);
  }
  const { busyMs, endS } = await last;
  return { elapsed: busyMs / 1000 / endS, endS };
}"""


def main(arguments: list[str] | None = None) -> int:
    """Time the listener; print and, if asked to, write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    hold_to_one_core()
    runs = measure(options.seconds, options.repeats)
    factors = [run["factor"] for run in runs]
    result = {
        "real_time_factor": statistics.median(factors),
        "slowest": max(factors),
        "elapsed_factor": statistics.median(run["elapsed"] for run in runs),
        "load_ms": statistics.median(run["load_ms"] for run in runs),
        "seconds": options.seconds,
        "goal": GOAL,
    }
    print(
        f"real-time factor {result['real_time_factor']:.3f} "
        f"(slowest of {len(runs)}: {result['slowest']:.3f}; goal {GOAL}), elapsed "
        f"{result['elapsed_factor']:.3f}, "
        f"ready after {result['load_ms']:.0f} ms"
    )
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n")
    return 0


def hold_to_one_core() -> None:
    """Let this process and all that it starts use a single core, where that is possible."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def measure(seconds: float, repeats: int) -> list[dict[str, float]]:
    """Run the listener several times, each in a new worker."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as running:
        browser = running.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.context.route(f"{ORIGIN}/**", serve)
        page.goto(f"{ORIGIN}/")
        runs = [hear(page, seconds) for _ in range(repeats)]
        browser.close()
    return runs


def hear(page: Page, seconds: float) -> dict[str, float]:
    """Let a new worker hear the sound, and count the processor time that it takes.

    Chromium compiles WebAssembly again, for speed, while it already runs: that is over
    once some sound was heard.
    """
    load_ms = page.evaluate(LOAD)
    page.evaluate(HEAR, WARM_UP_S)
    before = cpu_s()
    heard = page.evaluate(HEAR, seconds)
    factor = (cpu_s() - before) / heard["endS"]
    return heard | {"factor": factor, "load_ms": load_ms}


def cpu_s() -> float:
    """Return the processor time of Chromium's processes so far."""
    started = psutil.Process().children(recursive=True)
    times = [one.cpu_times() for one in started if "chrom" in one.name()]
    return sum(one.user + one.system for one in times)


def serve(route: Route) -> None:
    """Answer from ``static`` and ``node_modules``; the page itself is empty."""
    path = urlsplit(route.request.url).path.removeprefix("/static/")
    if path == "/":
        route.fulfill(
            body="<!doctype html><title>live</title>", content_type="text/html"
        )
        return
    file = ROOT / "static" / path
    if path.startswith("vendor/"):
        _, name, rest = path.split("/", 2)
        file = ROOT / "node_modules" / VENDOR[name] / rest
    route.fulfill(path=file, content_type=TYPES.get(file.suffix))


if __name__ == "__main__":
    sys.exit(main())
