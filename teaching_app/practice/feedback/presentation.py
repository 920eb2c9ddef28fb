"""From a report to the content of the feedback page: pure functions, no queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

import emotion_engine as engine
from teaching_app.practice.feedback_policy import bare

from . import rules
from .catalogue import FINDINGS, Outcome
from .circumstances import QualityItem, ReferenceView, quality_items, reference_view
from .labels import STAGES, readable, style_label
from .marks import PhraseWord, SyllableMark, phrase_words
from .measures import (
    MeasureBar,
    ScoreBar,
    band_names,
    deserves_praise,
    measure_bars,
    score_bars,
)
from .melody import MelodyChart, melody_chart
from .phones import PhoneRow, phone_rows
from .spans import Slice, slice_of
from .styles import ExpressionView, expression_view
from .summary import Summary, what_came_across
from .words import SaidWord, said_words

__all__ = [
    "FeedbackView",
    "PhraseWord",
    "SyllableMark",
    "arrange",
    "phrase_words",
    "style_label",
]

PENDING = ("queued", "running")
MOST_ALIKE, MOST_OTHERS = 2, 4  # findings of one code; findings beside the main one
NOTHING_YET = engine.UtteranceReport(text="", engine_version="")
Verdict = engine.PhraseVerdict


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage of the worker: ``state`` is done, current or waiting."""

    code: str
    label: str
    state: str


@dataclass(frozen=True, slots=True)
class HeardView:
    """The result of the phrase check, in words.

    ``text`` is empty if in doubt, and where the phrase was found in spite of the
    transcript: the recogniser wrote something else, and the learner did not say that.
    """

    text: str
    verdict: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding in sentences, with the slice of the take where it is heard."""

    code: str
    title: str
    text: str
    next_action: str
    place: Slice | None
    is_praise: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no result.

    ``kind`` is not_assessable, rejected, failed or unreadable.
    """

    kind: str
    code: str
    title: str
    text: str
    next_action: str


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """Everything the result partial shows; parts are empty until known.

    ``main`` and ``others`` are told, ``questions`` are asked.
    """

    state: str
    stages: tuple[StageView, ...]
    queue_position: int | None
    poll_ms: int
    assessable: bool | None
    heard: HeardView | None
    quality: tuple[QualityItem, ...]
    words: tuple[SaidWord, ...]
    melody: MelodyChart | None
    scores: tuple[ScoreBar, ...]
    bands: tuple[str, ...]
    summary: Summary | None
    phones: tuple[PhoneRow, ...]
    expression: ExpressionView | None
    measures: tuple[MeasureBar, ...]
    reference: ReferenceView | None
    main: FindingView | None
    others: tuple[FindingView, ...]
    questions: tuple[FindingView, ...]
    problem: Problem | None

    @property
    def is_pending(self) -> bool:
        return self.state in PENDING

    @property
    def current_stage(self) -> StageView | None:
        return next((s for s in self.stages if s.state == "current"), None)

    @property
    def style_measures(self) -> tuple[MeasureBar, ...]:
        """Measures that explain how near the delivery is to the chosen style."""
        expression = self.expression
        return self.measures if expression and expression.has_natives else ()

    @property
    def measures_apart(self) -> tuple[MeasureBar, ...]:
        """Measures of a take without a chosen style."""
        return () if self.style_measures else self.measures

    @property
    def words_have_natives(self) -> bool:
        return any(word.has_natives for word in self.words)

    @property
    def rates_sounds(self) -> bool:
        return any(sound.level for row in self.phones for sound in row.sounds)

    @property
    def sound_marks(self) -> list[dict[str, Any]]:
        """The span of each syllable, for the spectrogram."""
        return [
            {
                "label": row.syllable,
                "start": row.sounds[0].start_s,
                "end": row.sounds[-1].end_s,
            }
            for row in self.phones
            if row.sounds
        ]

    @property
    def words_key(self) -> str:
        """A key that changes only when the words must be redrawn."""
        return "compared" if self.words_have_natives else "heard"

    @property
    def melody_key(self) -> str:
        """A key that changes only when the melody must be redrawn."""
        return "compared" if self.melody and self.melody.has_natives else "alone"

    @property
    def announcement(self) -> str:
        """The sentence announced when the state changes; constant while it lasts."""
        if self.problem:
            return self.problem.title
        if self.is_pending:
            return _("Your take is being analysed.")
        ready = _("Your feedback is ready.")
        return f"{ready} {self.summary.headline}" if self.summary else ready


