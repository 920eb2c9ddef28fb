"""What a learner chooses for each day."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

GOALS = ((0, _("no goal")), (1, "1"), (3, "3"), (5, "5"), (10, "10"), (20, "20"))


class DailyGoalForm(forms.Form):
    """How many takes and listenings make a day."""

    steps = forms.TypedChoiceField(choices=GOALS, coerce=int)
