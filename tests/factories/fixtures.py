"""Fixtures of every test that touches the web application."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.conf import settings as django_settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client, override_settings

from teaching_app.practice import jobs
from teaching_app.practice.models import Learner
from tests.factories.models import LearnerFactory

Made = TypeVar("Made")

PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.fixture(autouse=True)
def private_files(settings: Any, tmp_path: Path) -> Path:
    """A temporary folder for recordings, and static files without hashed names."""
    folder = tmp_path / "media"
    settings.STORAGES = storages(folder)
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return folder


def storages(folder: Path) -> dict[str, Any]:
    """The storages of the application, with recordings in ``folder``."""
    private = django_settings.STORAGES["default"]
    return {
        "default": {**private, "OPTIONS": {**private["OPTIONS"], "location": folder}},
        "staticfiles": {"BACKEND": PLAIN_STATIC},
    }


@contextmanager
def made_once(make: Callable[[], Made], blocker: Any, folder: Path) -> Iterator[Made]:
    """Make rows that several tests start from, in a transaction around theirs.

    For fixtures of a module that ask for ``django_db_setup``; ``blocker`` is
    ``django_db_blocker``. Files go to ``folder``; a test that reads them copies it to
    its ``private_files``.
    """
    with blocker.unblock(), transaction.atomic():
        with override_settings(STORAGES=storages(folder)):
            made = make()
        yield made
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The analyses that wake-up messages were published for; none leaves the test."""
    published: list[int] = []

    def send_task(name: str, args: list[int], queue: str = "") -> None:
        if name == "analyse":
            published.extend(args)

    monkeypatch.setattr(jobs.app, "send_task", send_task)
    return published


@pytest.fixture
def learner(db: None) -> Learner:
    return LearnerFactory()


@pytest.fixture
def learner_client(learner: Learner) -> Client:
    """A client in which ``learner`` has signed in."""
    client = Client()
    client.force_login(
        learner.user, backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def stored_files() -> list[str]:
    """The names of all private files."""

    def below(folder: str) -> list[str]:
        folders, files = default_storage.listdir(folder)
        found = [f"{folder}/{name}".lstrip("/") for name in files]
        for name in folders:
            found += below(f"{folder}/{name}".lstrip("/"))
        return found

    return below("") if default_storage.exists("") else []
