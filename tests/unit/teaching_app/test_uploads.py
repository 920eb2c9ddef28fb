"""Large uploads leave nothing behind, however their process ends."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadhandler import StopUpload
from django.http import HttpRequest
from django.test import RequestFactory

from teaching_app.uploads import NamelessFileUploadHandler

LARGE = os.urandom(settings.FILE_UPLOAD_MAX_MEMORY_SIZE + 1)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folder."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def sent(content: bytes) -> HttpRequest:
    audio = ContentFile(content, "take.wav")
    return RequestFactory().post("/", {"audio": audio, "style": "happy"})


def test_a_large_upload_has_no_name_while_it_is_open(temporary: Path) -> None:
    upload = sent(LARGE).FILES["audio"]
    assert not list(temporary.iterdir())
    assert (upload.name, upload.size) == ("take.wav", len(LARGE))
    assert b"".join(upload.chunks()) == LARGE
    upload.close()


def test_a_small_upload_stays_in_memory(temporary: Path) -> None:
    upload = sent(b"voice").FILES["audio"]
    assert upload.read() == b"voice"
    assert isinstance(upload.file, io.BytesIO)


def test_an_upload_that_breaks_off_is_let_go(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Any] = []

    def broken(self: NamelessFileUploadHandler, data: bytes, start: int) -> None:
        written.append(self.file)
        raise StopUpload(connection_reset=True)

    monkeypatch.setattr(NamelessFileUploadHandler, "receive_data_chunk", broken)
    assert "audio" not in sent(LARGE).FILES
    assert written[0].closed
    assert not list(temporary.iterdir())
