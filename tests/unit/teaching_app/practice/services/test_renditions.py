"""A rendition is made once, by one worker, and leaves nothing behind."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from teaching_app.practice import jobs
from teaching_app.practice.errors import LostClaimError
from teaching_app.practice.models import Learner, Rendition
from teaching_app.practice.services import consents, erasure, export_archive, renditions
from tests.factories import engines
from tests.factories.engines import rendition as result
from tests.factories.fixtures import stored_files
from tests.factories.models import AnalysisFactory, RenditionFactory
from tests.factories.sound import wav_bytes
from tests.reports import native_report
from tests.reports import report as report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Which renditions the queue was told of."""
    told: list[int] = []

    def send_task(name: str, args: list[int], queue: str = "") -> None:
        assert name == "render"
        told.extend(args)

    monkeypatch.setattr(jobs.app, "send_task", send_task)
    return told


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    path = tmp_path / "made.wav"
    path.write_bytes(wav_bytes())
    return path


def done_take(**values):
    return AnalysisFactory(state="done", report=native_report(), **values)


def test_asking_twice_has_one_made(woken, django_capture_on_commit_callbacks) -> None:
    analysis = done_take()
    with django_capture_on_commit_callbacks(execute=True):
        first = renditions.ask(analysis=analysis, kind="all")
        second = renditions.ask(analysis=analysis, kind="all")
    assert first == second
    assert woken == [first.pk]


def test_one_that_failed_is_tried_again_when_asked_for(
    woken, django_capture_on_commit_callbacks
) -> None:
    failed = RenditionFactory(state="failed", attempts=3)
    with django_capture_on_commit_callbacks(execute=True):
        asked = renditions.ask(analysis=failed.analysis, kind="all")
    assert (asked.pk, asked.state, asked.attempts) == (failed.pk, "queued", 0)
    assert woken == [failed.pk]


def claimed() -> tuple[Rendition, jobs.Claim]:
    waiting = RenditionFactory()
    (claim,) = jobs.claim(Rendition, worker="worker-a", pk=waiting.pk)
    return waiting, claim


def test_what_was_made_is_kept_privately(woken, wav: Path) -> None:
    made, claim = claimed()
    renditions.keep(claim, wav=wav, details=result().to_json())
    made.refresh_from_db()
    assert made.state == "done"
    assert made.details["n_speakers"] == 24
    assert made.file.read() == wav_bytes()
    assert made.file.name in stored_files()


def test_a_worker_that_lost_its_claim_leaves_no_file(woken, wav: Path) -> None:
    _, claim = claimed()
    before = stored_files()
    Rendition.objects.update(claimed_by="another")
    with pytest.raises(LostClaimError):
        renditions.keep(claim, wav=wav, details={})
    assert stored_files() == before


def test_a_rendition_of_a_take_deleted_meanwhile_leaves_no_file(
    woken, wav: Path
) -> None:
    waiting, claim = claimed()
    before = stored_files()
    waiting.analysis.recording.delete()
    with pytest.raises(LostClaimError):
        renditions.keep(claim, wav=wav, details={})
    assert stored_files() == before


def test_a_deleted_take_takes_its_renditions_and_their_files_along() -> None:
    mine, theirs = RenditionFactory.create_batch(2, made=True)
    receipt = erasure.erase_take(recording=mine.analysis.recording)
    assert receipt.rows["rendition"] == 1
    assert receipt.n_files == 2
    assert mine.file.name not in stored_files()
    assert theirs.file.name in stored_files()
    assert list(Rendition.objects.all()) == [theirs]


def test_cues_are_tried_where_a_style_is_compared_and_something_is_outside(
    settings,
) -> None:
    report = native_report()
    report["comparison"]["measures"][0]["position"] = "below"
    styled = {"style": "happy", "with_expression": True, "report": report}
    renditions.ask_for_cues(AnalysisFactory(state="done", **styled))
    assert Rendition.objects.get().kind == "cues"
    for without in ({"style": ""}, {"with_expression": False}, {"report": None}):
        renditions.ask_for_cues(AnalysisFactory(state="done", **(styled | without)))
    report["expression"]["own_takes"] = 4
    renditions.ask_for_cues(AnalysisFactory(state="done", **styled))
    report["expression"]["own_takes"] = None
    settings.EXPRESSION_ENABLED = False
    renditions.ask_for_cues(AnalysisFactory(state="done", **styled))
    assert Rendition.objects.count() == 1


def test_where_all_cues_are_inside_none_is_tried() -> None:
    report = native_report()
    for measure in report["comparison"]["measures"]:
        measure["position"] = "inside"
    renditions.ask_for_cues(
        AnalysisFactory(
            state="done", style="happy", with_expression=True, report=report
        )
    )
    assert not Rendition.objects.exists()


def test_switching_expression_off_forgets_the_cues_alone(learner: Learner) -> None:
    take = done_take(recording__owner=learner, style="happy", with_expression=True)
    RenditionFactory(analysis=take, kind="cues", state="done")
    sound = RenditionFactory(analysis=take, made=True)
    consents.choose_expression(learner=learner, wanted=False)
    assert list(Rendition.objects.all()) == [sound]


@pytest.mark.parametrize("enabled", [True, False])
def test_a_copy_has_the_changed_voice_and_cues_only_with_expression(
    learner: Learner, settings, enabled: bool
) -> None:
    take = done_take(recording__owner=learner, style="happy", with_expression=True)
    RenditionFactory(analysis=take, made=True)
    advice = engines.try_cues(b"", report_of(), style="happy", config=None).to_json()
    RenditionFactory(analysis=take, kind="cues", state="done", details=advice)
    settings.EXPRESSION_ENABLED = enabled
    packed = io.BytesIO()
    export_archive.write_archive(packed, learner)
    archive = zipfile.ZipFile(packed)
    rows = json.loads(archive.read("data/rendition.json"))
    assert [row["kind"] for row in rows] == (["all", "cues"] if enabled else ["all"])
    assert archive.read(rows[0]["file"]) == wav_bytes()
