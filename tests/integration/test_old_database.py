"""A database made before the move opens, migrates and shows its takes."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from teaching_app.practice import jobs
from teaching_app.practice.models import (
    Analysis,
    DataExport,
    ErasureReceipt,
    Learner,
    Phrase,
    ReferenceJob,
    Rendition,
)
from teaching_app.practice.services import exports, reference_work
from tests.factories import old_databases

# Each take by its number, and what its page says.
WORDS = {
    1: "Your delivery sounded more like “angry”",
    2: "That came across well",
    3: "Nothing stood out that needs work.",
    4: "That was another phrase",
    5: "We heard no speech",
    6: "The recording is incomplete",
    7: "Something went wrong on our side.",
    8: "Checking the sound",
    9: "Waiting: you are next",
    10: "At the end the voice fell.",
    11: "“record”要重读“cord”",
    12: "Kids are talking by the door.",
}
MODELS_THEN = (
    "analysis",
    "consent",
    "dataexport",
    "erasurereceipt",
    "learner",
    "listening",
    "nativeprofile",
    "phrase",
    "practicecard",
    "recording",
    "referenceaudio",
    "rendition",
)
TABLES_THEN = {f"teaching_app_{name}" for name in MODELS_THEN}

CLAIMS_THEN = (
    "update teaching_app_rendition set state = 'running', claimed_by = 'worker/token', "
    "started_at = current_timestamp, attempts = attempts + 1 where state = 'queued'",
    "update teaching_app_dataexport set state = 'running', "
    "changed_at = current_timestamp, attempts = attempts + 1 where state = 'queued'",
)


def rows(file: Path, query: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(file) as database:
        return database.execute(query).fetchall()


@pytest.fixture(scope="module")
def then(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database as it was."""
    folder = tmp_path_factory.mktemp("then")
    return old_databases.unpack(old_databases.BEFORE_THE_MOVE, folder)


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory, then: Path, django_db_blocker: Any):
    """The same, brought to the tables of today."""
    file = Path(shutil.copy(then, tmp_path_factory.mktemp("now")))
    with django_db_blocker.unblock(), old_databases.connected(file):
        old_databases.migrate()
    return file


@pytest.fixture
def migrated(now: Path, tmp_path: Path, django_db_blocker: Any) -> Iterator[None]:
    """A copy of it, to which the test is connected."""
    file = Path(shutil.copy(now, tmp_path))
    with django_db_blocker.unblock(), old_databases.connected(file):
        yield


def browser(learner: Learner) -> Client:
    client = Client()
    client.force_login(
        learner.user, backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def owner_of(take: Analysis) -> Client:
    return browser(take.recording.owner)


def amira() -> Client:
    return browser(Learner.objects.get(user__username="amira"))


def test_the_application_keeps_its_label_and_its_tables(migrated: None) -> None:
    config = apps.get_app_config("teaching_app")
    assert config.name == "teaching_app.practice"
    tables = {model._meta.db_table for model in config.get_models()}
    assert tables >= TABLES_THEN
    assert tables <= set(connection.introspection.table_names())
    assert all(table.startswith("teaching_app_") for table in tables)


def test_no_row_is_lost_and_no_content_type_renumbered(then: Path, now: Path) -> None:
    """What permissions and logs refer to stays what it was."""
    kinds = "select id, app_label, model from django_content_type order by id"
    assert set(rows(then, kinds)) <= set(rows(now, kinds))
    for table in TABLES_THEN:
        keys = f"select id from {table} order by id"
        assert rows(now, keys) == rows(then, keys)


def test_every_take_shows_its_words_to_its_owner(migrated: None) -> None:
    assert set(Analysis.objects.values_list("pk", flat=True)) == set(WORDS)
    for take in Analysis.objects.select_related("recording__owner__user"):
        page = owner_of(take).get(reverse("feedback", args=[take.public_id]))
        assert page.status_code == 200
        assert WORDS[take.pk] in page.content.decode(), take


@pytest.mark.parametrize(
    "name", ["result_partial", "analysis_status", "renditions", "cues"]
)
def test_the_parts_of_every_take_answer(migrated: None, name: str) -> None:
    for take in Analysis.objects.select_related("recording__owner__user"):
        url = reverse(name, args=[take.public_id])
        part = owner_of(take).get(url, headers={"HX-Request": "true"})
        assert part.status_code == 200, take


def test_nobody_sees_the_takes_of_another(migrated: None) -> None:
    take = Analysis.objects.exclude(recording__owner__user__username="amira").first()
    url = reverse("feedback", args=[take.public_id])
    assert amira().get(url).status_code == 404


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("history", "Kids are talking by the door."),
        ("progress", "record"),
        ("my_data", "Download (ZIP, 745"),
        ("own_phrases", "Could you record it?"),
        ("practise_next", "Practise next"),
        ("phrase_list", "They want to record a new record."),
    ],
)
def test_the_pages_about_takes_answer(migrated: None, name: str, words: str) -> None:
    page = amira().get(reverse(name))
    assert page.status_code == 200
    assert words in page.content.decode()


