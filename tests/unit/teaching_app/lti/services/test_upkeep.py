"""What the scheduler does for platforms."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from lti_tool.models import Key, LtiRegistration, LtiUser

from teaching_app.lti.models import UsedNonce
from teaching_app.lti.tasks import look_after_platforms
from tests.factories.models import UserFactory

pytestmark = pytest.mark.django_db


def test_the_scheduler_makes_no_key_where_no_platform_is() -> None:
    look_after_platforms()
    assert not Key.objects.exists()


def test_the_scheduler_forgets_what_was_used_long_ago() -> None:
    kept = UsedNonce.objects.create(digest="new")
    UsedNonce.objects.create(digest="old")
    before = timezone.now() - timedelta(hours=3)
    UsedNonce.objects.exclude(pk=kept.pk).update(used_at=before)
    look_after_platforms()
    assert list(UsedNonce.objects.all()) == [kept]


def test_it_forgets_people_who_never_came() -> None:
    registration = LtiRegistration.objects.create(name="Ours")
    for sub in ("came", "never", "new"):
        LtiUser.objects.create(registration=registration, sub=sub)
    LtiUser.objects.filter(sub="came").update(auth_user=UserFactory())
    before = timezone.now() - timedelta(days=31)
    LtiUser.objects.exclude(sub="new").update(datetime_modified=before)
    look_after_platforms()
    assert set(LtiUser.objects.values_list("sub", flat=True)) == {"came", "new"}
