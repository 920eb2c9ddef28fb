"""Jobs of every kind, claimed, aged and looked at."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from factory.django import DjangoModelFactory

from teaching_app.practice import jobs
from teaching_app.practice.models import (
    Job,
)
from tests.factories.models import (
    AnalysisFactory,
    DataExportFactory,
    ReferenceJobFactory,
    RenditionFactory,
)

FACTORIES = (AnalysisFactory, RenditionFactory, DataExportFactory, ReferenceJobFactory)
every_kind = pytest.mark.parametrize("make", FACTORIES, ids=lambda make: make.__name__)
# References are woken up for by one message of the scheduler, not one for each row.
every_sent_kind = pytest.mark.parametrize(
    "make", FACTORIES[:3], ids=lambda make: make.__name__
)
Factory = type[DjangoModelFactory]


def ago(seconds: float) -> datetime:
    return timezone.now() - timedelta(seconds=seconds)


def claimed(make: Factory, **values: Any) -> tuple[Job, jobs.Claim]:
    job = make(**values)
    (claim,) = jobs.claim(type(job), worker="worker-a", pk=job.pk)
    return job, claim


def change(job: Job, **values: Any) -> None:
    type(job).objects.filter(pk=job.pk).update(**values)


def state_of(job: Job) -> str:
    job.refresh_from_db()
    return job.state
