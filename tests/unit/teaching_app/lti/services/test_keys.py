"""The tool's keys are renewed, and the one before stays for a while."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from lti_tool.models import Key

from teaching_app.lti.services import keys

pytestmark = pytest.mark.django_db


def made_days_ago(days: int) -> Key:
    key = Key.objects.generate()
    at = timezone.now() - timedelta(days=days)
    Key.objects.filter(pk=key.pk).update(datetime_created=at)
    return key


def test_the_first_key_is_made_once() -> None:
    keys.ensure()
    keys.ensure()
    assert Key.objects.count() == 1


def test_an_old_key_is_renewed_and_stays_published() -> None:
    old = made_days_ago(91)
    assert keys.rotate()
    assert Key.objects.active().count() == 2
    assert Key.objects.active().latest() != old
    assert not keys.rotate(), "the new one is young"


def test_a_week_later_the_old_key_is_retired() -> None:
    old, new = made_days_ago(98), made_days_ago(8)
    keys.rotate()
    assert list(Key.objects.active()) == [new]
    old.refresh_from_db()
    assert not old.is_active
