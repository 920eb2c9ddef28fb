"""Celery tasks, imported here so that a worker finds them."""

from .work import measure_native, rebuild_native_profiles

__all__ = ["measure_native", "rebuild_native_profiles"]
