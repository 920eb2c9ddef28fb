"""Readers of the environment."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from teaching_app import env


@pytest.mark.parametrize("word", ["1", "true", "YES", "on"])
def test_a_flag_is_on_in_many_words(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("FLAG", word)
    assert env.flag("FLAG", default=False) is True


def test_what_is_not_given_or_empty_has_its_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FLAG", " ")
    monkeypatch.delenv("NUMBER", raising=False)
    assert env.flag("FLAG", default=True) is True
    assert env.integer("NUMBER", 7, low=1, high=9) == 7
    assert env.folder("NUMBER", Path("/data")) == Path("/data")


@pytest.mark.parametrize(
    "read",
    [
        lambda: env.flag("VALUE", default=False),
        lambda: env.integer("VALUE", 1, low=1, high=9),
        lambda: env.choice("VALUE", "on", among=("on", "off")),
        lambda: env.url("VALUE", schemes=("redis",)),
    ],
)
def test_a_bad_value_stops_the_start_and_is_named(
    monkeypatch: pytest.MonkeyPatch, read
) -> None:
    monkeypatch.setenv("VALUE", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="VALUE"):
        read()


def test_a_number_out_of_bounds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VALUE", "10")
    with pytest.raises(ImproperlyConfigured, match="from 1 to 9"):
        env.integer("VALUE", 1, low=1, high=9)


def test_a_bad_address_is_named_without_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("VALUE", "mysql://user:secret@host/name")
    with pytest.raises(ImproperlyConfigured) as refused:
        env.url("VALUE", schemes=("postgres",))
    assert "mysql" in str(refused.value)
    assert "secret" not in str(refused.value)
