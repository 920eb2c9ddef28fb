"""An installation is backed up while it is used, and restored into an empty one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories.installation import SUBMIT, Installation
from tests.factories.servers import postgresql_server

TAKES = """
import hashlib, json
from teaching_app.practice.models import Analysis
print(json.dumps([
    [take.pk, take.state, take.recording.sha256,
     hashlib.sha256(take.recording.file.read()).hexdigest()]
    for take in Analysis.objects.order_by("pk")
]))
"""
# A worker that died with the old installation holds one take.
CLAIM = """
from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis
print(len(jobs.claim(Analysis, worker="worker-a")))
"""
SEND_AGAIN = """
from datetime import timedelta
from django.utils import timezone
from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis
Analysis.objects.filter(state="running").update(
    heartbeat_at=timezone.now() - timedelta(minutes=1))
print(jobs.requeue_stale(Analysis))
"""


def takes_of(site: Installation) -> list[list[object]]:
    return json.loads(site.program(TAKES).splitlines()[-1])


def assert_survives(old: Installation, new: Installation, backup: Path) -> None:
    """Takes of one are in the other after backup and restore, and go on there."""
    old.program(SUBMIT + SUBMIT)
    assert old.program(CLAIM).strip() == "1"
    assert "database and 2 files" in old.manage("backup", str(backup))
    before = takes_of(old)
    assert [take[2] for take in before] == [take[3] for take in before]
    assert "Restored the database and 2 files" in new.manage("restore", str(backup))
    new.manage("migrate", "--check")
    assert takes_of(new) == before
    assert new.program(SEND_AGAIN).splitlines()[-1] == "2"
    with pytest.raises(AssertionError, match="restore into a new one"):
        new.manage("restore", str(backup))


@pytest.mark.slow
def test_takes_survive_on_sqlite(
    install: Callable[..., Installation], tmp_path: Path
) -> None:
    (tmp_path / "new").mkdir()
    assert_survives(install(), Installation(tmp_path / "new"), tmp_path / "backup")


@pytest.mark.slow
@pytest.mark.services
def test_takes_survive_on_postgresql(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    with postgresql_server() as address:
        old = Installation(tmp_path, DATABASE_URL=address)
        old.program("from django.db import connection as c\n"
                    "c.cursor().execute('CREATE DATABASE restored')")  # fmt: skip
        old.manage("migrate", "--verbosity", "0")
        empty = address.rpartition("/")[0] + "/restored"
        new = Installation(tmp_path / "new", DATABASE_URL=empty)
        assert_survives(old, new, tmp_path / "backup")
