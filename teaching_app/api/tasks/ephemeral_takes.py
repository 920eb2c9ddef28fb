"""Judge takes that are not kept; delete what is over."""

from __future__ import annotations

from celery import Task, shared_task

from teaching_app.api.services import ephemeral_takes, outbox


@shared_task(name="judge_ephemeral_take", bind=True)
def judge_ephemeral_take(self: Task, take_id: int) -> None:
    """Run the engine on the take whose turn it is: this one, or one before it."""
    ephemeral_takes.run(take_id, worker=self.request.hostname or "local")


@shared_task(name="tidy_up_api")
def tidy_up_api() -> None:
    """Delete takes that were not fetched, and old records of messages."""
    ephemeral_takes.forget_old()
    outbox.forget_old()
