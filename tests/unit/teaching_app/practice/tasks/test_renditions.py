"""After a rendition the worker gives back the memory of a voice it may have loaded."""

from __future__ import annotations

import pytest

import emotion_engine as engine
from teaching_app.practice.tasks.renditions import render
from tests.factories.models import ReferenceJobFactory, RenditionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("waits", [False, True])
def test_the_voice_stays_only_for_phrases_that_wait(
    waits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten: list[bool] = []
    monkeypatch.setattr(engine, "forget_voice", lambda: forgotten.append(True))
    if waits:
        ReferenceJobFactory(state="queued")
    taken = RenditionFactory(state="running", claimed_by="worker-b")
    render.apply(args=[taken.pk])
    assert forgotten == ([] if waits else [True])
