"""A report grows by stages, which may be shared."""

from __future__ import annotations

import pytest

from emotion_engine.partial_report import reports_of, stage
from emotion_engine.request import UtteranceRequest
from emotion_engine.results import Reason, Stage

REQUESTS = [UtteranceRequest(b"", text) for text in ("Go on.", "Come in.")]


def test_each_progress_report_has_its_index_and_what_is_known() -> None:
    told = []
    first, second = reports_of(REQUESTS, lambda *seen: told.append(seen))
    with stage(Stage.DECODE, second):
        pass
    with stage(Stage.PHRASE_CHECK, first, second):
        pass
    assert [(index, which) for index, which, _ in told] == [
        (1, Stage.DECODE),
        (0, Stage.PHRASE_CHECK),
        (1, Stage.PHRASE_CHECK),
    ]
    assert [known.text for _, _, known in told] == ["Come in.", "Go on.", "Come in."]
    assert set(told[2][2].timings_ms) == {"decode"}


def test_reports_share_the_time_of_a_stage_equally() -> None:
    first, second = reports_of(REQUESTS, None)
    with stage(Stage.PHRASE_CHECK, first, second):
        sum(range(10_000))
    times = [report.known.timings_ms["phrase_check"] for report in (first, second)]
    assert times[0] == times[1] > 0


def test_a_stage_that_breaks_has_no_time() -> None:
    (report,) = reports_of(REQUESTS[:1], None)
    with pytest.raises(ZeroDivisionError), stage(Stage.DECODE, report):
        _ = 1 / 0
    assert report.known.timings_ms == {}


def test_a_report_that_stops_says_why() -> None:
    (report,) = reports_of(REQUESTS[:1], None)
    report.stop(Reason.TOO_SHORT)
    assert (report.known.assessable, report.known.reason) == (False, Reason.TOO_SHORT)
