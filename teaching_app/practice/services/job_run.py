"""How a worker works on a job, whatever kind it is."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.storage import default_storage

from teaching_app.practice import jobs
from teaching_app.practice.errors import LostClaimError

from .heartbeat import Heartbeat

logger = logging.getLogger(__name__)


@contextmanager
def working_on(claim: jobs.Claim) -> Iterator[None]:
    """Keep the claim alive, and see to it that the row ends in a state.

    The block finishes the job itself. A fault queues it again, or gives it up, and is
    raised; a lost claim ends the block quietly; a worker that is told to stop puts the
    job back.
    """
    try:
        with Heartbeat(claim):
            yield
    except LostClaimError as lost:
        logger.warning("%s", lost)
    except Exception as error:
        logger.error("%s failed: %s", claim, error)  # Celery adds where
        jobs.fail(claim, error=f"{type(error).__name__}: {error}")
        raise
    except BaseException:
        jobs.release(claim)
        raise


@contextmanager
def deleted_unless_kept(name: str) -> Iterator[None]:
    """Delete a stored file again where the row that names it cannot be written."""
    try:
        yield
    except Exception:
        default_storage.delete(name)
        raise
