"""Several at once on SQLite as an installation has it: a file, with its journal."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.factories import at_once, attempts_at_once
from tests.factories.installation import Installation


@pytest.mark.slow
def test_eight_uploads_make_one_take_and_eight_workers_one_claim(
    install: Callable[..., Installation],
) -> None:
    at_once.assert_all_holds(install())


@pytest.mark.slow
def test_eight_takes_at_once_use_no_more_attempts_than_there_are(
    install: Callable[..., Installation],
) -> None:
    attempts_at_once.assert_attempts_hold(install())
