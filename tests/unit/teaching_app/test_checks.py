"""What ``manage.py check`` says is missing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from teaching_app import checks


def test_missing_weights_are_named_with_the_command(
    settings: Any, tmp_path: Path
) -> None:
    settings.ENGINE = replace(settings.ENGINE, weights_dir=tmp_path)
    found = checks.weights_are_there()
    assert found
    assert str(tmp_path) in found[0].msg
    assert "fetch_models" in found[0].hint


def test_a_folder_that_cannot_be_written_is_named(
    settings: Any, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    settings.QUEUE_DIR = blocked / "queue"
    (found,) = checks.folders_are_writable()
    assert str(blocked / "queue") in found.msg


def test_folders_that_can_be_made_are_fine(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"
    settings.QUEUE_DIR = tmp_path / "var" / "queue"
    assert checks.folders_are_writable() == []


def test_a_missing_front_end_package_is_named(settings: Any, tmp_path: Path) -> None:
    settings.STATICFILES_DIRS = [("vendor/uplot", tmp_path / "uplot")]
    (found,) = checks.front_end_is_there()
    assert "uplot" in found.msg
    assert "--setup-only" in found.hint


def test_translations_that_are_not_compiled_are_named(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert checks.catalogues_are_compiled() == []
    source = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.touch()
    monkeypatch.setattr("teaching_app.catalogues.LOCALES", tmp_path)
    (found,) = checks.catalogues_are_compiled()
    assert str(source.with_suffix(".mo")) in found.msg
    assert "catalogues compile" in found.hint
