"""Phrases: search, read, write one's own, natives' evidence, references."""

from __future__ import annotations

from django.core.exceptions import ValidationError as FormError
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import ValidationError

from teaching_app.api.pagination import OldestFirst
from teaching_app.api.problems import Problem
from teaching_app.api.renderers import Sound
from teaching_app.api.scopes import Scope
from teaching_app.api.selectors import planned
from teaching_app.api.serializers import phrases as serializers
from teaching_app.practice import access
from teaching_app.practice.access import Purpose
from teaching_app.practice.errors import TooManyPhrasesError
from teaching_app.practice.models import NativeProfile, Phrase, ReferenceAudio
from teaching_app.practice.selectors import native_profiles, phrases, references
from teaching_app.practice.services import own_phrases
from teaching_app.practice.views.audio import play

from .base import LOCATION, ApiView
from .takes import SOUND


class Phrases(ListModelMixin, ApiView):
    """Phrases on offer, and one's own."""

    part = "phrases"
    scopes = {"GET": Scope.PHRASES_READ, "POST": Scope.PHRASES_WRITE}
    operations = {"GET": "phrases_list", "POST": "phrases_create"}
    serializer_class = serializers.PhraseSerializer
    pagination_class = OldestFirst

    def get_queryset(self) -> QuerySet[Phrase]:
        """What matches the query."""
        wanted = self.asked(serializers.PhraseFilter)
        if wanted.pop("mine"):
            return phrases.own(self.learner)
        return phrases.catalogue(**wanted)

    @extend_schema(parameters=[serializers.PhraseFilter])
    def get(self, request: Request) -> Response:
        """Search the phrases on offer, or list your own."""
        return self.list(request)

    @extend_schema(
        request=serializers.NewPhrase,
        responses={201: serializers.PhraseSerializer},
        parameters=[LOCATION],
    )
    def post(self, request: Request) -> Response:
        """Write a phrase of your own; one that is there already is the answer then."""
        plan = planned_from(self.sent(serializers.NewPhrase))
        try:
            phrase = own_phrases.write(
                learner=self.learner, text=plan.text, stress=plan.moved
            )
        except TooManyPhrasesError as error:
            detail = _("Your list of phrases is full.")
            raise Problem("too_many_phrases", detail, status=409) from error
        response = Response(serializers.PhraseSerializer(phrase).data, status=201)
        response["Location"] = reverse("api_phrase", args=[phrase.slug])
        return response


class ValidatedPhrase(ApiView):
    """A sentence before it is written down."""

    part = "phrases"
    scopes = {"POST": Scope.PHRASES_READ}
    operations = {"POST": "phrases_validate"}

    @extend_schema(
        request=serializers.NewPhrase, responses={200: serializers.PlannedPhrase}
    )
    def post(self, request: Request) -> Response:
        """See how a sentence would be judged: words not known, stress proposed."""
        plan = planned_from(self.sent(serializers.NewPhrase))
        return Response(serializers.PlannedPhrase(plan).data)


class OnePhrase(ApiView):
    """One phrase."""

    part = "phrases"
    scopes = {"GET": Scope.PHRASES_READ, "DELETE": Scope.PHRASES_WRITE}
    operations = {"GET": "phrase_read", "DELETE": "phrase_delete"}

    @extend_schema(responses=serializers.PhraseSerializer)
    def get(self, request: Request, slug: str) -> Response:
        """Read one phrase."""
        phrase = phrase_to(request, slug, Purpose.SEE)
        return Response(serializers.PhraseSerializer(phrase).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, slug: str) -> Response:
        """Take a phrase of your own off your list; takes of it are kept."""
        mine = access.phrases_for(request.user, Purpose.CHANGE)
        phrase = get_object_or_404(mine, slug=slug, is_active=True)
        own_phrases.remove(phrase=phrase)
        return Response(status=204)


class Profiles(ListModelMixin, ApiView):
    """Natives' evidence for a phrase."""

    part = "phrases"
    scopes = {"GET": Scope.PHRASES_READ}
    operations = {"GET": "phrase_profiles"}
    serializer_class = serializers.Profile
    pagination_class = OldestFirst
    queryset = NativeProfile.objects.none()

    def get_queryset(self) -> QuerySet[NativeProfile]:
        """Profiles in use."""
        phrase = phrase_to(self.request, self.kwargs["slug"], Purpose.SEE)
        return native_profiles.in_use(phrase)

    def get(self, request: Request, slug: str) -> Response:
        """Read how natives say a phrase: stress, melody, rate, pauses, as statistics."""
        return self.list(request)


class References(ListModelMixin, ApiView):
    """Recordings of how a phrase sounds."""

    part = "phrases"
    scopes = {"GET": Scope.PHRASES_READ}
    operations = {"GET": "phrase_references"}
    serializer_class = serializers.Reference
    pagination_class = OldestFirst
    queryset = ReferenceAudio.objects.none()

    def get_queryset(self) -> QuerySet[ReferenceAudio]:
        """References with their phrase, which their address names."""
        phrase = phrase_to(self.request, self.kwargs["slug"], Purpose.HEAR)
        return references.for_phrase(phrase).select_related("phrase")

    def get(self, request: Request, slug: str) -> Response:
        """List the recordings of a phrase to imitate."""
        return self.list(request)


class ReferenceSound(ApiView):
    """The sound of a reference."""

    part = "phrases"
    scopes = {"GET": Scope.PHRASES_READ}
    operations = {"GET": "reference_audio"}
    renderer_classes = [JSONRenderer, Sound]

    @extend_schema(responses={(200, "audio/*"): SOUND})
    def get(self, request: Request, slug: str, pk: int) -> HttpResponseBase:
        """Hear a reference."""
        phrase = phrase_to(request, slug, Purpose.HEAR)
        reference = get_object_or_404(references.for_phrase(phrase), pk=pk)
        name = f"{slug}-{reference.kind}"
        return play(request, reference.file, reference.container, name)


def phrase_to(request: Request, slug: str, purpose: Purpose) -> Phrase:
    """A phrase that may be reached; else 404."""
    return get_object_or_404(access.phrases_for(request.user, purpose), slug=slug)


def planned_from(sent: dict[str, object]) -> planned.Plan:
    """Plan a sentence; what is wrong with it is said of the field that has it."""
    try:
        return planned.plan(str(sent["text"]), sent.get("stress") or {})
    except FormError as error:
        raise ValidationError(
            {"text": ValidationError(error.messages, code=error.code).detail}
        ) from error
