"""Celery tasks, imported here so that a worker finds them."""

from .upkeep import forget_unused_natives
from .work import measure_native, rebuild_native_profiles

__all__ = ["forget_unused_natives", "measure_native", "rebuild_native_profiles"]
