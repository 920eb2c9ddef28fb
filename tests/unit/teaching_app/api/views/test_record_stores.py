"""The page of an institution's record store."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from teaching_app.api.models import RecordStore
from teaching_app.encrypted_texts import decrypt
from teaching_app.schools.models import Enrolment, Institution
from teaching_app.schools.models.institution import Role
from tests.factories.api import DeliveryFactory, RecordStoreFactory
from tests.factories.record_store import KEY, SECRET, URL
from tests.factories.schools import EnrolmentFactory, MembershipFactory
from tests.unit.teaching_app.access import BACKEND

pytestmark = pytest.mark.django_db
FORM = {"url": f"{URL}/", "key": KEY, "secret": SECRET}


@pytest.fixture
def school(settings: Any) -> Institution:
    settings.PUBLIC_URL = "https://intona.example"
    return MembershipFactory(role=Role.ADMIN).institution


@pytest.fixture
def admin(school: Institution) -> Client:
    client = Client()
    client.force_login(school.memberships.get().user, backend=BACKEND)
    return client


def address(school: Institution) -> str:
    return f"/teach/institutions/{school.public_id}/record-store/"


def test_an_administrator_sets_a_store_up(admin: Client, school: Institution) -> None:
    assert admin.post(address(school), FORM).status_code == 302
    store = RecordStore.objects.get(institution=school)
    assert (store.url, store.key, decrypt(store.secret)) == (URL, KEY, SECRET)
    page = admin.get(address(school)).content
    assert b"Nothing has been sent yet." in page
    assert SECRET.encode() not in page


def test_what_cannot_be_one_is_said(admin: Client, school: Institution) -> None:
    page = admin.post(address(school), {**FORM, "url": "https://10.0.0.1/"})
    assert page.status_code == 400
    assert b"the whole Internet can reach" in page.content
    assert not RecordStore.objects.exists()


def test_what_it_was_sent_is_visible(admin: Client, school: Institution) -> None:
    store = RecordStoreFactory(institution=school, failing_since="2026-11-01T08:00Z")
    DeliveryFactory(
        webhook=None, record_store=store, event="attempted", last_status=503
    )
    page = admin.get(address(school)).content.decode()
    assert "attempted" in page
    assert "503" in page
    assert "Nothing has arrived since" in page


@pytest.mark.parametrize(
    ("what", "left"), [("off", ["owner"]), ("on", [""]), ("remove", [])]
)
def test_it_is_switched_and_removed(
    what: str, left: list[str], admin: Client, school: Institution
) -> None:
    RecordStoreFactory(institution=school, disabled="failing")
    admin.post(f"{address(school)}change/", {"what": what})
    assert [store.disabled for store in RecordStore.objects.all()] == left


@pytest.mark.parametrize("disabled", ["", "owner"])
def test_learners_read_of_it_while_it_is_on(disabled: str, school: Institution) -> None:
    RecordStoreFactory(institution=school, disabled=disabled)
    enrolment: Enrolment = EnrolmentFactory(school_class__institution=school)
    client = Client()
    client.force_login(enrolment.learner.user, backend=BACKEND)
    page = client.get(f"/classes/{enrolment.school_class.public_id}/").content
    assert (b"In its record store" in page) == (disabled == "")
