"""Anonymous marking: a choice that lasts for the session."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from teaching_app.schools.models import SchoolClass, Submission

KEY = "review_hides_names"


def are_hidden(request: HttpRequest) -> bool:
    """Whether the learners' names are hidden from this teacher now."""
    return bool(request.session.get(KEY))


def hide(request: HttpRequest, is_hidden: bool) -> None:
    """Hide the names, or show them again."""
    request.session[KEY] = is_hidden


def shown_name(request: HttpRequest, submission: Submission) -> str:
    """A learner's name, or the number that ``review_queue`` gave them."""
    if are_hidden(request):
        return _numbered(submission.number)
    return submission.enrolment.name


def shown_names(request: HttpRequest, school_class: SchoolClass) -> dict[int, str]:
    """The same of everybody who is or was in a class, by key of the enrolment."""
    rows = school_class.enrolments.order_by("pk").values_list("pk", "name")
    if are_hidden(request):
        return {pk: _numbered(number) for number, (pk, _name) in enumerate(rows, 1)}
    return dict(rows)


def _numbered(number: int) -> str:
    return _("Learner %(number)d") % {"number": number}
