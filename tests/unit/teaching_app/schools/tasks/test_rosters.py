"""The scheduler's way to forget lists."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from teaching_app.celery import app
from teaching_app.schools.models import RosterImport
from teaching_app.schools.tasks import forget_rosters
from tests.factories.schools import RosterImportFactory


@pytest.mark.django_db
def test_old_lists_are_forgotten() -> None:
    RosterImportFactory()
    RosterImport.objects.update(created_at=timezone.now() - timedelta(days=2))
    forget_rosters()
    assert not RosterImport.objects.exists()


def test_the_scheduler_knows_it(settings: Any) -> None:
    planned = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert forget_rosters.name in planned
    assert forget_rosters.name in app.tasks
