"""``manage.py overruled`` and the line on the first page of site staff."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from teaching_app.schools.models import Judgement
from tests.factories.models import UserFactory
from tests.factories.schools import SubmissionFactory

pytestmark = pytest.mark.django_db


def printed() -> str:
    out = StringIO()
    call_command("overruled", stdout=out)
    return out.getvalue()


def judge(verdict: str) -> None:
    Judgement.objects.create(
        submission=SubmissionFactory(),
        author_name="Ms Lee",
        about="finding",
        finding="too_slow",
        point="finding:too_slow",
        verdict=verdict,
    )


def test_it_prints_each_finding_and_all_together() -> None:
    assert printed() == "Nobody has judged anything yet.\n"
    judge("overruled")
    judge("agreed")
    first, last = printed().splitlines()
    assert first.split() == (
        [
            "Too",
            "slow",
            "1",
            "of",
            "2",
            "50",
            "%",
            "(9",
            "to",
            "91",
            "%)",
            "0",
            "in",
            "one",
            "go",
        ]
    )
    assert last.startswith("all together")


def test_site_staff_read_it_on_their_first_page(client: Client) -> None:
    client.force_login(
        UserFactory(is_staff=True, is_superuser=True),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    assert (
        "No teacher has judged anything yet." in client.get("/staff/").content.decode()
    )
    judge("overruled")
    page = client.get("/staff/").content.decode()
    assert "Teachers have overruled 1 of 1 point" in page
    assert "Most often: Too slow (1 of 1)." in page
