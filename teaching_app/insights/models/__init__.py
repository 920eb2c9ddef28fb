"""The data model of reports."""

from .class_rebuild import ClassRebuild
from .take_fact import TakeFact

__all__ = ["ClassRebuild", "TakeFact"]
