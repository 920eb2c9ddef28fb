"""A complete installation for browser tests: web, worker and scheduler in a new folder."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser.programs import Programs
from tests.factories.servers import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
# Phrases that get proper references. Making all ninety would block the worker for a
# minute, so the others get a placeholder file.
WITH_REFERENCE = ("kids-are-talking", "dark-suit", "new-record", "where-do-you-live")
INSTALL = f"""
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("install_content")
call_command("install_references")

from django.core.files.base import ContentFile
from teaching_app.practice.models import ListeningSound, Phrase, ReferenceAudio
from tests.factories.sound import wav_bytes
from tests.factories.models import ReferenceAudioFactory
others = Phrase.objects.exclude(slug__in={WITH_REFERENCE})
ReferenceAudio.objects.filter(phrase__in=others).update(timings=[])
for phrase in others.filter(references=None):
    ReferenceAudioFactory(
        phrase=phrase, kind="synthetic", style="", speaker="af_heart", timings=[]
    )
sound = ListeningSound()
sound.file.save("listening/sound.wav", ContentFile(wav_bytes()), save=False)
ListeningSound.objects.update(
    state="done", file=sound.file.name, outline=[[0.1, 2, -3], [0.2, None, -20]]
)
"""
COLLECT = """
from django.core.management import call_command
call_command("collectstatic", interactive=False, verbosity=0)
"""
START_TIMEOUT_S = 60
STOP_TIMEOUT_S = 30


@dataclass
class Site:
    """What ``bin/start`` serves, on its own port, with its own database and files."""

    folder: Path
    options: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.log = self.folder / "processes.log"
        self.installed = self.folder / "installed.txt"
        self.programs = Programs(ROOT, self.environment)

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "VAR_DIR": str(self.folder / "var"),
            "STATIC_ROOT": str(self.folder / "static"),
            "PROJECT_ROOT": str(ROOT),
            "WEB_BIND": f"127.0.0.1:{self.port}",
            "DJANGO_SETTINGS_MODULE": "teaching_app.settings",
            "TAKES_PER_MINUTE": "1000",
            "LTI_LOCAL_HOSTS": "127.0.0.1",
            **self.options,
        }

    def manage(self, *arguments: str) -> str:
        """Run one management command of this installation."""
        finished = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert finished.returncode == 0, finished.stderr
        return finished.stdout

    def program(self, source: str) -> str:
        """Run a program inside the application; return what it prints."""
        return self.programs.run(source)

    @property
    def passwords(self) -> dict[str, str]:
        """The passwords of the accounts that the content came with."""
        accounts = r"Account (\S+), password (\S+)"
        return dict(re.findall(accounts, self.installed.read_text()))

    def start(self) -> None:
        """Install and serve."""
        self.install()
        self.serve()

    def install(
        self, migrated: Path | None = None, collected: Path | None = None
    ) -> None:
        """Make tables and what is in them, and static files.

        ``migrated`` has the tables already, ``collected`` the static files.
        """
        (self.folder / "var").mkdir(parents=True)
        if migrated:
            shutil.copy(migrated / "db.sqlite3", self.folder / "var")
        if collected:
            shutil.copytree(collected, self.folder / "static")
        else:
            self.program(COLLECT)
        self.installed.write_text(self.program(INSTALL))
        self.programs.end()

    def serve(self) -> None:
        """Start what ``bin/start`` starts, and wait until it answers."""
        configuration = ROOT / "teaching_app" / "serving" / "supervisord.conf"
        supervisord = Path(sys.executable).parent / "supervisord"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [supervisord, "--nodaemon", "--configuration", configuration],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._wait_until_healthy()

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + START_TIMEOUT_S
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/health/", timeout=2):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
        raise AssertionError(f"nothing is served:\n{self.log.read_text()[-3000:]}")

    def stop(self) -> None:
        """Stop all processes as Ctrl-C does."""
        self.programs.end()
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
