"""Why a phrase comes next, and how today goes, in words. No streaks, no blame."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teaching_app.practice.models import Phrase
from teaching_app.practice.selectors.path import Step, Today

from . import rules


def why(step: Step) -> str:
    """One sentence on why this phrase is proposed."""
    if step.card is None:
        return _why_new(step)
    finding = step.finding
    if finding and finding["code"] != "well_done":
        return _("Last time: %(title)s.") % {"title": rules.describe(finding).title}
    when = date_format(localtime(step.card.reviewed_at), "DATE_FORMAT")
    return _("You said it on %(when)s. See whether it still comes easily.") % {
        "when": when
    }


def _why_new(step: Step) -> str:
    if step.skill:
        skill = Phrase.Focus(step.skill).label
        return _("New. It trains what needed work most often lately: %(skill)s.") % {
            "skill": skill
        }
    return _("New, at your level.")


def today_in_words(today: Today) -> str:
    """How far today has come."""
    if not today.goal:
        return ngettext("%(n)d step today.", "%(n)d steps today.", today.done) % {
            "n": today.done
        }
    if today.is_reached:
        return _("Goal reached: %(done)d of %(goal)d today.") % {
            "done": today.done,
            "goal": today.goal,
        }
    return _("%(done)d of %(goal)d today.") % {"done": today.done, "goal": today.goal}


def listened_in_words(today: Today) -> str:
    """What a page says when a phrase has been heard to its end."""
    return _("Listening counts. %(today)s") % {"today": today_in_words(today)}
