"""First languages: kept as codes, named in the language of the page."""

from __future__ import annotations

import pytest
from django.utils import translation

from teaching_app.schools import languages


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("German", "de"),
        (" deutsch ", "de"),
        ("DE", "de"),
        ("德语", "de"),
        ("中文", "zh"),
        ("汉语", "zh"),
        ("Mandarin", "zh"),
        ("Klingon", "Klingon"),
        ("", ""),
    ],
)
def test_a_language_is_known_by_its_names(written: str, code: str) -> None:
    assert languages.code_of(written) == code


@pytest.mark.parametrize(("page", "name"), [("en", "German"), ("zh-hans", "德语")])
def test_a_language_is_named_in_that_of_the_page(page: str, name: str) -> None:
    with translation.override(page):
        assert languages.name_of("de") == name
        assert languages.name_of("Klingon") == "Klingon"


def test_every_language_has_a_name_in_the_languages_of_the_pages() -> None:
    for page in ("en", "zh-hans"):
        with translation.override(page):
            assert [c for c in languages.CODES if languages.name_of(c) == c] == []


def test_languages_of_the_class_come_first_even_if_unknown() -> None:
    codes = [code for code, _name in languages.choices(["Spanish", "Klingon"])]
    assert codes[:2] == ["Klingon", "es"]
    assert len(codes) == len(set(codes)) == len(languages.CODES) + 1