def arrange(
    report: engine.UtteranceReport | None,
    *,
    state: str,
    unreadable: str = "",
    stage: str | None = None,
    stages: Sequence[str] = tuple(STAGES),
    queue_position: int | None = None,
    refusal: str = "",
    waited_s: float = 0.0,
    earlier: Sequence[str] = (),
) -> FeedbackView:
    """Arrange one analysis for the page.

    ``unreadable`` says why a stored report cannot be read, if so: see
    ``rules.describe_unreadable``. ``stages`` are those this installation runs, in
    order; ``waited_s`` is how long the learner has been waiting, so that the page asks less often later. ``earlier``
    are the codes of the main findings of the takes before: see ``rules.describe``.
    """
    report = report or NOTHING_YET
    problem = _problem(report, state, refusal=refusal, unreadable=unreadable)
    findings = () if problem else _findings(report, report.told, earlier)
    return FeedbackView(
        state=state,
        stages=_stages(stages, stage, state),
        queue_position=queue_position,
        poll_ms=poll_ms(waited_s),
        assessable=report.assessable,
        heard=_heard(report),
        quality=quality_items(report),
        words=said_words(report),
        melody=melody_chart(report),
        scores=score_bars(report),
        bands=band_names(),
        summary=what_came_across(report) if findings else None,
        phones=phone_rows(report),
        expression=expression_view(report),
        measures=measure_bars(report),
        reference=reference_view(report),
        main=findings[0] if findings else None,
        others=_worth_saying(findings),
        questions=() if problem else _findings(report, report.asked),
        problem=problem,
    )


def poll_ms(waited_s: float) -> int:
    """How long the page waits before it polls again: short at first, longer later."""
    if waited_s < 15:
        return 600
    return 2000 if waited_s < 60 else 5000


def _stages(
    codes: Sequence[str], current: str | None, state: str
) -> tuple[StageView, ...]:
    at = codes.index(current) if current in codes else -1
    finished = state not in PENDING

    def state_of(index: int) -> str:
        if finished or index < at:
            return "done"
        return "current" if index == at else "waiting"

    return tuple(
        StageView(code, readable(STAGES, code), state_of(index))
        for index, code in enumerate(codes)
    )


def _heard(report: engine.UtteranceReport) -> HeardView | None:
    check = report.phrase_check
    if check is None:
        return None
    sentence = _verdict_sentence(check, report.words)
    is_same = _letters(check.heard) == _letters(report.text)
    is_quoted = check.is_quotable and (is_same or check.verdict is not Verdict.MATCH)
    quoted = check.heard if is_quoted else ""
    return HeardView(quoted, check.verdict.value, sentence)


def _letters(text: str) -> list[str]:
    return [bare(word) for word in text.split()]


def _verdict_sentence(
    check: engine.PhraseCheck, words: Sequence[engine.WordResult]
) -> str:
    if check.verdict is Verdict.MATCH:
        return _("That is the phrase.")
    if check.verdict is Verdict.PARTIAL:
        return _partial_sentence(check, words)
    return _("That is not the phrase we asked for.")


