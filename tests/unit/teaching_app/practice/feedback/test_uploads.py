"""Why a take was not accepted, in words."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import emotion_engine as engine
import teaching_app
from teaching_app.natives import words
from teaching_app.practice.feedback import uploads

PACKAGE = Path(teaching_app.__file__).parent


def codes_that_are_raised() -> set[str]:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "RefusedTakeError"
                and isinstance(node.args[0], ast.Constant)
            ):
                found.add(node.args[0].value)
    return found


def test_every_code_that_is_raised_has_its_words() -> None:
    codes = codes_that_are_raised()
    assert "no_file" in codes
    for code in codes:
        of_natives = code in words.UPLOADS
        said = words.refused_upload(code) if of_natives else uploads.describe(code)
        assert len(said) > 20


@pytest.mark.parametrize("code", engine.AudioRefusal)
def test_every_refusal_of_the_engine_has_its_words(code: engine.AudioRefusal) -> None:
    assert len(uploads.describe(code.value)) > 20
