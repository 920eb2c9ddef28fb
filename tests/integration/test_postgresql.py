"""Services and selectors on PostgreSQL, as on SQLite."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.factories import at_once
from tests.factories.installation import Installation
from tests.factories.servers import postgresql_server

UNIT = "tests/unit/teaching_app"
SAME_TESTS = (
    f"{UNIT}/services/test_analyses.py",
    f"{UNIT}/services/test_recordings.py",
    f"{UNIT}/selectors",
)


@pytest.mark.slow
@pytest.mark.services
def test_what_changes_and_reads_the_database_works_on_postgresql(
    tmp_path: Path,
) -> None:
    with postgresql_server() as address:
        site = Installation(tmp_path, DATABASE_URL=address)
        printed = site.run(
            "-m", "pytest", "-q", "-p", "no:cacheprovider", *SAME_TESTS, timeout=240
        )
        assert " passed" in printed
        assert "failed" not in printed
        site.manage("migrate", "--verbosity", "0")
        assert "demo-learner" in site.manage("install_content")
        at_once.assert_all_holds(site)
