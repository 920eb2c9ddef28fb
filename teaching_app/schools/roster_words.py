"""Messages for the problems of a roster."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FILE_ERRORS = {
    "too_large": _("This file is too large: a list of learners has 1 MB at most."),
    "empty": _("There are no learners in it."),
    "too_many_lines": _("A list has 500 learners at most. Divide it in two."),
    "unreadable": _("This is no list we can read. Save it as CSV (UTF-8) or as XLSX."),
    "no_name_column": _(
        "We find no column with names. Give the first line headings: “name”, or "
        "“givenName” and “familyName”."
    ),
}

PROBLEMS = {
    "no_name": _("There is no name."),
    "long_name": _("The name is too long."),
    "long_email": _("The e-mail address is too long."),
    "long_username": _("The username is too long."),
    "long_student_number": _("The number is too long."),
    "long_first_language": _("The first language is too long."),
    "bad_email": _("This is no e-mail address."),
    "bad_username": _("A username has letters, digits and @ . + - _ only."),
    "not_a_learner": _("The role is not that of a learner."),
    "not_active": _("The list says that this account is no longer active."),
    "repeated": _(
        "An earlier line is the same learner. If not, give both a number of their own."
    ),
    "username_taken": _("Somebody else has this username."),
}

OUTCOMES = {
    "new": _("new: gets an account and a card"),
    "invited": _("has an account: is invited, and agrees there"),
    "known": _("in the class already"),
    "left_out": _("left out"),
}
