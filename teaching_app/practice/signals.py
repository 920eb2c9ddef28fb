"""Signals by which practice notifies other applications, which it does not know."""

from __future__ import annotations

from django.dispatch import Signal

# A take has its result: ``sender`` is Analysis, ``analysis`` the finished row. Sent by
# the worker in the transaction that stores the result, so that what a receiver writes is
# there if and only if the result is; a receiver that fails is only logged.
take_finished = Signal()

# Jobs have reached an end state, also as failed: ``sender`` is their model, ``pks`` their
# keys. Sent inside the transaction that writes it, so that a receiver can write rows that
# exist if and only if the end is stored; one that raises undoes both.
job_ended = Signal()

# A learner has switched expression off, and its results have been erased: ``sender`` is
# Learner, ``learner`` who it was.
expression_erased = Signal()

# Somebody other than its learner has opened the page of a take, or played its sound:
# ``sender`` is Analysis, ``analysis`` the take, ``actor`` who it was.
take_opened = Signal()
take_played = Signal()
