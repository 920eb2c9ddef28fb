"""The phrases of an assignment, for whom, and in which order."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from teaching_app.practice.models import Phrase
from teaching_app.practice.views.context import words_of
from teaching_app.schools.errors import HandedInError
from teaching_app.schools.forms.assignments import PhraseSearch
from teaching_app.schools.models import Assignment, Group
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.selectors import offered_phrases
from teaching_app.schools.services import assignments

from .found import assignment_of_staff

MOST_SHOWN = 60


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def pick_phrases(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Search the catalogue and the institution's phrases, and add the chosen ones."""
    assignment = assignment_of_staff(request, public_id)
    if request.method == "POST":
        return _add(request, assignment)
    search = PhraseSearch(request.GET or None)
    chosen = search.chosen() if search.is_bound else {}
    picked = request.GET.getlist("phrase")
    found = offered_phrases.search(
        assignment.school_class, request.user.pk, **chosen
    ).exclude(slug__in=picked)
    shown = list(found[: MOST_SHOWN + 1])
    phrases = _offered(request, assignment, picked) + shown[:MOST_SHOWN]
    for phrase in phrases:
        phrase.words = words_of(phrase)
    context = {
        "school_class": assignment.school_class,
        "assignment": assignment,
        "search": search,
        "phrases": phrases,
        "picked": picked,
        "has_more": len(shown) > MOST_SHOWN,
        "known": set(assignment.items.values_list("phrase_id", flat=True)),
        "groups": list(assignment.school_class.groups.all()),
    }
    is_partial = request.htmx and not request.htmx.history_restore_request
    template = (
        "partials/phrase_picker.html" if is_partial else "assignment_phrases.html"
    )
    response = render(request, f"teacher/{template}", context)
    response["Vary"] = "HX-Request, Cookie"
    return response


def _add(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    n_added = assignments.add_phrases(
        assignment=assignment,
        phrases=_offered(request, assignment, request.POST.getlist("phrase")),
        groups=_groups(request, assignment),
    )
    if n_added:
        said = ngettext("%(n)s phrase is added.", "%(n)s phrases are added.", n_added)
        messages.success(request, said % {"n": n_added})
    return redirect("teach_assignment_edit", assignment.public_id)


def _offered(
    request: HttpRequest, assignment: Assignment, slugs: list[str]
) -> list[Phrase]:
    return offered_phrases.named(assignment.school_class, request.user.pk, slugs)


@require_POST
@teacher_required
def change_item(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Move a phrase, set its groups, or remove it."""
    assignment = assignment_of_staff(request, public_id)
    item = get_object_or_404(assignment.items.select_related("assignment"), pk=pk)
    match request.POST.get("action"):
        case "up":
            assignments.move(item=item, by_places=-1)
        case "down":
            assignments.move(item=item, by_places=1)
        case "groups":
            assignments.set_groups(item=item, groups=_groups(request, assignment))
        case "remove":
            _remove(request, item)
        case _:
            raise Http404
    address = redirect("teach_assignment_edit", assignment.public_id)
    address["Location"] += f"#item-{item.pk}" if item.pk else "#phrases"
    return address


def _remove(request: HttpRequest, item: Any) -> None:
    try:
        assignments.remove_phrase(item=item)
    except HandedInError:
        messages.info(request, _("Somebody has handed this phrase in: it stays."))


def _groups(request: HttpRequest, assignment: Assignment) -> list[Group]:
    keys = [key for key in request.POST.getlist("group") if key.isdecimal()]
    return list(assignment.school_class.groups.filter(pk__in=keys))
