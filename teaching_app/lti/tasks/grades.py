"""Send one grade to its platform."""

from __future__ import annotations

from celery import Task, shared_task

from teaching_app.lti.services import grades


@shared_task(name="return_grade", bind=True)
def return_grade(self: Task, grade_id: int) -> None:
    """Send the grade whose turn it is: this one, or one before it."""
    grades.send(grade_id, worker=self.request.hostname or "local")
