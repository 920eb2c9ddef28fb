"""The share of overruled results, for the first page of site staff."""

from __future__ import annotations

from typing import Any

from django import template

from teaching_app.schools.selectors import overruled

register = template.Library()


@register.inclusion_tag("admin/overruled.html")
def overruled_line() -> dict[str, Any]:
    """Sum up all classes, and name the kind of point overruled most often."""
    lines = overruled.by_finding()
    looked_at = [line for line in lines if line.n_judged]
    most = max(looked_at, key=lambda line: line.interval[0], default=None)
    return {"overall": overruled.overall(lines), "most": most}
