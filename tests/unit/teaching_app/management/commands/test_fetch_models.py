"""``manage.py fetch_models`` with a double of the engine."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

import emotion_engine as engine


def fetch(*options: str) -> str:
    out = io.StringIO()
    call_command("fetch_models", *options, stdout=out)
    return out.getvalue()


def test_what_was_fetched_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fetched(config: engine.EngineConfig, **options: Any) -> tuple[str, ...]:
        assert config is settings.ENGINE
        assert (options["source_dir"], options["verify"]) == (tmp_path, True)
        assert options["voices"]
        options["on_download"]("voice.onnx", 3, 4)
        options["on_download"]("voice.onnx", 4, 4)
        return ("voice.onnx",)

    monkeypatch.setattr(engine, "fetch_weights", fetched)
    assert "voice.onnx." in fetch("--from", str(tmp_path), "--verify", "--voices")


def test_nothing_is_new_where_all_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "fetch_weights", lambda config, **_: ())
    assert fetch().startswith("All weights are in ")


def test_a_file_that_cannot_be_had_ends_with_status_2(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(config: engine.EngineConfig, **_: Any) -> tuple[str, ...]:
        raise engine.CheckpointError("voice.onnx could not be fetched.")

    monkeypatch.setattr(engine, "fetch_weights", refused)
    with pytest.raises(CommandError, match=r"voice\.onnx") as error:
        fetch()
    assert error.value.returncode == 2