def test_the_history_of_a_phrase_lists_its_takes(migrated: None) -> None:
    page = amira().get(reverse("phrase_history", args=["kids-are-talking"]))
    content = page.content.decode()
    for take in Analysis.objects.filter(
        recording__owner__user__username="amira",
        recording__phrase__slug="kids-are-talking",
    ):
        assert reverse("feedback", args=[take.public_id]) in content


def test_receipts_of_what_was_erased_are_still_read(migrated: None) -> None:
    for receipt in ErasureReceipt.objects.all():
        url = reverse("receipt", args=[receipt.public_id])
        assert Client().get(url).status_code == 200


def test_copies_asked_for_then_have_the_times_of_a_job(then: Path, now: Path) -> None:
    asked = "select created_at, changed_at from teaching_app_dataexport order by id"
    times = "select queued_at, finished_at from teaching_app_dataexport order by id"
    (done, running, queued) = rows(then, asked)
    assert rows(now, times) == [done, (running[0], None), (queued[0], None)]


def test_what_workers_held_then_is_given_its_time_and_taken_over(
    migrated: None, sent: list[int]
) -> None:
    held = (
        Rendition.objects.get(state="running"),
        DataExport.objects.get(state="running"),
    )
    for job in held:
        for minutes, state in ((10, "running"), (21, "queued")):
            queued_at = timezone.now() - timedelta(minutes=minutes)
            type(job).objects.filter(pk=job.pk).update(queued_at=queued_at)
            jobs.requeue_stale(type(job))
            job.refresh_from_db()
            assert job.state == state
    jobs.requeue_stale(Analysis)
    assert not Analysis.objects.filter(state="running").exists()
    assert sorted(sent) == [8, 9]


def test_the_release_before_can_go_on_writing(then: Path, migrated: None) -> None:
    """It knows only the columns of then: it inserts, claims and finishes with those."""
    tables = sorted(TABLES_THEN)
    with sqlite3.connect(connection.settings_dict["NAME"]) as database:
        database.execute("attach ? as then_", [str(then)])
        for table in tables:
            known = database.execute(f"pragma then_.table_info({table})").fetchall()
            columns = ", ".join(f'"{column[1]}"' for column in known)
            database.execute(f"delete from main.{table}")
            database.execute(
                f"insert into main.{table} ({columns}) select {columns} from then_.{table}"
            )
        for statement in CLAIMS_THEN:
            assert database.execute(statement).rowcount == 1
    assert Analysis.objects.count() == len(WORDS)


def test_the_release_before_can_delete_a_phrase_that_waits_for_its_voice(
    migrated: None, sent: list[int]
) -> None:
    """It does not know the table of these jobs, so nothing there may hold it up."""
    phrase = Phrase.objects.get(text="Could you record it?")
    reference_work.ask(phrase)
    with connection.cursor() as cursor:
        cursor.execute("delete from teaching_app_phrase where id = %s", [phrase.pk])
    reference_work.prepare_one(phrase.pk, worker="worker-a")
    assert ReferenceJob.objects.get(phrase=phrase.pk).state == "done"


def test_a_copy_that_waited_is_packed_with_every_row(migrated: None) -> None:
    waiting = DataExport.objects.get(state="queued")
    exports.pack(waiting.pk, worker="worker-a")
    waiting.refresh_from_db()
    assert waiting.state == "done"
    archive = zipfile.ZipFile(io.BytesIO(waiting.file.read()))
    takes = json.loads(archive.read("data/recording.json"))
    results = json.loads(archive.read("data/analysis.json"))
    assert len(takes) == len(results) == waiting.learner.recordings.count() == 10
