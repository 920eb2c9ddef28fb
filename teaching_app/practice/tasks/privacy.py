"""Pack exports; delete what is past its retention period."""

from __future__ import annotations

from celery import Task, shared_task

from teaching_app import private_files
from teaching_app.practice.services import erasure, exports, nameless_files

PACKING_LIMIT_S = 15 * 60


@shared_task(
    name="pack_export",
    bind=True,
    soft_time_limit=PACKING_LIMIT_S,
    time_limit=PACKING_LIMIT_S + 30,
)
def pack_export(self: Task, export_id: int) -> None:
    """Make the export whose turn it is: this one, or one before it."""
    exports.pack(export_id, worker=self.request.hostname or "local")


@shared_task(name="tidy_up")
def tidy_up() -> None:
    """Delete old takes, exports and files that were never finished."""
    erasure.erase_expired()
    exports.tidy()
    private_files.delete_unfinished()
    nameless_files.delete_some()
