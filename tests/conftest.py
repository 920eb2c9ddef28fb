"""Fixtures that all tests share, and the rule that nothing skips where all is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from emotion_engine.config import EngineConfig

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    """The translations as the sources have them now."""
    from teaching_app import catalogues

    catalogues.compile_all()


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
    """Where ``NOTHING_MAY_SKIP`` is set, a skipped test (but a GPU's) has failed."""
    report = yield
    if (
        report.skipped
        and os.environ.get("NOTHING_MAY_SKIP")
        and not hasattr(report, "wasxfail")
        and item.get_closest_marker("gpu") is None
    ):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped: {report.longrepr}"
    return report
