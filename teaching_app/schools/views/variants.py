"""A class's accepted stress variants and its strictness."""

from __future__ import annotations

from copy import copy
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from teaching_app.practice.access import Purpose
from teaching_app.schools import access
from teaching_app.schools.forms.variants import (
    StrictnessForm,
    VariantForm,
    WordForm,
    spelled,
)
from teaching_app.schools.models import SchoolClass
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.services import class_policy as service


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def teach_variants(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show accepted variants; ``?word=`` looks up how a word may be stressed."""
    school_class = _class(request, public_id)
    if request.method == "POST":
        form: WordForm = VariantForm(request.POST)
        if form.is_valid():
            service.accept(
                school_class=school_class,
                word=form.cleaned_data["word"],
                stressed_syllable=form.cleaned_data["syllable"],
                by=request.user,
            )
            messages.success(request, _("This is right in your class from now on."))
            return redirect("teach_variants", public_id)
    else:
        form = WordForm(request.GET if "word" in request.GET else None)
    variants = list(school_class.accepted_variants.all())
    context = {
        "school_class": school_class,
        "form": form,
        "stresses": form.stresses if form.is_valid() or form.planned_word else (),
        "variants": [(variant, spelled(variant)) for variant in variants],
        "strictness": StrictnessForm(instance=copy(school_class)),
    }
    status = 400 if form.errors else 200
    return render(request, "teacher/variants.html", context, status=status)


@require_POST
@teacher_required
def teach_variant_remove(
    request: HttpRequest, public_id: UUID, pk: int
) -> HttpResponse:
    """Stop accepting a variant."""
    variants = _class(request, public_id).accepted_variants.all()
    service.accept_no_longer(
        variant=get_object_or_404(variants, pk=pk), by=request.user
    )
    messages.success(request, _("It is no longer accepted."))
    return redirect("teach_variants", public_id)


@require_POST
@teacher_required
def teach_strictness(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Set the strictness of a class."""
    school_class = _class(request, public_id)
    form = StrictnessForm(request.POST, instance=copy(school_class))
    if form.is_valid():
        service.set_strictness(
            school_class=school_class,
            strictness=form.cleaned_data["strictness"],
            by=request.user,
        )
        messages.success(request, _("Saved."))
    return redirect("teach_variants", public_id)


def _class(request: HttpRequest, public_id: UUID) -> SchoolClass:
    classes = access.classes_to(request.user, Purpose.CHANGE)
    return get_object_or_404(classes, public_id=public_id)
