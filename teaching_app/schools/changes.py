"""Signals by which schools notifies or asks other applications, which it does not know."""

from __future__ import annotations

from django.dispatch import Signal

# What a class accepts or how strictly it assesses has changed: ``sender`` is
# SchoolClass, ``school_class`` the class. Sent within the transaction of the change.
class_policy_changed = Signal()

# What a learner has handed in to an assignment counts otherwise than before, or has
# another mark: ``sender`` is Submission, with ``assignment`` and ``enrolment``. Sent
# within the transaction of the change; a take's own result is practice's signal.
work_changed = Signal()

# Somebody may delete a teacher's phrase: ``sender`` is Phrase, ``phrase`` the one. A
# receiver returns in words what of its application would go with it, or an empty string.
phrase_may_be_deleted = Signal()
