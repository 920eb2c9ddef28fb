"""Tags for every page: whether this account teaches, and which takes expire soon."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.access import Purpose
from teaching_app.schools import access
from teaching_app.schools.models import AuditEvent, SchoolClass
from teaching_app.schools.models.institution import Role
from teaching_app.schools.selectors import retention
from teaching_app.schools.staff import is_staff

register = template.Library()

THINGS = {
    "assignment": _("assignment"),
    "card with a first password": _("new card with a first password"),
    "class": _("class"),
    "class report": _("report of the class"),
    "comment": _("comment"),
    "counts again": _("take that counts again"),
    "entry in the roster": _("line in the list of learners"),
    "group": _("group"),
    "handed in for the learner": _("take handed in for the learner"),
    "institution": _("school"),
    "invitation": _("invitation"),
    "invitation to the class": _("invitation to the class"),
    "judgement": _("judgement"),
    "learning platform": _("learning platform"),
    "log": _("this log"),
    "mark": _("mark"),
    "phrase": _("phrase"),
    "removal from the class": _("removal from the class"),
    "report": _("report"),
    "review": _("review"),
    "review in one go": _("review in one go"),
    "roster": _("list of learners"),
    "set aside": _("take set aside"),
    "sign-on": _("sign-on"),
    "staff": _("staff"),
    "take": _("take"),
}


ROLES = dict(Role.choices)

# Pages that stand under a tab of the class, by the tab.
UNDER = {
    "insights_class": {"insights_learner"},
    "teach_assignments": {
        "teach_assignment",
        "teach_assignment_copy",
        "teach_assignment_delete",
        "teach_assignment_edit",
        "teach_assignment_item",
        "teach_assignment_learner",
        "teach_assignment_new",
        "teach_assignment_phrases",
    },
    "teach_review": {"teach_comment", "teach_confirm", "teach_take"},
    "teach_roster": {
        "teach_cards",
        "teach_enrolment",
        "teach_join_sheet",
        "teach_remove_learner",
        "teach_roster_import",
        "teach_roster_preview",
    },
    "teach_class_settings": {
        "teach_class_copy",
        "teach_class_delete",
        "teach_variants",
    },
}

DETAILS = {
    "accepts": _("accepts"),
    "accepts no longer": _("accepts no longer"),
    "account": _("account"),
    "active": _("in use"),
    "allowed": _("allowed"),
    "archived": _("archived"),
    "assignment": _("assignment"),
    "class": _("class"),
    "copied_from": _("copied from"),
    "course_connected": _("connected with the course"),
    "course_disconnected": _("parted from the course"),
    "deployment": _("deployment"),
    "email": _("address"),
    "ended": _("taken off"),
    "group_added": _("new group"),
    "group_removed": _("group dissolved"),
    "joined": _("joined"),
    "lines": _("lines"),
    "made": _("made"),
    "members_read": _("learners in the course"),
    "n_takes": _("number of takes"),
    "name": _("name"),
    "needs_second_factor": _("second factor needed"),
    "new": _("new"),
    "opened": _("opened"),
    "platform": _("platform"),
    "receipt": _("receipt"),
    "registered": _("registered"),
    "removed": _("removed"),
    "role": _("role"),
    "secret_replaced": _("secret replaced"),
    "settings": _("settings"),
    "staff_added": _("let in"),
    "staff_removed": _("taken out"),
    "was": _("was"),
    "withdrawn": _("withdrawn"),
}


@register.simple_tag
def teaches(account: Any) -> bool:
    """Whether an account is on any staff; looked up once per request."""
    if not getattr(account, "is_authenticated", False):
        return False
    if not hasattr(account, "_teaches"):
        account._teaches = is_staff(account)
    return account._teaches


@register.simple_tag
def runs_class(account: Any, school_class: SchoolClass) -> bool:
    """Whether an account may change a class, not only assist in it."""
    if not getattr(account, "is_authenticated", False):
        return False
    classes = access.classes_to(account, Purpose.CHANGE)
    return classes.filter(pk=school_class.pk).exists()


@register.simple_tag(takes_context=True)
def current_tab(context: RequestContext, url: str, tab: str) -> SafeString:
    """Mark the tab that the page is, or under which it stands."""
    request = context.get("request")
    if request is None:
        return SafeString("")
    if request.path == url:
        return format_html(' aria-current="{}"', "page")
    match = request.resolver_match
    if match is not None and match.view_name in UNDER.get(tab, ()):
        return format_html(' aria-current="{}"', "true")
    return SafeString("")


@register.simple_tag
def leaving_soon(account: Any) -> list[retention.Leaving]:
    """An account's takes that a class will delete within a week."""
    return retention.leaving_soon(account)


@register.filter
def thing(event: AuditEvent) -> str:
    """The subject of a log entry, in words where we have them."""
    return str(THINGS.get(event.what, event.what))


@register.filter
def details(event: AuditEvent) -> str:
    """The details of a log entry, in words where we have them."""
    said = {**event.details}
    for name in {"role", "was"} & said.keys():
        said[name] = ROLES.get(said[name], said[name])
    return "; ".join(
        _said(str(DETAILS.get(name, name)), value)
        for name, value in said.items()
        if value != ""
    )


def _said(name: str, value: Any) -> str:
    if value is True:
        return name
    if value is False:
        return gettext("not %(name)s") % {"name": name}
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"{name}: {text}"
