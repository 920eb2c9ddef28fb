"""``manage.py make_bucket`` with a double of S3."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command

from teaching_app import private_files


def made(monkeypatch: pytest.MonkeyPatch, *, is_there: bool) -> tuple[str, list[str]]:
    calls: list[str] = []
    bucket = SimpleNamespace(
        name="recordings",
        creation_date="2026-11-28" if is_there else None,
        create=lambda: calls.append("create"),
    )
    monkeypatch.setattr(
        private_files, "as_stored", lambda: SimpleNamespace(bucket=bucket)
    )
    out = io.StringIO()
    call_command("make_bucket", stdout=out)
    return out.getvalue(), calls


@pytest.mark.parametrize(("is_there", "calls"), [(False, ["create"]), (True, [])])
def test_the_bucket_is_made_unless_it_is_there(
    settings: Any, monkeypatch: pytest.MonkeyPatch, is_there: bool, calls: list[str]
) -> None:
    settings.S3_BUCKET = "recordings"
    printed, made_calls = made(monkeypatch, is_there=is_there)
    assert made_calls == calls
    assert "recordings is there" in printed


def test_a_folder_needs_no_bucket(settings: Any) -> None:
    settings.S3_BUCKET = ""
    out = io.StringIO()
    call_command("make_bucket", stdout=out)
    assert "in a folder" in out.getvalue()
