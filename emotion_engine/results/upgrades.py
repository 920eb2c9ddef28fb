"""Upgrade stored reports of earlier versions to the newest, one version at a time.

Version 1 covers every shape up to 2026-11-28: fields were added to it without changing
the number. Each later change of the report's keys has its own version and upgrade;
``tests/fixtures/reports`` has a report of every shape.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from emotion_engine.errors import NewerFormatError, ReportFormatError

REPORT_FORMAT_VERSION = 5

Values = Mapping[str, Any]

# Strength above which the first engines called a word accented.
ACCENTED = 0.5


def upgraded(values: Any) -> dict[str, Any]:
    """Return a stored report as the newest version would have it.

    Raises
    ------
    NewerFormatError
        A later engine wrote it.
    ReportFormatError
        Its version never existed.
    """
    version = values.get("format_version") if isinstance(values, Mapping) else None
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise ReportFormatError(
            f"Expected a report with a format_version, got {version!r}."
        )
    if version > REPORT_FORMAT_VERSION:
        raise NewerFormatError(
            f"This report has format {version}, this engine reads up to "
            f"{REPORT_FORMAT_VERSION}: run the engine that wrote it, or a newer one."
        )
    for number in range(version, REPORT_FORMAT_VERSION):
        values = UPGRADES[number](values)
    return {**values, "format_version": REPORT_FORMAT_VERSION}


def from_1(values: Values) -> dict[str, Any]:
    """Fill in fields added to version 1 over time, as unknown."""
    return {
        "expected_accent": [],
        **values,
        "words": [_word(word) for word in values["words"]],
        "delivery": _filled(values["delivery"], completeness=None),
        "comparison": _filled(
            values["comparison"],
            native_accent_share=[],
            native_nuclear_share=[],
            native_pause_share=[],
        ),
        **(
            {"expression": _expression(values["expression"])}
            if "expression" in values
            else {}
        ),
    }


def from_2(values: Values) -> dict[str, Any]:
    """Fill in how well the voice was known and probabilities held, as unknown."""
    if "expression" not in values:
        return {**values}
    filled = _filled(values["expression"], own_takes=None, intervals=None)
    return {**values, "expression": filled}


def from_3(values: Values) -> dict[str, Any]:
    """Add the members of the answer: until then one model decided alone."""
    if "expression" not in values:
        return {**values}
    return {**values, "expression": _filled(values["expression"], members=[])}


def from_4(values: Values) -> dict[str, Any]:
    """Quote every transcript and tell every finding, as was done; judge no endings."""
    return {
        **values,
        "findings": [{**one, "certainty": "told"} for one in values["findings"]],
        "phrase_check": _filled(
            values["phrase_check"], is_quotable=True, said_again=False
        ),
        "words": [{"ending_heard": None, **word} for word in values["words"]],
    }


def _filled(values: Values | None, **lacking: Any) -> Values | None:
    return None if values is None else {**lacking, **values}


def _expression(values: Values | None) -> Values | None:
    return _filled(values, words=None, difference=None, carried=None)


def _word(word: Values) -> dict[str, Any]:
    accent = word["accent"]
    return {
        "accented": None if accent is None else accent >= ACCENTED,
        "nuclear": None,
        "accuracy": None,
        "clear": None,
        **word,
        "syllables": [_syllable(syllable) for syllable in word["syllables"]],
    }


def _syllable(syllable: Values) -> dict[str, Any]:
    phones = [{"score": None, "heard_as": None, **p} for p in syllable["phones"]]
    return {**syllable, "phones": phones}


UPGRADES: dict[int, Callable[[Values], dict[str, Any]]] = {
    1: from_1,
    2: from_2,
    3: from_3,
    4: from_4,
}
