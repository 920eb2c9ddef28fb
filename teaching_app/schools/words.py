"""Sentences about handing in: reasons, attempts, rules."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .models import Assignment, Submission
from .selectors.work import PhraseWork, State

# Why no take can be handed in, shown before recording.
CLOSED = {
    "too_late": gettext_lazy("The due date has passed, and nothing more is taken."),
    "attempts_used": gettext_lazy("You have used all attempts at this phrase."),
}
# Why a take that was sent was not accepted.
NOT_HANDED_IN = {
    "too_late": gettext_lazy(
        "This take came after the due date, so it was not handed in."
    ),
    "attempts_used": gettext_lazy(
        "All attempts at this phrase were used, so this take was not handed in."
    ),
    "withdrawn": gettext_lazy(
        "Your teacher has taken the assignment back, so this take was not handed in."
    ),
    "left": gettext_lazy(
        "You are no longer in the class, so this take was not handed in."
    ),
    "kept": gettext_lazy("This take was not handed in."),
}
# An icon for each state, so that colour is never the only signal.
SHAPES = {
    State.TODO: "○",
    State.WAITING: "…",
    State.PENDING: "?",
    State.HANDED_IN: "●",
    State.REVIEWED: "✓",
}
SHORT = {
    State.TODO: gettext_lazy("not yet"),
    State.WAITING: gettext_lazy("analysing"),
    State.PENDING: gettext_lazy("pending"),
    State.HANDED_IN: gettext_lazy("handed in"),
    State.REVIEWED: gettext_lazy("reviewed"),
}
COMPLETION = {
    "done": gettext_lazy("done"),
    "pending": gettext_lazy("pending"),
    "open": gettext_lazy("not done yet"),
}


def progress(n_done: int, n_all: int) -> str:
    """ "2 of 5"."""
    return _("%(done)s of %(all)s") % {"done": n_done, "all": n_all}


def attempt_of(submission: Submission, work: PhraseWork) -> str:
    """Number of the attempt; a take set aside has none."""
    if submission.set_aside_at:
        return _("set aside")
    place = [take.pk for take in work.valid].index(submission.pk) + 1
    if work.left is None:
        return _("attempt %(n)s") % {"n": place}
    return _("attempt %(n)s of %(most)s") % {
        "n": place,
        "most": work.terms.max_attempts,
    }


def attempts_left(work: PhraseWork) -> str:
    """How many attempts are left, where they are counted."""
    if work.left is None:
        return ""
    return ngettext("%(n)s attempt left", "%(n)s attempts left", work.left) % {
        "n": work.left
    }


def rules(assignment: Assignment, max_attempts: int) -> list[str]:
    """The rules of an assignment, a sentence each."""
    said = []
    if assignment.due_at:
        said.append(
            _("Late takes are taken, and shown as late.")
            if assignment.late_rule == Assignment.LateRule.ACCEPT
            else _("After the due date nothing is taken.")
        )
    if max_attempts:
        said.append(
            ngettext(
                "%(n)s attempt at each phrase.",
                "%(n)s attempts at each phrase.",
                max_attempts,
            )
            % {"n": max_attempts}
        )
    if max_attempts != 1:
        said.append(str(_COUNTING[assignment.counting]))
    said.append(str(_MARKING[assignment.marking]))
    return said


_COUNTING = {
    "best": gettext_lazy("Your best take counts."),
    "last": gettext_lazy("Your last take counts."),
    "chosen": gettext_lazy("You choose which take counts."),
}
_MARKING = {
    "none": gettext_lazy("There are no marks."),
    "completion": gettext_lazy("It is done or not done; there are no other marks."),
    "teacher": gettext_lazy("Your teacher gives the mark, never the machine."),
}
