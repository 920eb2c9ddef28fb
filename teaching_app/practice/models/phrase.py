"""Phrases to practise."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.ownership import InCopy, OnErasure, Ownership


class Phrase(models.Model):
    """One phrase with what it trains: for everybody, or for its ``owner`` alone.

    A learner's own phrase has no level and no focus. One that is not ``is_listed`` is
    offered to nobody by default: another application grants access (a teacher's
    phrase). ``stress`` overrides the dictionary where that is ambiguous: word index to
    the index of the stressed syllable, or to the sounds of the one that is meant of two
    words with the same stress, as JSON (``{"2": 1, "4": "L AY1 V"}``); see
    ``stressed_syllables``. ``accent`` lists the indices of the words that matter, which
    a listener should hear stand out. It is empty where several words may.
    """

    class Level(models.TextChoices):
        A2 = "A2", _("A2 elementary")
        B1 = "B1", _("B1 intermediate")
        B2 = "B2", _("B2 upper intermediate")
        C1 = "C1", _("C1 advanced")

    class Focus(models.TextChoices):
        STRESS = "stress", _("word stress")
        FOCUS = "focus", _("the word that matters")
        MELODY = "melody", _("melody")
        RHYTHM = "rhythm", _("rhythm")
        STYLE = "style", _("style")

    slug = models.SlugField(max_length=80, unique=True)
    text = models.CharField(max_length=200)
    owner = models.ForeignKey(
        "Learner",
        on_delete=models.CASCADE,
        related_name="own_phrases",
        null=True,
        blank=True,
    )
    level = models.CharField(max_length=2, choices=Level, blank=True)
    focus = models.CharField(max_length=10, choices=Focus, blank=True)
    target_styles = models.JSONField(default=list, blank=True)
    meaning = models.CharField(max_length=200, blank=True)
    tip = models.CharField(max_length=300, blank=True)
    stress = models.JSONField(default=dict, blank=True)
    accent = models.JSONField(default=list, blank=True)
    order = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    is_listed = models.BooleanField(default=True, db_default=True)

    class Meta:
        ordering = ("order", "slug")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(level__in=["A2", "B1", "B2", "C1"])
                | models.Q(owner__isnull=False, level="")
                | models.Q(is_listed=False, level=""),
                name="phrase_level_known",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    focus__in=["stress", "focus", "melody", "rhythm", "style"]
                )
                | models.Q(owner__isnull=False, focus="")
                | models.Q(is_listed=False, focus=""),
                name="phrase_focus_known",
            ),
        )

    ownership = Ownership(OnErasure.DELETED, belongs_to="owner", in_copy=InCopy.ROWS)

    def __str__(self) -> str:
        return self.text

    @property
    def meaning_shown(self) -> str:
        """Its meaning, in the language of the page if translated."""
        return gettext(self.meaning) if self.meaning else ""

    @property
    def tip_shown(self) -> str:
        """How to say it, in the language of the page if translated."""
        return self.tip_where(has_styles=settings.EXPRESSION_ENABLED)

    @property
    def focus_shown(self) -> str:
        """What it trains."""
        return self.focus_where(has_styles=settings.EXPRESSION_ENABLED)

    def tip_where(self, *, has_styles: bool) -> str:
        """How to say it on a page that offers styles or not; tips on style go there."""
        is_told = self.tip and (has_styles or self.focus != self.Focus.STYLE)
        return gettext(self.tip) if is_told else ""

    def focus_where(self, *, has_styles: bool) -> str:
        """What it trains on a page that offers styles or not: else it is the melody."""
        is_melody = self.focus == self.Focus.STYLE and not has_styles
        return str(self.Focus.MELODY.label if is_melody else self.get_focus_display())

    @property
    def stressed_syllables(self) -> dict[int, int | str]:
        """Word index to stressed syllable or sounds, as the engine expects it."""
        return {int(word): mark for word, mark in self.stress.items()}
