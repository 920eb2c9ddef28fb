"""Services and selectors on PostgreSQL, as on SQLite."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from tests.factories import at_once, attempts_at_once
from tests.factories.installation import Installation
from tests.factories.servers import postgresql_server

UNIT = "tests/unit/teaching_app/practice"
SCHOOLS = "tests/unit/teaching_app/schools"
INSIGHTS = "tests/unit/teaching_app/insights"
SAME_TESTS = (
    f"{UNIT}/test_jobs.py",
    f"{UNIT}/test_requeued_jobs.py",
    f"{UNIT}/services/test_analyses.py",
    f"{UNIT}/services/test_recordings.py",
    f"{UNIT}/selectors",
    f"{UNIT}/views/test_metrics.py",
    f"{UNIT}/views/test_health.py",
    f"{SCHOOLS}/selectors",
    f"{SCHOOLS}/services",
    f"{SCHOOLS}/test_triggers.py",
    f"{SCHOOLS}/views/test_review_queue.py",
    f"{INSIGHTS}/selectors",
    f"{INSIGHTS}/services",
    f"{INSIGHTS}/views/test_class_report.py",
)
# The tests find their database with the tables that were made once for the whole run.
QUIETLY = ("-q", "-p", "no:cacheprovider", "--reuse-db")
THEIRS = "CREATE DATABASE test_postgres TEMPLATE postgres"
# One worker is in the middle of claiming the three that wait longest.
PASSED_OVER = """
from threading import Thread
from django.db import connection, transaction
from teaching_app.practice import jobs
from teaching_app.practice.models import Rendition

Rendition.objects.update(state="queued", claimed_by="", attempts=0)
waiting = list(Rendition.objects.order_by("queued_at").values_list("pk", flat=True))
claimed = []
def claim():
    claimed.extend(c.pk for c in jobs.claim(Rendition, worker="worker-b", limit=3))
    connection.close()
with transaction.atomic():
    jobs.claim(Rendition, worker="worker-a", limit=3)
    other = Thread(target=claim)
    other.start()
    other.join(30)
    print(not other.is_alive() and claimed == waiting[3:6])
"""


@pytest.mark.slow
@pytest.mark.services
def test_what_changes_and_reads_the_database_works_on_postgresql(
    migrated_postgresql: Path, tmp_path: Path
) -> None:
    with postgresql_server(migrated_postgresql) as address:
        server = f"{address.rpartition('/')[0]}/template1"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(THEIRS)
        site = Installation(tmp_path, DATABASE_URL=address)
        printed = site.run("-m", "pytest", *QUIETLY, *SAME_TESTS, timeout=360)
        assert " passed" in printed
        assert "failed" not in printed
        assert "demo-learner" in site.manage("install_content")
        at_once.assert_all_holds(site)
        attempts_at_once.assert_attempts_hold(site)
        assert site.program(PASSED_OVER).splitlines()[-1] == "True"
