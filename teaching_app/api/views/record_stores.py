"""An institution's record store, for its administrators."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from teaching_app.api.forms.record_stores import RecordStoreForm
from teaching_app.api.models import RecordStore
from teaching_app.api.selectors.webhooks import SHOWN
from teaching_app.api.services import records
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.views.found import led_institution


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def record_store(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the record store with what it was sent; set one up."""
    institution = led_institution(request, public_id)
    form = RecordStoreForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            records.set_up(
                institution=institution, by=request.user, **form.cleaned_data
            )
        except records.NotReachableError as refused:
            form.add_error("url", str(refused))
        else:
            messages.success(request, _("The record store is set up."))
            return redirect("record_store", public_id)
    store = RecordStore.objects.filter(institution=institution).first()
    context = {
        "institution": institution,
        "store": store,
        "latest": store.deliveries.all()[:SHOWN] if store else (),
        "form": form,
    }
    status = 400 if form.errors else 200
    return render(request, "programs/record_store.html", context, status=status)


@require_POST
@teacher_required
def change_record_store(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Switch the record store on or off, or remove it."""
    institution = led_institution(request, public_id)
    store = get_object_or_404(RecordStore, institution=institution)
    match request.POST.get("what"):
        case "on" | "off" as wanted:
            records.switch(store=store, by=request.user, is_on=wanted == "on")
        case "remove":
            records.remove(store=store, by=request.user)
        case _other:
            raise Http404
    return redirect("record_store", public_id)
