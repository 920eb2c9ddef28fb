"""``manage.py import_natives``: what it says, and whom the log names."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import emotion_engine as engine
from teaching_app.natives.models import NativeRecording
from tests.corpus import write_corpus
from tests.factories.models import PhraseFactory
from tests.factories.natives import measures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files")]
TERMS = ("--source", "A corpus", "--licence", "CC0", "--accent", "American")


def imported(folder: Path, *options: str) -> str:
    out = io.StringIO()
    call_command("import_natives", str(folder), *TERMS, *options, stdout=out)
    return out.getvalue()


def test_a_folder_is_imported_and_the_log_names_who_vouches(
    tmp_path, monkeypatch, caplog
) -> None:
    PhraseFactory(text="Go on.")
    monkeypatch.setattr(
        engine, "measure_natives", lambda asked, **_: [measures() for _ in asked]
    )
    rows = [{"speaker": f"s{i}", "sex": "male", "text": "Go on."} for i in range(3)]
    folder = write_corpus(tmp_path, rows)
    with caplog.at_level(logging.INFO):
        told = imported(folder, "--by", "ops", "--limit", "2")
    assert told.startswith("2 recordings imported (0 of them")
    assert "ops vouches for natives' recordings: A corpus" in caplog.text
    assert "1 recordings imported" in imported(folder)
    speakers = NativeRecording.objects.values_list("speaker", flat=True)
    assert sorted(speakers) == [f"{folder.name}-s{i}" for i in range(3)]


def test_a_folder_without_a_manifest_is_refused(tmp_path) -> None:
    with pytest.raises(CommandError, match=r"has no manifest\.csv"):
        imported(tmp_path)
