"""``manage.py analyse`` with a double of the engine."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

import emotion_engine as engine
from tests.factories import engines
from tests.factories.sound import wav_bytes
from tests.reports import finding

TEXT = "We record a new record."


@pytest.fixture
def take(tmp_path: Path) -> Path:
    path = tmp_path / "take.wav"
    path.write_bytes(wav_bytes())
    return path


@pytest.fixture(autouse=True)
def double(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "analyze_utterance", engines.analyze)


def analyse(take: Path, *options: str) -> str:
    out = io.StringIO()
    call_command("analyse", str(take), "--text", TEXT, *options, stdout=out)
    return out.getvalue()


def refused(take: Path, *options: str) -> str:
    with pytest.raises(CommandError) as error:
        analyse(take, *options)
    assert error.value.returncode == 2
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_take_needs_no_database_and_prints_a_table(take: Path) -> None:
    assert analyse(take).startswith("assessable   yes\n")


def test_json_has_the_report_with_sentences(
    take: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(source: Path, **values: Any) -> engine.UtteranceReport:
        return replace(
            engines.analyze(source, **values), findings=(finding("too_fast"),)
        )

    monkeypatch.setattr(engine, "analyze_utterance", find)
    monkeypatch.setattr(
        "teaching_app.practice.feedback.rules.describe",
        lambda finding: type("Message", (), {"text": f"About {finding.code}."}),
    )
    out = tmp_path / "report.json"
    analyse(take, "--json", str(out))
    report = json.loads(out.read_text())
    assert report["assessable"] is True
    assert report["findings"][0]["message"] == "About too_fast."
    assert list(tmp_path.glob("*report*")) == [out]


def test_not_assessable_is_a_result(
    take: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(source: Path, **values: Any) -> engine.UtteranceReport:
        report = engines.analyze(source, **values)
        return replace(report, assessable=False, reason=engine.Reason.NO_SPEECH)

    monkeypatch.setattr(engine, "analyze_utterance", silent)
    assert "no: no_speech" in analyse(take)


@pytest.mark.parametrize("code", engine.AudioRefusal)
def test_what_is_no_recording_is_refused_in_one_line(
    take: Path, code: engine.AudioRefusal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "analyze_utterance", engines.refusing(code))
    assert "made by the test" in refused(take)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "nothing.wav")
    assert "is a folder" in refused(tmp_path)


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    must_not_run = engines.failing(AssertionError("the engine was called"))
    monkeypatch.setattr(engine, "analyze_utterance", must_not_run)


@pytest.mark.usefixtures("no_engine")
def test_a_text_without_words_is_refused_at_once(take: Path) -> None:
    with pytest.raises(CommandError, match=r"^--text: ") as error:
        call_command("analyse", str(take), "--text", "?!")
    assert error.value.returncode == 2


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize("content", [b"", b"Dear teacher,", wav_bytes()[:-8000]])
def test_what_is_plainly_no_recording_is_refused_at_once(
    take: Path, content: bytes
) -> None:
    take.write_bytes(content)
    assert str(take) in refused(take)


def test_missing_weights_are_no_bad_input(
    take: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_weights = engines.failing(engine.CheckpointError("run fetch_models"))
    monkeypatch.setattr(engine, "analyze_utterance", no_weights)
    with pytest.raises(CommandError, match="run fetch_models") as error:
        analyse(take)
    assert error.value.returncode == 1


def test_a_folder_that_is_not_there_cannot_take_the_json(take: Path) -> None:
    assert "--json" in refused(take, "--json", str(take.parent / "x" / "y.json"))


def test_where_expression_is_off_no_style_is_taken(take: Path, settings: Any) -> None:
    settings.EXPRESSION_ENABLED = False
    assert "EXPRESSION_MODE is off" in refused(take, "--style", "happy")
