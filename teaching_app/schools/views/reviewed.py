"""The take under review, and the queue that the teacher is working through."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from teaching_app.practice.access import Purpose
from teaching_app.schools.access import classes_to, submissions_to
from teaching_app.schools.models import SchoolClass, Submission
from teaching_app.schools.selectors import review_queue


def reviewed_take(request: HttpRequest, public_id: UUID) -> Submission:
    """A take that may be reviewed, with all the rows that its page needs."""
    takes = submissions_to(request.user, Purpose.REVIEW).select_related(
        "analysis__recording__phrase",
        "enrolment__learner",
        "item__phrase",
        "item__assignment__school_class__institution",
        "handed_in_by",
        "reviewed_by",
    )
    numbered = takes.annotate(number=review_queue.learner_number())
    return get_object_or_404(numbered, public_id=public_id)


def next_take(request: HttpRequest, submission: Submission) -> Submission | None:
    """The first other take in the queue, of the class or of all classes."""
    classes = classes_to(request.user, Purpose.REVIEW)
    if not is_over_all(request):
        classes = SchoolClass.objects.filter(
            pk=submission.item.assignment.school_class_id
        )
    return review_queue.waiting(classes).exclude(pk=submission.pk).first()


def queue_url(request: HttpRequest, submission: Submission) -> str:
    """The queue the teacher came from: the class's, or that of all classes."""
    if is_over_all(request):
        return reverse("teach_queue")
    school_class = submission.item.assignment.school_class
    return reverse("teach_review", args=[school_class.public_id])


def is_over_all(request: HttpRequest) -> bool:
    """Whether the teacher is working through the queue of all classes."""
    return request.GET.get("queue") == "all"


def scope_of(request: HttpRequest) -> str:
    """The query string that every link of the page keeps."""
    return "?queue=all" if is_over_all(request) else ""


def back_to(
    request: HttpRequest, submission: Submission, part: str
) -> HttpResponseRedirect:
    """Redirect a browser without scripts back to a part of the page."""
    return redirect(f"{address_of(request, submission)}#{part}")


def address_of(request: HttpRequest, submission: Submission) -> str:
    """The address to review a take, within the teacher's current queue."""
    url = reverse("teach_take", args=[submission.public_id])
    return f"{url}{scope_of(request)}"
