"""A rendition is made once, by one worker, and leaves nothing behind."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from kombu.exceptions import OperationalError

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
def knocks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Which renditions the queue was told of."""
    told: list[int] = []

    def send_task(name: str, args: list[int]) -> None:
        assert name == "render"
        told.extend(args)

    monkeypatch.setattr(renditions.app, "send_task", send_task)
    return told


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    path = tmp_path / "made.wav"
    path.write_bytes(wav_bytes())
    return path


def done_take(**values):
    return AnalysisFactory(state="done", report=native_report(), **values)


def test_asking_twice_has_one_made(knocks, django_capture_on_commit_callbacks) -> None:
    analysis = done_take()
    with django_capture_on_commit_callbacks(execute=True):
        first = renditions.ask(analysis=analysis, kind="all")
        second = renditions.ask(analysis=analysis, kind="all")
    assert first == second
    assert knocks == [first.pk]


def test_one_that_failed_is_tried_again_when_asked_for(
    knocks, django_capture_on_commit_callbacks
) -> None:
    failed = RenditionFactory(state="failed", attempts=3)
    with django_capture_on_commit_callbacks(execute=True):
        asked = renditions.ask(analysis=failed.analysis, kind="all")
    assert (asked.pk, asked.state, asked.attempts) == (failed.pk, "queued", 0)
    assert knocks == [failed.pk]


def test_only_one_worker_gets_it(knocks) -> None:
    waiting = RenditionFactory()
    held = renditions.claim(waiting.pk, worker="a")
    assert held.state == "running"
    assert renditions.claim(waiting.pk, worker="b") is None


def test_what_was_made_is_kept_privately(knocks, wav: Path) -> None:
    held = renditions.claim(RenditionFactory().pk, worker="a")
    renditions.keep(held, wav=wav, details=result().to_json())
    held.refresh_from_db()
    assert held.state == "done"
    assert held.details["n_speakers"] == 24
    assert held.file.read() == wav_bytes()
    assert held.file.name in stored_files()


def test_a_worker_that_lost_its_claim_leaves_no_file(knocks, wav: Path) -> None:
    held = renditions.claim(RenditionFactory().pk, worker="a")
    before = stored_files()
    Rendition.objects.filter(pk=held.pk).update(claimed_by="another")
    renditions.keep(held, wav=wav, details={})
    assert stored_files() == before


def test_a_rendition_of_a_take_deleted_meanwhile_leaves_no_file(
    knocks, wav: Path
) -> None:
    held = renditions.claim(RenditionFactory().pk, worker="a")
    before = stored_files()
    held.analysis.recording.delete()
    renditions.keep(held, wav=wav, details={})
    assert stored_files() == before


def test_what_a_dead_worker_held_is_made_by_another(knocks) -> None:
    long_ago = timezone.now() - timedelta(minutes=5)
    silent = RenditionFactory(state="running", claimed_by="a", started_at=long_ago)
    busy = RenditionFactory(state="running", claimed_by="b", started_at=timezone.now())
    assert renditions.requeue_stale() == 1
    silent.refresh_from_db()
    busy.refresh_from_db()
    assert (silent.state, busy.state) == ("queued", "running")
    assert knocks == [silent.pk]


def test_a_fault_of_ours_is_given_up_after_three_attempts(knocks) -> None:
    waiting = RenditionFactory()
    for _ in range(3):
        held = renditions.claim(waiting.pk, worker="a")
        renditions.fail(held, error="out of memory")
    waiting.refresh_from_db()
    assert (waiting.state, waiting.error) == ("failed", "out of memory")


def test_without_a_broker_the_row_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object, **__: object) -> None:
        raise OperationalError("no broker")

    monkeypatch.setattr(renditions.app, "send_task", unreachable)
    waiting = RenditionFactory()
    assert renditions.send(waiting.pk) is False
    waiting.refresh_from_db()
    assert (waiting.state, waiting.last_sent_at) == ("queued", None)


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
