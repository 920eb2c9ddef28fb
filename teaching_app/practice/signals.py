"""What practice tells other applications, which it does not know."""

from __future__ import annotations

from django.dispatch import Signal

# A take has its result: ``sender`` is Analysis, ``analysis`` the finished row. Sent
# outside any transaction by the worker; a receiver that fails is logged, no more.
take_finished = Signal()

# A learner has switched expression off, and what was found of it has been erased:
# ``sender`` is Learner, ``learner`` whose it was.
expression_erased = Signal()

# Somebody other than its learner has opened the page of a take, or has been sent its
# sound: ``sender`` is Analysis, ``analysis`` the take, ``actor`` who it was.
take_opened = Signal()
take_played = Signal()
