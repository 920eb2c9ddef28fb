"""An installation is backed up while it is used, and restored into an empty one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import psycopg
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
# Two takes; a worker that will die with this installation holds one.
USED = f"""
{SUBMIT}
{SUBMIT}
from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis
assert len(jobs.claim(Analysis, worker="worker-a")) == 1
{TAKES}
"""
GOES_ON = f"""
{TAKES}
from datetime import timedelta
from django.core.management import call_command
from django.utils import timezone
from teaching_app.practice import jobs
a_minute_ago = timezone.now() - timedelta(minutes=1)
Analysis.objects.update(last_sent_at=a_minute_ago)
Analysis.objects.filter(state="running").update(heartbeat_at=a_minute_ago)
assert jobs.requeue_stale(Analysis) == 2
call_command("migrate", check_unapplied=True)
"""


def assert_survives(old: Installation, new: Installation, backup: Path) -> None:
    """Takes of one are in the other after backup and restore, and go on there."""
    before = json.loads(old.program(USED).splitlines()[-1])
    assert {take[1] for take in before} == {"queued", "running"}
    assert [take[2] for take in before] == [take[3] for take in before]
    assert "database and 2 files" in old.manage("backup", str(backup))
    assert "Restored the database and 2 files" in new.manage("restore", str(backup))
    assert json.loads(new.program(GOES_ON).splitlines()[0]) == before


@pytest.mark.slow
def test_takes_survive_on_sqlite(
    install: Callable[..., Installation], tmp_path: Path
) -> None:
    (tmp_path / "new").mkdir()
    new = Installation(tmp_path / "new")
    assert_survives(install(), new, tmp_path / "backup")
    with pytest.raises(AssertionError, match="restore into a new one"):
        new.manage("restore", str(tmp_path / "backup"))


@pytest.mark.slow
@pytest.mark.services
def test_takes_survive_on_postgresql(migrated_postgresql: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    with postgresql_server(migrated_postgresql) as address:
        old = Installation(tmp_path, DATABASE_URL=address)
        with psycopg.connect(address, autocommit=True) as server:
            server.execute("CREATE DATABASE restored")
        empty = address.rpartition("/")[0] + "/restored"
        new = Installation(tmp_path / "new", DATABASE_URL=empty)
        assert_survives(old, new, tmp_path / "backup")
