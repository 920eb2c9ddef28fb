"""The stages of the engine, in the order in which takes pass through them.

There are three segments, split where takes are batched: each take is prepared alone;
those that can be judged are heard in padded passes; then each is judged alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from .config import EngineConfig
from .errors import EngineError
from .heard import Heard, Prepared, attempt, groups_of, hear_each, prepare
from .judged import judge
from .models import Models, models_of
from .partial_report import PartialReport, reports_of
from .request import UtteranceRequest
from .results import (
    Stage,
    UtteranceReport,
    VoiceTrace,
)

OnProgress = Callable[[int, Stage, UtteranceReport], None]
OnVoice = Callable[[int, VoiceTrace], None]
Outcome = UtteranceReport | EngineError
OnOutcome = Callable[[int, Outcome], None]


def analyze_all(
    requests: Sequence[UtteranceRequest],
    *,
    config: EngineConfig,
    on_progress: OnProgress | None = None,
    on_voice: OnVoice | None = None,
    on_outcome: OnOutcome | None = None,
) -> list[Outcome]:
    """Run every take through every stage; see ``emotion_engine.analyze_utterances``."""
    models = models_of(config)
    models.load()
    reports = reports_of(requests, on_progress)
    outcomes: dict[int, Outcome] = {}
    for i, error in pass_through(requests, reports, models, judge):
        outcomes[i] = error or reports[i].known
        if error is None and on_voice and (voice := reports[i].voice):
            on_voice(i, voice)
        if on_outcome:
            on_outcome(i, outcomes[i])
    return [outcomes[i] for i in range(len(requests))]


def pass_through(
    requests: Sequence[UtteranceRequest],
    reports: Sequence[PartialReport],
    models: Models,
    last: Callable[[Heard, Models], None],
) -> Iterator[tuple[int, EngineError | None]]:
    """Prepare takes, hear them together, and do the last step with each that was heard.

    Yields
    ------
    int, EngineError or None
        The index of a take as soon as its report is all that it will be, or it failed.
    """
    open_takes: dict[int, Prepared] = {}
    for i, (request, report) in enumerate(zip(requests, reports, strict=True)):
        prepared = attempt(prepare, request, report, models)
        if isinstance(prepared, Prepared):
            open_takes[i] = prepared
        else:
            yield i, prepared
    for group in groups_of(open_takes, models.config.max_padded_s):
        takes = [open_takes.pop(i) for i in group]
        for i, heard in zip(group, hear_each(takes, models), strict=True):
            is_failed = isinstance(heard, EngineError)
            yield i, heard if is_failed else attempt(last, heard, models)
