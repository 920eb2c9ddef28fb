"""The access table: a line for each view and method, a column for each actor.

A new view needs a line, a new kind of actor a column here and a browser of theirs in
``test_access_table``.
"""

from __future__ import annotations

from typing import NamedTuple

from tests.unit.teaching_app.access import GONE, OK, SIGN_IN

COLUMNS = ("owner", "other", "staff", "stranger")


class Line(NamedTuple):
    """A method and the name of a view, the row it is about, an answer to each actor."""

    request: str
    about: str
    answers: tuple[str, ...]


# Whom it answers.  owner    other    staff    stranger
ANYBODY = (OK, OK, OK, OK)
SIGNED_IN = (OK, OK, OK, SIGN_IN)
OWNER = (OK, GONE, GONE, SIGN_IN)
NOBODY = (GONE, GONE, GONE, SIGN_IN)
UNLESS_SET_UP = (GONE, GONE, GONE, GONE)

TABLE = (
    Line("GET phrase_list", "", ANYBODY),
    Line("GET microphone", "", ANYBODY),
    Line("GET mirror", "", ANYBODY),
    Line("GET privacy", "", ANYBODY),
    Line("GET manifest", "", ANYBODY),
    Line("GET service_worker", "", ANYBODY),
    Line("GET offline", "", ANYBODY),
    Line("GET health", "", ANYBODY),
    Line("GET ready", "", ANYBODY),
    Line("GET metrics", "", UNLESS_SET_UP),
    Line("POST choose_language", "", ANYBODY),
    # The number of a receipt is all it takes: it says nothing of anybody.
    Line("GET receipt", "receipt", ANYBODY),
    Line("GET receipt_text", "receipt", ANYBODY),
    Line("GET receipt_json", "receipt", ANYBODY),
    # One's own, without naming it.
    Line("GET first_visit", "", SIGNED_IN),
    Line("GET practise_next", "", SIGNED_IN),
    Line("POST daily_goal", "", SIGNED_IN),
    Line("GET listen_next", "", SIGNED_IN),
    Line("POST choose_voice", "", SIGNED_IN),
    Line("GET own_phrases", "", SIGNED_IN),
    Line("POST own_phrases", "", SIGNED_IN),
    Line("POST own_phrase_preview", "", SIGNED_IN),
    Line("GET my_data", "", SIGNED_IN),
    Line("GET exports_partial", "", SIGNED_IN),
    Line("POST ask_export", "", SIGNED_IN),
    Line("POST choose_expression", "", SIGNED_IN),
    Line("POST withdraw_consent", "", SIGNED_IN),
    Line("GET erase_everything", "", SIGNED_IN),
    Line("POST erase_everything", "", SIGNED_IN),
    Line("GET consent", "", SIGNED_IN),
    Line("POST consent", "", SIGNED_IN),
    Line("GET history", "", SIGNED_IN),
    Line("GET progress", "", SIGNED_IN),
    # Listening games, the same for all.
    Line("GET listening_game", "game", SIGNED_IN),
    Line("GET listening_sound", "sound", SIGNED_IN),
    Line("POST answer_listening", "sound", SIGNED_IN),
    # Phrases: on offer to all, or one's own. Each line is tried with both.
    Line("GET practice", "phrase", SIGNED_IN),
    Line("GET practice", "own_phrase", OWNER),
    Line("GET submit_take", "phrase", SIGNED_IN),
    Line("GET submit_take", "own_phrase", OWNER),
    Line("POST submit_take", "phrase", SIGNED_IN),
    Line("POST submit_take", "own_phrase", OWNER),
    Line("GET reference_audio", "reference", SIGNED_IN),
    Line("GET reference_audio", "own_reference", OWNER),
    Line("GET reference_partial", "phrase", SIGNED_IN),
    Line("GET reference_partial", "own_phrase", OWNER),
    Line("GET several_voices", "phrase", SIGNED_IN),
    Line("GET several_voices", "own_phrase", OWNER),
    Line("GET listen", "phrase", SIGNED_IN),
    Line("GET listen", "own_phrase", OWNER),
    Line("POST listened", "phrase", SIGNED_IN),
    Line("POST listened", "own_phrase", OWNER),
    Line("GET phrase_history", "phrase", OWNER),
    Line("GET own_phrase", "own_phrase", OWNER),
    Line("GET own_phrase", "phrase", NOBODY),
    Line("POST own_phrase", "own_phrase", OWNER),
    Line("POST own_phrase", "phrase", NOBODY),
    Line("POST remove_own_phrase", "own_phrase", OWNER),
    Line("POST remove_own_phrase", "phrase", NOBODY),
    Line("GET erase_own_phrase", "own_phrase", OWNER),
    Line("GET erase_own_phrase", "phrase", NOBODY),
    Line("POST erase_own_phrase", "own_phrase", OWNER),
    Line("POST erase_own_phrase", "phrase", NOBODY),
    # Takes, and what was made of them.
    Line("GET feedback", "take", OWNER),
    Line("GET analysis_status", "take", OWNER),
    Line("GET result_partial", "take", OWNER),
    Line("POST retry_take", "take", OWNER),
    Line("POST judge_take_again", "take", OWNER),
    Line("GET take_audio", "take", OWNER),
    Line("GET erase_take", "take", OWNER),
    Line("POST erase_take", "take", OWNER),
    Line("GET renditions", "take", OWNER),
    Line("POST renditions", "take", OWNER),
    Line("GET rendition_audio", "rendition", OWNER),
    Line("GET cues", "take", OWNER),
    Line("GET download_export", "export", OWNER),
)
