"""A teacher, the class that they teach, and their browser."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from teaching_app.schools.models import SchoolClass
from tests.factories.models import UserFactory
from tests.factories.schools import SchoolClassFactory


@pytest.fixture
def teacher(db: None) -> User:
    return UserFactory()


@pytest.fixture
def school_class(teacher: User) -> SchoolClass:
    return SchoolClassFactory(taught_by=teacher)


@pytest.fixture
def teacher_client(teacher: User) -> Client:
    client = Client()
    client.force_login(teacher, backend="django.contrib.auth.backends.ModelBackend")
    return client
