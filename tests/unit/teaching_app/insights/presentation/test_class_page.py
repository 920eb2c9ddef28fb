"""The report of a class in the words of its page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import translation

from teaching_app.insights.presentation.class_page import page_of
from teaching_app.insights.selectors.class_report import report_of
from teaching_app.insights.selectors.groups import Part
from tests.factories.schools import SchoolClassFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "name"), [("en", "Chinese"), ("zh-hans", "中文")])
def test_first_languages_have_their_names(language: str, name: str) -> None:
    report = replace(report_of(SchoolClassFactory()), languages=(Part("zh", 5, ()),))
    with translation.override(language):
        assert [row.name for row in page_of(report).languages] == [name]
