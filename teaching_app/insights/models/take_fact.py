"""Facts of one finished take, so that class reports need not read engine reports."""

from __future__ import annotations

from django.db import models

from teaching_app.practice.models import Analysis, Learner, Phrase
from teaching_app.practice.ownership import InCopy, OnErasure, Ownership


class TakeFact(models.Model):
    """What reports need of one take: derived data, which ``rebuild_facts`` rebuilds.

    ``is_required``: a teacher asked for the take, which was handed in or recorded
    in a live round. Scores are on the raters' scale from 0 to 10, melodies in semitones.
    What could not be measured is empty.

    ``words`` are the words whose stress was assessed, ``findings`` what could be
    worked on, ``syllables`` how far each lies outside the natives' range; the lists
    hold what ``facts.words``, ``facts.findings`` and ``facts.syllables`` describe.
    ``skills`` tells of each skill whether it had no finding.

    The styles are empty unless the learner practised voluntarily and had switched
    expression on; they are cleared when it is switched off.
    """

    analysis = models.OneToOneField(
        Analysis, on_delete=models.CASCADE, related_name="fact"
    )
    learner = models.ForeignKey(
        Learner, on_delete=models.CASCADE, related_name="take_facts"
    )
    phrase = models.ForeignKey(
        Phrase, on_delete=models.CASCADE, related_name="take_facts"
    )
    taken_at = models.DateTimeField()
    is_required = models.BooleanField(default=False)
    assessable = models.BooleanField()
    reason = models.CharField(max_length=20, blank=True)

    accuracy = models.FloatField(null=True)
    fluency = models.FloatField(null=True)
    prosody = models.FloatField(null=True)
    total = models.FloatField(null=True)

    n_stress_in_place = models.PositiveSmallIntegerField(default=0)
    n_stress_unclear = models.PositiveSmallIntegerField(default=0)
    n_stress_elsewhere = models.PositiveSmallIntegerField(default=0)
    n_rhythm_inside = models.PositiveSmallIntegerField(default=0)
    n_rhythm_outside = models.PositiveSmallIntegerField(default=0)
    has_focus = models.BooleanField(null=True)
    melody_inside_share = models.FloatField(null=True)
    skills = models.JSONField(default=dict)

    words = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    syllables = models.JSONField(default=list)

    melody_range_st = models.FloatField(null=True)
    final_movement_st = models.FloatField(null=True)
    natives_end = models.CharField(max_length=4, blank=True)  # "rise" or "fall"
    rate_syllables_per_s = models.FloatField(null=True)
    n_pauses = models.PositiveSmallIntegerField(default=0)
    pause_s = models.FloatField(default=0.0)

    style_wanted = models.CharField(max_length=20, blank=True)
    style_heard = models.CharField(max_length=20, blank=True)
    style_match = models.FloatField(null=True)

    class Meta:
        ordering = ("taken_at", "pk")
        indexes = (
            models.Index(fields=("learner", "taken_at"), name="fact_by_learner"),
        )

    ownership = Ownership(
        OnErasure.DELETED,
        belongs_to="analysis",
        goes_with=("learner", "phrase"),
        in_copy=InCopy.ROWS,
    )

    def __str__(self) -> str:
        return f"{self.phrase}, {self.taken_at:%Y-%m-%d %H:%M}"
