"""Signals by which schools notifies other applications, which it does not know."""

from __future__ import annotations

from django.dispatch import Signal

# What a class accepts or how strictly it assesses has changed: ``sender`` is
# SchoolClass, ``school_class`` the class. Sent within the transaction of the change.
class_policy_changed = Signal()
