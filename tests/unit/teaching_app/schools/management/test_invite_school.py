"""The command that opens a school where nobody may do so alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from teaching_app.practice.models import Learner
from teaching_app.schools.models import Invitation
from teaching_app.schools.models.institution import Role

pytestmark = pytest.mark.django_db


def test_it_prints_the_link_of_the_first_administrator(
    settings: Any, capsys: Any, learner_client: Client, learner: Learner
) -> None:
    settings.TEACHING = "invitation"
    settings.PUBLIC_URL = "https://intona.example"
    call_command("invite_school", "Hill School")
    link = capsys.readouterr().out.splitlines()[0]
    assert Invitation.objects.get().token in link
    learner_client.post(link.removeprefix("https://intona.example"))
    membership = learner.user.memberships.get()
    assert (membership.role, membership.institution.name) == (
        Role.ADMIN,
        "Hill School",
    )
