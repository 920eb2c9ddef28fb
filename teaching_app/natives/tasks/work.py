"""Measure natives' recordings, and make profiles of them."""

from __future__ import annotations

from celery import Task, shared_task

from teaching_app.natives.services import measuring_run, profile_run


@shared_task(name="measure_native", bind=True)
def measure_native(self: Task, job_id: int) -> None:
    """Measure the recording whose turn it is: this one, or one before it."""
    measuring_run.run(job_id, worker=self.request.hostname or "local")


@shared_task(name="rebuild_native_profiles", bind=True)
def rebuild_native_profiles(self: Task, job_id: int) -> None:
    """Rebuild the profiles of the phrase whose turn it is."""
    profile_run.run(job_id, worker=self.request.hostname or "local")
