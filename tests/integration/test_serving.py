"""What bin/start runs at its end: it serves, comes back, and stops cleanly."""

from __future__ import annotations

import os
import signal
import subprocess
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.factories.installation import ROOT, Installation, wait_until
from tests.factories.servers import free_port

SUPERVISOR = ("supervisor.supervisord", "--nodaemon")
WEB = "teaching_app.serving.web"
CONFIGURATION = ROOT / "teaching_app" / "serving" / "supervisord.conf"


def children_of(pid: int) -> dict[str, int]:
    """Process ids below one, by their last argument."""
    listed = subprocess.run(
        ["ps", "-ww", "-o", "pid=", "-o", "args=", "--ppid", str(pid)],
        capture_output=True,
        text=True,
    )
    found = [line.split() for line in listed.stdout.splitlines()]
    return {
        name: int(words[0])
        for words in found
        for name in (WEB, "worker", "beat")
        if any(Path(word).name == name for word in words)
    }


@pytest.mark.slow
def test_three_processes_serve_come_back_and_stop_on_ctrl_c(
    install: Callable[..., Installation],
) -> None:
    port = free_port()
    site = install(PROJECT_ROOT=str(ROOT), WEB_BIND=f"127.0.0.1:{port}")

    def is_healthy() -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/") as answer:
                return answer.status == 200
        except (URLError, ConnectionError):
            return False

    def stop(supervisor: subprocess.Popen) -> int:
        """Ctrl-C."""
        supervisor.send_signal(signal.SIGINT)
        return supervisor.wait(60)

    command = (*SUPERVISOR, "--configuration", str(CONFIGURATION))
    with ExitStack() as stack:
        supervisor = stack.enter_context(site.process(*command, log="supervisor"))
        stack.callback(stop, supervisor)
        wait_until(is_healthy, seconds=60, what="healthy")
        first = wait_until(
            lambda: len(found := children_of(supervisor.pid)) == 3 and found,
            seconds=30,
            what="three processes",
        )
        os.kill(first["worker"], signal.SIGKILL)
        wait_until(
            lambda: (
                children_of(supervisor.pid).get("worker", first["worker"])
                != first["worker"]
            ),
            seconds=30,
            what="a new worker",
        )
        assert stop(supervisor) == 0
        assert not is_healthy()
    printed = (site.var / "supervisor.log").read_text()
    assert "web       INFO    Listening at" in printed
    assert "Traceback" not in printed.split("worker    ERROR")[0]
    assert not Path(f"/proc/{first[WEB]}").exists()
