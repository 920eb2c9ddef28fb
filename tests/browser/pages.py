"""Which addresses are pages, and where each is checked for its accessibility."""

from __future__ import annotations

from importlib.util import find_spec

from tests.browser.steps import PRACTICE

# The address of every page a learner sees; those of a take are built from its states.
PAGES = [
    "/",
    "/?query=nothing-has-this",
    PRACTICE,
    "/microphone/",
    "/mirror/",
    "/my-phrases/",
    "/practice/",
    "/practice/games/stress/",
    "/phrases/kids-are-talking/listen/",
    "/offline/",
    "/history/",
    "/history/kids-are-talking/",
    "/progress/",
    "/consent/",
    "/my-data/",
    "/my-data/delete/",
    "/account/programs/",
    "/account/programs/webhooks/",
    "/nothing-here/",
    "/accounts/password/change/",
    "/accounts/email/",
    "/accounts/logout/",
    "/accounts/reauthenticate/",
]
ANONYMOUS_PAGES = [
    "/?level=C1",
    "/privacy/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/unknown/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-unknown/",
    "/accounts/password/reset/key/done/",
]
# URL names that are not pages: partials, audio, files, actions.
NO_PAGES = {
    "reference_audio",
    "reference_partial",
    "submit_take",
    "daily_goal",
    "listen_next",
    "listened",
    "own_phrase_preview",
    "remove_own_phrase",
    "analysis_status",
    "result_partial",
    "retry_take",
    "judge_take_again",
    "take_audio",
    "receipt_text",
    "receipt_json",
    "exports_partial",
    "ask_export",
    "download_export",
    "choose_expression",
    "withdraw_consent",
    "choose_language",
    "listening_sound",
    "answer_listening",
    "several_voices",
    "choose_voice",
    "renditions",
    "rendition_audio",
    "cues",
    "health",
    "metrics",
    "ready",
    "manifest",
    "service_worker",
    "first_visit",  # leads on to consent, microphone test and a phrase
    "account_set_password",  # only for accounts without a password, which do not exist
    "account_confirm_login_code",  # sign-in by code is disabled
    "mfa_download_recovery_codes",
    "insights_assign",
    "insights_csv",
    "insights_xlsx",
    "insights_pdf",
    "insights_plain_pdf",
    "insights_example",
    "insights_take",
    "teach_names",
    "teach_judge",
    "teach_since",
    "teach_done",
    "teach_comment",
    "teach_voice_comment",
    "teach_comment_phrase",
    "comment_audio",
    "answer_teacher",
    "revoke_token",
    "change_webhook",
}
ELSEWHERE = tuple(
    f"teaching_app.{app}." for app in ("schools", "insights", "lti", "natives")
)
FOR_PROGRAMS = "api_"
# Pages with their own test below.
VISITED = {
    "feedback",
    "erase_take",
    "receipt",
    "own_phrase",
    "erase_own_phrase",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
    "mfa_authenticate",
    "mfa_reauthenticate",
    # in test_class_report.py
    "insights_class",
    "insights_learner",
    "insights_plain",
    "insights_my_report",
}
# Those of teachers' phrases are checked in test_teacher_phrases.
VISITED |= {"teach_phrases", "teach_phrases_new", "teach_phrase", "teach_variants"}
NO_PAGES |= {
    "teach_phrases_preview",
    "teach_phrase_remove",
    "teach_variant_remove",
    "teach_strictness",
}
# Those of joining a class and of the roster are checked in test_joining.
VISITED |= {
    "join_by_code",
    "join_class",
    "guardian",
    "choose_password",
    "my_classes",
    "my_class",
    "leave_class",
    "teach_join_sheet",
    "teach_roster",
    "teach_roster_import",
    "teach_roster_preview",
    "teach_cards",
    "teach_enrolment",
    "teach_remove_learner",
}
NO_PAGES |= {
    "share_examples",
    "teach_roster_groups",
    "teach_invite_learner",
    "teach_guardian_link",
}
# Those of assignments, and what they post to, are checked in test_assignments.
VISITED |= {
    "teach_assignments",
    "teach_assignment_new",
    "teach_assignment",
    "teach_assignment_edit",
    "teach_assignment_phrases",
    "teach_assignment_delete",
    "teach_assignment_learner",
    "my_assignments",
    "my_assignment",
    "practise_assignment",
}
NO_PAGES |= {
    "teach_marks",
    "teach_assignment_publish",
    "teach_assignment_copy",
    "teach_assignment_item",
    "teach_extension",
    "teach_hand_in",
    "teach_set_aside",
    "choose_take",
    "hand_in",
    # test_review.py
    "teach_queue",
    "teach_review",
    "teach_confirm",
    "teach_overruled",
    "teach_comment_phrases",
    "teach_take",
}


# Steps of signing in with a school's account, which lead on; its own pages are checked
# in test_course.
NO_PAGES |= {
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "socialaccount_signup",
}
if find_spec("onelogin"):
    NO_PAGES |= {"saml_login", "saml_acs", "saml_metadata", "saml_sls"}
# A school's record store too is checked there.
VISITED |= {"record_store"}
NO_PAGES |= {"change_record_store"}
