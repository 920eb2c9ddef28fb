"""Marks behind numbers are taken back when numbers become one word."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from tests.factories.models import PhraseFactory

take_back_marks = import_module(
    "teaching_app.practice.migrations.0021_marks_of_numbers"
).take_back_marks


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("They record a record.", True),
        ("Record 101 songs.", False),
        ("Record it at 7 p.m.", False),
        ("Songs, etc., record well.", False),
    ],
)
def test_only_marks_that_may_point_elsewhere_are_taken_back(
    text: str, stays: bool
) -> None:
    phrase = PhraseFactory(text=text, stress={"1": 1}, accent=[1])
    take_back_marks(apps, None)
    phrase.refresh_from_db()
    assert (phrase.stress, phrase.accent) == (({"1": 1}, [1]) if stays else ({}, []))
