"""Who is answered what: teachers' phrases, and what a class accepts."""

from __future__ import annotations

from typing import Any

from tests.factories.schools import AcceptedVariantFactory, SharedPhraseFactory

from .lines import ALL_STAFF, GONE, OK, SIGN_IN, TEACHERS, Line, World

# Whom it answers:  teacher assistant admin other learner other stranger
ALL_TEACHERS = (OK, GONE, OK, OK, GONE, GONE, SIGN_IN)
PASTED = {"lines": "We open the garage.", "is_shared": "on"}
CHANGED = {"text": "We open the door."}
GARAGE = {"word": "garage", "syllable": "0"}

LINES = [
    Line("GET teach_phrases", "", ALL_STAFF),
    Line("GET teach_phrases_new", "", ALL_TEACHERS),
    Line("POST teach_phrases_new", "", ALL_TEACHERS, PASTED),
    Line("POST teach_phrases_preview", "", ALL_TEACHERS, PASTED),
    Line("GET teach_phrase", "a shared phrase", ALL_STAFF),
    Line("POST teach_phrase", "a shared phrase", TEACHERS, CHANGED),
    Line("POST teach_phrase_remove", "a shared phrase", TEACHERS),
    Line(
        "GET teach_phrase",
        "a phrase of the teacher alone",
        (OK, GONE, GONE, GONE, GONE, GONE, SIGN_IN),
    ),
    Line(
        "POST teach_phrase",
        "a phrase of the teacher alone",
        (OK, GONE, GONE, GONE, GONE, GONE, SIGN_IN),
        CHANGED,
    ),
    Line(
        "POST teach_phrase",
        "a phrase whose author is gone",
        (GONE, GONE, OK, GONE, GONE, GONE, SIGN_IN),
        CHANGED,
    ),
    Line("GET teach_variants", "the class", TEACHERS),
    Line("POST teach_variants", "the class", TEACHERS, GARAGE),
    Line("POST teach_variant_remove", "a variant", TEACHERS),
    Line("POST teach_strictness", "the class", TEACHERS, {"strictness": "gentle"}),
]


def rows(world: World) -> dict[str, list[Any]]:
    """What the addresses of this area are made of."""
    of_teacher = {
        "institution": world.school_class.institution,
        "author": world.accounts["teacher"],
    }
    shared = SharedPhraseFactory(**of_teacher)
    alone = SharedPhraseFactory(**of_teacher, is_shared=False)
    gone = SharedPhraseFactory(**of_teacher | {"author": None})
    variant = AcceptedVariantFactory(
        school_class=world.school_class, word="adult", stressed_syllable=1
    )
    class_id = world.school_class.public_id
    return {
        "the class": [class_id],
        "a shared phrase": [shared.phrase.slug],
        "a phrase of the teacher alone": [alone.phrase.slug],
        "a phrase whose author is gone": [gone.phrase.slug],
        "a variant": [class_id, variant.pk],
    }