def _partial_sentence(
    check: engine.PhraseCheck, words: Sequence[engine.WordResult]
) -> str:
    names = {word.index: word.text for word in words}
    missing = [names[i] for i in check.missing if i in names]
    parts = []
    if missing:
        parts.append(_("Not heard: %(words)s.") % {"words": ", ".join(missing)})
    if check.extra:
        parts.append(_("Extra: %(words)s.") % {"words": ", ".join(check.extra)})
    return " ".join(parts) or _("Most of the phrase was there.")


def _findings(
    report: engine.UtteranceReport,
    findings: Sequence[engine.Finding],
    earlier: Sequence[str] = (),
) -> tuple[FindingView, ...]:
    return tuple(_finding(report, finding, earlier) for finding in findings)


def _message(
    report: engine.UtteranceReport,
    finding: engine.Finding,
    earlier: Sequence[str] = (),
) -> tuple[rules.Message, bool]:
    """The sentences of a finding, and whether they are praise."""
    if FINDINGS[finding.code].counts_as is not Outcome.SUCCESS:
        return rules.describe(finding, earlier), False
    if not deserves_praise(report):
        return rules.describe_no_single_fault(), False
    heard = report.expression
    if heard and heard.target and heard.clear and heard.sounds_like != heard.target:
        return rules.describe_missed_style(heard), False
    return rules.describe(finding, earlier), True


def _worth_saying(findings: Sequence[FindingView]) -> tuple[FindingView, ...]:
    """What is shown beside the main finding: few remarks, and few of one kind."""
    seen = Counter(finding.code for finding in findings[:1])
    chosen = []
    for finding in findings[1:]:
        seen[finding.code] += 1
        if seen[finding.code] <= MOST_ALIKE:
            chosen.append(finding)
    return tuple(chosen[:MOST_OTHERS])


def _finding(
    report: engine.UtteranceReport, finding: engine.Finding, earlier: Sequence[str]
) -> FindingView:
    message, is_praise = _message(report, finding, earlier)
    return FindingView(
        code=finding.code.value,
        title=message.title,
        text=message.text,
        next_action=message.next_action,
        place=None if is_praise else slice_of(report, finding),
        is_praise=is_praise,
    )


def _problem(
    report: engine.UtteranceReport, state: str, *, refusal: str, unreadable: str
) -> Problem | None:
    if state == "rejected":
        return _described("rejected", rules.describe_refusal(refusal))
    if state == "failed":
        return Problem(
            "failed",
            "failed",
            _("Something went wrong on our side."),
            _("Your take is safe. It can be analysed again, nothing needs recording."),
            _("Try again"),
        )
    if unreadable:
        return _described("unreadable", rules.describe_unreadable(unreadable))
    if report.assessable is False:
        return _described("not_assessable", rules.describe_reason(report.reason))
    return None


def _described(kind: str, message: rules.Message) -> Problem:
    return Problem(
        kind,
        message.code,
        message.title,
        message.text,
        message.next_action,
    )


@dataclass(frozen=True, slots=True)
class TakeSummary:
    """One line about a take; ``tone`` is native, mine, unclear or bad."""

    label: str
    text: str
    tone: str


def summarize(
    report: engine.UtteranceReport | None, *, state: str, unreadable: str = ""
) -> TakeSummary:
    """Summarise a take for the history; ``unreadable`` as in ``arrange``."""
    if state in PENDING:
        return TakeSummary(_("being analysed"), "", "mine")
    if state == "rejected":
        return TakeSummary(_("not a recording"), "", "bad")
    if state == "failed":
        return TakeSummary(_("not finished"), "", "bad")
    if unreadable:
        title = rules.describe_unreadable(unreadable).title
        return TakeSummary(_("done"), title, "unclear")
    if report is None:
        return TakeSummary(_("done"), "", "native")
    if report.assessable is False:
        title = rules.describe_reason(report.reason).title
        return TakeSummary(_("not assessable"), title, "unclear")
    title = _message(report, report.findings[0])[0].title if report.findings else ""
    return TakeSummary(_("done"), title, "native")
