from __future__ import annotations

import pytest
from django.utils import translation

from teaching_app.insights.feedback.kinds import KINDS


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_an_ending_does_not_break_after_its_hyphen(language: str) -> None:
    with translation.override(language):
        told = [f"{kind.name} {kind.rule}" for kind in KINDS.values()]
    assert sum("\u2011" in text for text in told) == 4
    assert [text for text in told if "-" in text] == []
