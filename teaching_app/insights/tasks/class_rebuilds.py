"""Rebuild the facts of a class, some takes at a time."""

from __future__ import annotations

from celery import Task, shared_task

from teaching_app.insights.services import class_rebuilds


@shared_task(name="rebuild_class_facts", bind=True)
def rebuild_class_facts(self: Task, rebuild_id: int) -> None:
    """Rebuild the next part, unless another worker has claimed it."""
    class_rebuilds.rebuild_next(rebuild_id, worker=self.request.hostname or "local")
