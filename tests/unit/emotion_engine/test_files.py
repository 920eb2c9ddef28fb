"""Where computed files are cached, and that writes are atomic."""

from __future__ import annotations

from pathlib import Path

import pytest

from emotion_engine.files import cache_folder, write_atomically


def test_the_folder_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEATURE_CACHE", "/somewhere")
    assert cache_folder() == Path("/somewhere")
    monkeypatch.delenv("FEATURE_CACHE")
    assert cache_folder() == Path(".feature_cache")


def test_a_write_that_breaks_off_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new" / "card.json"
    write_atomically(path, "first")

    def break_off(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", break_off)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(path, b"second")
    assert path.read_text() == "first"
    assert [file.name for file in path.parent.iterdir()] == ["card.json"]
