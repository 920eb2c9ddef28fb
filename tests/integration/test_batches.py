"""Many takes in one call: what comes out is what comes out one by one."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from pathlib import Path

import pytest

import emotion_engine as engine
from tests.factories.sound import wav_bytes

pytestmark = [pytest.mark.weights, pytest.mark.data]

CORPORA = (
    "ravdess",
    "timit_sample",
    "librispeech",
    "speechocean762",
    "crema_d",
    "arctic",
)
PER_CORPUS = 4
STYLES = ("happy", None, "sad")
# Reports are rounded to four places. Sums in another order differ by about 1e-5, which
# moves a rounded value by one step, and scores (0 to 10, single precision) by two.
STEP = 1e-4
TOLERANCE = 2.5 * STEP
TOTAL_S = 100.0


@pytest.fixture(scope="module")
def requests(speech_data: Path) -> list[engine.UtteranceRequest]:
    """24 takes of six corpora, from one second to sixteen."""
    found = []
    for name in CORPORA:
        with (speech_data / name / "manifest.csv").open(newline="") as lines:
            rows = [row for row in csv.DictReader(lines) if row["text"]]
        for number in range(PER_CORPUS):
            row = rows[number * (len(rows) // PER_CORPUS)]
            text = row["text"]
            found.append(
                engine.UtteranceRequest(
                    speech_data / name / row["path"],
                    f"{text.capitalize()}." if text.isupper() else text,
                    STYLES[number % len(STYLES)],
                )
            )
    return found


def alone(
    request: engine.UtteranceRequest, config: engine.EngineConfig
) -> engine.UtteranceReport:
    return engine.analyze_utterance(
        request.source, text=request.text, style=request.style, config=config
    )


def differences(one: object, other: object, place: str = "") -> Iterator[str]:
    """Name every place where two reports differ by more than the tolerance."""
    if isinstance(one, dict) and isinstance(other, dict):
        if one.keys() != other.keys():
            yield f"{place}: {one.keys() ^ other.keys()}"
        for key in one.keys() & other.keys():
            yield from differences(one[key], other[key], f"{place}.{key}")
    elif isinstance(one, list) and isinstance(other, list):
        if len(one) != len(other):
            yield f"{place}: {len(one)} and {len(other)}"
        for index, pair in enumerate(zip(one, other, strict=False)):
            yield from differences(*pair, f"{place}[{index}]")
    elif isinstance(one, float) and isinstance(other, float):
        if not math.isclose(one, other, rel_tol=0, abs_tol=TOLERANCE):
            yield f"{place}: {one} and {other}"
    elif one != other:
        yield f"{place}: {one!r} and {other!r}"


def test_24_takes_together_are_judged_as_each_alone(
    requests: list[engine.UtteranceRequest], engine_config: engine.EngineConfig
) -> None:
    together = engine.analyze_utterances(requests, config=engine_config)
    assert sum(report.quality.duration_s for report in together) > TOTAL_S
    found = []
    for request, report in zip(requests, together, strict=True):
        assert report.assessable, (request.source, report.reason)
        ours, theirs = report.to_json(), alone(request, engine_config).to_json()
        assert ours.pop("timings_ms").keys() == theirs.pop("timings_ms").keys()
        found += differences(ours, theirs, request.source.name)
    assert found == []


def test_a_bad_take_fails_alone_and_each_reports_its_own_stages(
    requests: list[engine.UtteranceRequest], engine_config: engine.EngineConfig
) -> None:
    good = requests[0]
    bad = [
        engine.UtteranceRequest(b"Dear teacher,", good.text),
        engine.UtteranceRequest(good.source, "42 \u4f60\u597d"),
        engine.UtteranceRequest(wav_bytes(2.0), good.text),
        engine.UtteranceRequest(good.source, "She wrote a letter to her friend."),
    ]
    told: dict[int, list[engine.Stage]] = {}
    not_audio, no_text, silent, other, judged = engine.analyze_utterances(
        [*bad, good],
        config=engine_config,
        on_progress=lambda index, stage, _: told.setdefault(index, []).append(stage),
    )
    assert isinstance(not_audio, engine.AudioError)
    assert isinstance(no_text, engine.TextError)
    assert silent.reason in {engine.Reason.NO_SPEECH, engine.Reason.TOO_QUIET}
    assert other.reason is engine.Reason.OTHER_PHRASE
    assert judged.assessable
    assert told[0] == [engine.Stage.DECODE]
    assert 1 not in told
    assert told[2] == [engine.Stage.DECODE, engine.Stage.QUALITY]
    assert told[3] == [*told[2], engine.Stage.PHRASE_CHECK]
    assert told[4] == list(engine.Stage)


def test_what_listens_to_the_progress_may_end_the_call(
    requests: list[engine.UtteranceRequest], engine_config: engine.EngineConfig
) -> None:
    def lose(*_: object) -> None:
        raise LookupError("the row is another worker's now")

    with pytest.raises(LookupError):
        engine.analyze_utterances(requests[:2], config=engine_config, on_progress=lose)


def test_no_takes_have_no_reports(engine_config: engine.EngineConfig) -> None:
    assert engine.analyze_utterances([], config=engine_config) == []
