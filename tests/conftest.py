"""Fixtures that all tests share, and the rule that nothing skips where all is there."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.db import connection
from django.utils import translation
from xdist.scheduler import LoadFileScheduling

from emotion_engine.config import EngineConfig
from tests.factories.installation import Installation
from tests.factories.templates import copy_tables, made_once
from tests.skips import may_skip

ROOT = Path(__file__).resolve().parent.parent


TEACHING = frozenset(
    f"test_{what}.py"
    for what in (
        "assignments",
        "class_of_ten",
        "class_report",
        "course",
        "institutions",
        "joining",
        "live",
        "natives",
        "review",
        "staff",
        "teacher_phrases",
    )
)


@cache
def needs_models(file: str) -> bool:
    """Whether the tests of a file load the models of the engine."""
    return "engine_config" in (ROOT / file).read_text()


class WhatIsSharedTogether(LoadFileScheduling):
    """Give a process one file after another, but tests that share to one process.

    Browser tests share an installation, whose learner would be in two places at once;
    those of classes have one of their own. Unit tests of the engine share its models,
    and so do integration tests: each process would need seconds and gigabytes for them.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        if file.startswith("tests/browser/"):
            whose = "classes" if Path(file).name in TEACHING else "learners"
            return f"tests/browser, {whose}"
        if needs_models(file):
            return f"{Path(*Path(file).parts[:2])}, models"
        return file


def pytest_xdist_make_scheduler(
    config: pytest.Config, log: object
) -> WhatIsSharedTogether:
    """How tests are dealt out where ``bin/test`` runs several processes."""
    return WhatIsSharedTogether(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> object:
    """Look for garbage in none of what is collected: all of it stays until the end.

    Going through some million objects again and again would take each process seconds.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    """The translations as the sources have them now."""
    from teaching_app import catalogues

    catalogues.compile_all()


@pytest.fixture(scope="session")
def of_all_processes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The temporary folder of this run, the same in each of its processes."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def migrated(of_all_processes: Path) -> Path:
    """The folder of an installation on SQLite whose tables are there, and empty."""

    def migrate(folder: Path) -> None:
        site = Installation(folder, DATABASE_URL="")
        site.manage("migrate", "--verbosity", "0")

    return made_once(of_all_processes / "migrated", migrate)


@pytest.fixture(scope="session")
def collected(of_all_processes: Path) -> Path:
    """The folder of an installation's static files, with hashed names; leave it as it is."""

    def collect(folder: Path) -> None:
        Installation(folder).manage("collectstatic", "--noinput", "--verbosity", "0")

    return made_once(of_all_processes / "collected", collect) / "static"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, request: pytest.FixtureRequest
) -> None:
    """Copy the tables of SQLite: all migrations would take each process seconds."""
    if connection.vendor == "sqlite":
        tables = request.getfixturevalue("migrated") / "db.sqlite3"
        connection.creation.create_test_db = lambda **_: copy_tables(connection, tables)


@pytest.fixture(autouse=True)
def no_language_of_an_earlier_test() -> Iterator[None]:
    """Forget the language of the last request: Django leaves it active in the thread."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def engine_config() -> EngineConfig:
    """The configuration of the command line, with every weight file present."""
    from emotion_engine.weights.registry import missing

    config = EngineConfig.from_environment()
    if absent := missing(config):
        pytest.skip(f"no weights ({absent[0].name}): run `manage.py fetch_models`")
    return config


@pytest.fixture(scope="session")
def weights_dir(engine_config: EngineConfig) -> Path:
    return engine_config.weights_dir


@pytest.fixture(scope="session")
def speech_data() -> Path:
    """The folder of speech corpora, ``SPEECH_DATA`` or ``../shared/data``."""
    folder = Path(os.environ.get("SPEECH_DATA", ROOT.parent / "shared" / "data"))
    if not (folder / "ravdess" / "manifest.csv").is_file():
        pytest.skip(f"no speech corpora in {folder}: set SPEECH_DATA")
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    """Where ``NOTHING_MAY_SKIP`` is set, a skipped test has failed, unless it may skip."""
    report = yield
    skipped = report.skipped and not hasattr(report, "wasxfail")
    markers = {marker.name for marker in item.iter_markers()}
    if skipped and not may_skip(
        markers, os.environ.get("NOTHING_MAY_SKIP", ""), os.environ.get("MAY_SKIP", "")
    ):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped: {report.longrepr}"
    return report
