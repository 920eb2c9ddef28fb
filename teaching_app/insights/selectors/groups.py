"""Skills by group and by first language, of five learners and more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from teaching_app.insights.facts.figures import Figures
from teaching_app.insights.feedback.skills import MEASURED, over_learners
from teaching_app.practice.access import FEWEST_LEARNERS
from teaching_app.practice.feedback.progress import Estimate
from teaching_app.schools.languages import code_of
from teaching_app.schools.models import Enrolment


@dataclass(frozen=True, slots=True)
class Part:
    """A subset of learners, with their estimate of each skill."""

    name: str
    n_learners: int
    skills: tuple[tuple[str, Estimate | None], ...]


def by_group(
    enrolments: Sequence[Enrolment], figures: Iterable[Figures]
) -> tuple[Part, ...]:
    """Skills by group; expects the enrolments' groups to be prefetched."""
    members = defaultdict(set)
    for enrolment in enrolments:
        for group in enrolment.groups.all():
            members[group.name].add(enrolment.pk)
    return tuple(_parts(members, figures))


def by_first_language(
    enrolments: Sequence[Enrolment], figures: Iterable[Figures]
) -> tuple[Part, ...]:
    """Skills by first language, where it was given, by its code: "es" is "Spanish", too."""
    members = defaultdict(set)
    for enrolment in enrolments:
        if enrolment.first_language:
            members[code_of(enrolment.first_language)].add(enrolment.pk)
    return tuple(_parts(members, figures))


def _parts(
    members: Mapping[str, set[int]], figures: Iterable[Figures]
) -> Iterator[Part]:
    takes = [take for take in figures if take.assessable]
    for name, keys in sorted(members.items()):
        mine = [take for take in takes if take.enrolment in keys]
        n_learners = len({take.enrolment for take in mine})
        if n_learners >= FEWEST_LEARNERS:
            skills = tuple(
                (
                    code,
                    over_learners(measured.value, mine, fewest=FEWEST_LEARNERS),
                )
                for code, measured in MEASURED.items()
            )
            yield Part(name, n_learners, skills)
