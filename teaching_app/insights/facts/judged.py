"""Facts of a take as a teacher holds them to be: where one overrules, their word counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import emotion_engine as engine
from teaching_app.practice.feedback.catalogue import FINDINGS, Skill
from teaching_app.practice.feedback.facts import TakeFacts
from teaching_app.practice.feedback.measures import BANDS, HIGHEST

from .figures import Figures

State = engine.StressState
Code = engine.FindingCode
FLAGS = frozenset({"varies", "asked"})  # of a word on which the machine has no say
STRESS_CODES = frozenset({Code.STRESS_ELSEWHERE, Code.STRESS_UNCLEAR})
# Those that are measured over the whole take, as the figures of rhythm are.
OF_TIMING = frozenset(
    {
        Code.TOO_FAST,
        Code.TOO_SLOW,
        Code.PAUSE_UNEXPECTED,
        Code.SYLLABLE_TOO_LONG,
        Code.SYLLABLE_TOO_SHORT,
    }
)

# The code of a finding, "stress" or a band, and the index of the word it is about.
Place = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Overruled:
    """What a teacher says (``value``) in place of what the machine said.

    ``finding`` is the code of a finding and ``band`` the name of a score, where it is
    about one. ``Judgement`` describes ``machine`` and ``value``.
    """

    finding: str
    band: str
    machine: Mapping[str, Any]
    value: Mapping[str, Any]


def place_of(finding: Mapping[str, Any]) -> Place:
    """Where a finding of ``facts.findings`` is judged: of stress, at the word."""
    code = finding["code"]
    return ("stress" if code in STRESS_CODES else code, finding.get("i"))


def figures_as_judged(take: Figures, said: Mapping[Place, Overruled]) -> Figures:
    """The figures with the teacher's word in place of the machine's.

    Of a melody of which the teacher says that it is no fault, no share is known.
    """
    skills, clarity = take.skills, take.clarity
    for (about, _word), judged in said.items():
        if about == "stress":
            skills = _with_stress(skills, judged)
        elif judged.band == "accuracy":
            clarity = _middle(judged.value["band"])
        elif judged.finding and not judged.value.get("is_fault"):
            skills = _without(skills, Code(judged.finding))
    return replace(take, skills=skills, clarity=clarity)


def word_as_judged(
    word: Mapping[str, Any], judged: Overruled
) -> Mapping[str, Any] | None:
    """A word of ``facts.words``; ``None`` where the teacher named no syllable."""
    state = _state(judged.value, word["expected"])
    if state is None:
        return None
    kept = {name: value for name, value in word.items() if name not in FLAGS}
    return kept | {"state": state.value, "heard": judged.value["syllable"]}


def _state(value: Mapping[str, Any], expected: int | None) -> State | None:
    if "syllable" not in value or expected is None:
        return None
    if value["syllable"] is None:
        return State.UNCLEAR
    return State.AS_EXPECTED if value["syllable"] == expected else State.ELSEWHERE


def _with_stress(skills: TakeFacts, judged: Overruled) -> TakeFacts:
    """One word that the machine held to be in one state, or in doubt, is in another."""
    state = _state(judged.value, judged.machine.get("expected"))
    was = judged.machine.get("state")
    others = list(skills.stress)
    if state is None or was not in (*others, State.UNCLEAR):
        return skills
    if was in others:
        others.remove(State(was))
    return replace(skills, stress=(*others, state))


def _without(skills: TakeFacts, code: engine.FindingCode) -> TakeFacts:
    """What is left where a finding is no fault."""
    skill = FINDINGS[code].skill
    if skill is Skill.FOCUS and skills.has_focus is not None:
        return replace(skills, has_focus=True)
    if skill is Skill.MELODY:
        return replace(skills, melody=None)
    if code in OF_TIMING and False in skills.rhythm:
        rhythm = list(skills.rhythm)
        rhythm[rhythm.index(False)] = True
        return replace(skills, rhythm=tuple(rhythm))
    return skills


def _middle(band: int) -> float:
    """The middle of a band of the raters' scale, as a share of its highest score."""
    edges = [low for low, _label in BANDS] + [HIGHEST]
    return (edges[band] + edges[band + 1]) / 2 / HIGHEST
