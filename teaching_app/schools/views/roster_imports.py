"""Import a roster: upload, preview and confirm it; and print cards."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from teaching_app.schools import roster_words
from teaching_app.schools.forms.rosters import ChosenLearnersForm, RosterForm
from teaching_app.schools.models import RosterImport, SchoolClass
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.roster_files import RosterFileError
from teaching_app.schools.selectors.enrolments import accounts_by_card
from teaching_app.schools.selectors.rosters import Outcome, plan
from teaching_app.schools.services import cards, rosters

from .rosters import class_of, complain


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def import_roster(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """Read a list, and redirect to its preview."""
    school_class = class_of(request, class_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RosterForm(*sent)
    if form.is_valid():
        try:
            proposed = rosters.propose(
                school_class=school_class,
                file_name=form.file_name,
                content=form.content,
                by=request.user,
            )
        except RosterFileError as error:
            form.add_error(None, roster_words.FILE_ERRORS[error.code])
        else:
            return redirect("teach_roster_preview", class_id, proposed.public_id)
    context = {"school_class": school_class, "form": form}
    return render(request, "teacher/roster_import.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def preview_roster(
    request: HttpRequest, class_id: UUID, import_id: UUID
) -> HttpResponse:
    """Show what would happen to each line, and do it once on confirmation."""
    school_class = class_of(request, class_id)
    imports = RosterImport.objects.filter(school_class=school_class)
    roster_import = get_object_or_404(imports, public_id=import_id)
    if request.method == "POST":
        confirmed = rosters.confirm(roster_import=roster_import, by=request.user)
        if confirmed.cards:
            return _cards_page(request, school_class, confirmed.cards)
        if confirmed.counts:
            messages.success(request, _("The list is taken in."))
        return redirect("teach_roster", class_id)
    planned = plan(roster_import)
    context = {
        "school_class": school_class,
        "roster_import": roster_import,
        "lines": planned,
        "n_good": sum(line.outcome != Outcome.LEFT_OUT for line in planned),
        "n_left_out": sum(line.outcome == Outcome.LEFT_OUT for line in planned),
        "n_new": sum(line.outcome == Outcome.NEW for line in planned),
    }
    return render(request, "teacher/roster_preview.html", context)


@require_POST
@teacher_required
@never_cache
def new_cards(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """Issue new first passwords to the ticked learners, and show their cards once."""
    school_class = class_of(request, class_id)
    form = ChosenLearnersForm(request.POST, school_class=school_class)
    if not form.is_valid():
        return complain(request, form, school_class)
    ours = accounts_by_card(school_class)
    chosen = form.cleaned_data["learners"].select_related(
        "learner__user", "school_class__institution"
    )
    with_card = [row for row in chosen if row.learner.user_id in ours]
    if not with_card:
        messages.warning(
            request, _("None of them has an account that was made for this school.")
        )
        return redirect("teach_roster", class_id)
    made = [cards.renew(enrolment=row, by=request.user) for row in with_card]
    return _cards_page(request, school_class, made)


def _cards_page(
    request: HttpRequest, school_class: SchoolClass, made: list[cards.Card]
) -> HttpResponse:
    """Respond with the cards directly, since their passwords are stored nowhere."""
    context = {
        "school_class": school_class,
        "cards": made,
        "address": request.build_absolute_uri(reverse("account_login")),
    }
    return render(request, "teacher/cards.html", context)
