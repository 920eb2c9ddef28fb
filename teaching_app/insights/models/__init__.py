"""The data model of reports."""

from .take_fact import TakeFact

__all__ = ["TakeFact"]
