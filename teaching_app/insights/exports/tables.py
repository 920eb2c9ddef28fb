"""The report of a class as tables of plain values, for CSV and XLSX.

They hold neither styles of delivery nor any mark by the engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from teaching_app.insights.presentation.class_page import ClassPage

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its name, the names of its columns, and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def learners(page: ClassPage) -> Table:
    """A row for each learner with the takes of each week."""
    weeks = [week.monday.isoformat() for week in page.weeks]
    handed_in = [_("handed in, week from %(day)s") % {"day": day} for day in weeks]
    own = [_("own practice, week from %(day)s") % {"day": day} for day in weeks]
    rows = tuple(
        (
            line.enrolment.name,
            line.enrolment.student_number,
            line.last_day.isoformat() if line.last_day else "",
            *(week.n_handed_in for week in line.weeks),
            *(week.n_own for week in line.weeks),
        )
        for line in page.report.practised
    )
    columns = (_("name"), _("student number"), _("last take"), *handed_in, *own)
    return Table(_("Learners"), columns, rows)


def patterns(page: ClassPage) -> Table:
    """The patterns: what to do next."""
    rows = tuple(
        (
            card.words.title,
            card.n_learners,
            card.n_occasion,
            card.words.certainty,
            card.words.teach,
        )
        for card in page.patterns
    )
    columns = (
        _("what many do"),
        _("learners"),
        _("of how many"),
        _("how sure"),
        _("what to teach"),
    )
    return Table(_("What next"), columns, rows)


def phrases(page: ClassPage) -> Table:
    """A row for each syllable of the most practised phrases."""
    rows = tuple(
        (str(drawn.phrase), number, cell.text, cell.n_differ, cell.n)
        for drawn in page.report.maps
        for number, word in enumerate(drawn.words, start=1)
        for cell in word
    )
    columns = (
        _("phrase"),
        _("word"),
        _("syllable"),
        _("learners who differ from natives"),
        _("of how many"),
    )
    return Table(_("Phrases"), columns, rows)


def skills(page: ClassPage) -> Table:
    """A row for each skill and week."""
    rows = tuple(
        (
            graph.label,
            point.day.isoformat(),
            point.percent,
            point.low_percent,
            point.high_percent,
            point.n,
        )
        for graph in page.report.skills
        for point in graph.points
    )
    columns = (
        _("skill"),
        _("week from"),
        _("percent"),
        _("at least"),
        _("at most"),
        _("learners"),
    )
    return Table(_("Skills"), columns, rows)


def all_tables(page: ClassPage) -> Iterator[Table]:
    """The sheets of a workbook, in order."""
    for make in (patterns, learners, phrases, skills):
        yield make(page)
