"""Which take counts, and in which state a phrase is: nothing is ever zero."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from teaching_app.schools.models import (
    Comment,
    Extension,
    Group,
    Judgement,
    Mark,
    Submission,
)
from teaching_app.schools.models.assignment import Assignment
from teaching_app.schools.selectors import assignments as selectors
from teaching_app.schools.selectors.work import PhraseWork, State, Work, terms_of
from teaching_app.schools.services import assignments
from tests.factories.models import UserFactory
from tests.factories.schools import (
    AssignmentFactory,
    AssignmentItemFactory,
    EnrolmentFactory,
    SchoolClassFactory,
    SubmissionFactory,
)
from tests.reports import native_report, unheard

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def rated(total: float) -> dict[str, Any]:
    report = native_report()
    report["delivery"]["total"] = {"value": total, "low": 0, "high": 10}
    return report


def attempts(*reports: dict[str, Any] | None, **rules: Any) -> list[Submission]:
    """Takes of one learner of one phrase, in order."""
    assignment = AssignmentFactory(**rules)
    item = AssignmentItemFactory(assignment=assignment)
    enrolment = EnrolmentFactory(school_class=assignment.school_class)
    return [
        SubmissionFactory(
            item=item, enrolment=enrolment, attempt=n, analysis__report=report
        )
        for n, report in enumerate(reports, 1)
    ]


def work_of(take: Submission) -> PhraseWork:
    work = selectors.work_on(take.item.assignment, take.enrolment)
    return work.phrases[0]


def test_the_last_take_counts_unless_another_rule_says_so() -> None:
    takes = attempts(rated(8), rated(5))
    assert work_of(takes[0]).counts == takes[1]


def test_the_best_take_counts_by_its_rating() -> None:
    takes = attempts(rated(5), rated(8), rated(6), counting="best")
    assert work_of(takes[0]).counts == takes[1]


def test_assessable_takes_are_preferred_as_the_best() -> None:
    takes = attempts(rated(2), unheard(), counting="best")
    assert work_of(takes[0]).counts == takes[0]


def test_the_last_counts_until_the_learner_chooses() -> None:
    takes = attempts(rated(5), rated(8), counting="chosen")
    assert work_of(takes[0]).counts == takes[1]
    Submission.objects.filter(pk=takes[0].pk).update(is_chosen=True)
    assert work_of(takes[0]).counts == takes[0]


def test_a_take_set_aside_never_counts() -> None:
    takes = attempts(rated(5), rated(8), max_attempts=2)
    Submission.objects.filter(pk=takes[1].pk).update(set_aside_at=timezone.now())
    work = work_of(takes[0])
    assert work.counts == takes[0]
    assert (work.used, work.left) == (1, 1)


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({"state": "queued", "report": None}, State.WAITING),
        ({"report": unheard()}, State.PENDING),
        ({"state": "failed", "report": None}, State.PENDING),
        ({"state": "rejected", "report": None}, State.PENDING),
        ({}, State.HANDED_IN),
    ],
)
def test_a_take_that_is_not_assessable_is_pending(
    changed: dict[str, Any], state: State
) -> None:
    (take,) = attempts(native_report())
    type(take.analysis).objects.filter(pk=take.analysis_id).update(**changed)
    assert work_of(take).state == state


def test_a_review_ends_the_pending_state() -> None:
    (take,) = attempts(unheard(), marking="completion")
    work = selectors.work_on(take.item.assignment, take.enrolment)
    assert work.completion == "pending"
    Submission.objects.filter(pk=take.pk).update(reviewed_at=timezone.now())
    work = selectors.work_on(take.item.assignment, take.enrolment)
    assert work.phrases[0].state == State.REVIEWED
    assert work.completion == "done"


def test_completion_is_about_handing_in_however_low_the_rating() -> None:
    (take,) = attempts(rated(0), marking="completion")
    work = selectors.work_on(take.item.assignment, take.enrolment)
    assert work.completion == "done"


def test_a_take_that_its_learner_deleted_was_handed_in() -> None:
    (take,) = attempts(native_report())
    take.analysis.recording.delete()
    assert work_of(take).state == State.HANDED_IN


def test_nothing_handed_in_is_not_done_yet() -> None:
    item = AssignmentItemFactory()
    enrolment = EnrolmentFactory(school_class=item.assignment.school_class)
    work = selectors.work_on(item.assignment, enrolment)
    assert work.phrases[0].state == State.TODO
    assert work.completion == "open"
    assert (work.n_done, work.n_all) == (0, 1)


def test_an_extension_moves_the_date_for_one_and_adds_attempts() -> None:
    now = timezone.now()
    limited = Assignment(due_at=now, max_attempts=2)
    extended = terms_of(limited, Extension(due_at=now + A_DAY, extra_attempts=1))
    assert (extended.due_at, extended.max_attempts) == (now + A_DAY, 3)
    assert extended.is_extended
    assert terms_of(limited, Extension(due_at=now - A_DAY)).due_at == now
    free = terms_of(Assignment(), Extension(due_at=now, extra_attempts=1))
    assert (free.due_at, free.max_attempts) == (None, 0)


def test_each_group_has_its_own_phrases() -> None:
    assignment = AssignmentFactory()
    everybodys, blues = AssignmentItemFactory.create_batch(2, assignment=assignment)
    blue = Group.objects.create(school_class=assignment.school_class, name="Blue")
    assignments.set_groups(item=blues, groups=[blue])
    in_blue, other = EnrolmentFactory.create_batch(
        2, school_class=assignment.school_class
    )
    in_blue.groups.add(blue)
    works = {work.enrolment: work for work in selectors.work_of_class(assignment)}
    assert [w.item for w in works[in_blue].phrases] == [everybodys, blues]
    assert [w.item for w in works[other].phrases] == [everybodys]


def news(take: Submission) -> list[Submission]:
    return selectors.work_on(take.item.assignment, take.enrolment).came_back


def test_feedback_by_a_person_is_new_until_it_is_seen() -> None:
    (take,) = attempts(native_report())
    assert news(take) == []
    about = {"submission": take, "author": UserFactory(), "text": "Listen again."}
    Comment.objects.create(**about, is_from_learner=True)
    assert news(take) == []
    Comment.objects.create(**about, is_from_learner=False)
    assert news(take) == [take]
    Submission.objects.filter(pk=take.pk).update(seen_at=timezone.now())
    assert news(take) == []
    Submission.objects.filter(pk=take.pk).update(
        reviewed_at=timezone.now() + timedelta(seconds=1)
    )
    assert news(take) == [take]


def test_a_judgement_comes_back_as_a_comment_does() -> None:
    (take,) = attempts(native_report())
    Judgement.objects.create(
        submission=take,
        author=UserFactory(),
        about=Judgement.About.STRESS,
        word_index=1,
        point="stress:1",
        verdict=Judgement.Verdict.OVERRULED,
    )
    assert news(take) == [take]
    Submission.objects.filter(pk=take.pk).update(seen_at=timezone.now())
    assert news(take) == []


def test_a_mark_is_news_until_the_learner_has_looked() -> None:
    (take,) = attempts(native_report(), marking="teacher")
    assignment, enrolment = take.item.assignment, take.enrolment
    assert not selectors.work_on(assignment, enrolment).has_news
    Mark.objects.create(assignment=assignment, enrolment=enrolment, value="B+")
    assert selectors.work_on(assignment, enrolment).has_news
    Submission.objects.filter(pk=take.pk).update(seen_at=timezone.now())
    assert not selectors.work_on(assignment, enrolment).has_news


def test_work_is_sorted_by_due_date_and_what_is_not_open_comes_last() -> None:
    school_class = SchoolClassFactory()
    enrolment = EnrolmentFactory(school_class=school_class)
    now = timezone.now()

    def asked(title: str, due_in: int | None) -> Any:
        due_at = now + due_in * A_DAY if due_in is not None else None
        return AssignmentItemFactory(
            assignment__school_class=school_class,
            assignment__title=title,
            assignment__due_at=due_at,
        )

    asked("any time", None)
    asked("next week", 7)
    asked("tomorrow", 1)
    SubmissionFactory(item=asked("done", 0), enrolment=enrolment)
    refused = asked("too late", -1).assignment
    refused.late_rule = Assignment.LateRule.REFUSE
    refused.save()
    AssignmentItemFactory(
        assignment__school_class=school_class, assignment__published_at=None
    )
    works = selectors.work_of_learner(enrolment.learner)
    titles = [work.assignment.title for work in works]
    assert titles == ["tomorrow", "next week", "any time", "too late", "done"]
    assert [work.assignment.title for work in selectors.due_soon(works)] == ["tomorrow"]


def a_full_class(n_learners: int, n_phrases: int) -> Assignment:
    assignment = AssignmentFactory(marking="teacher")
    items = AssignmentItemFactory.create_batch(n_phrases, assignment=assignment)
    for _ in range(n_learners):
        enrolment = EnrolmentFactory(school_class=assignment.school_class)
        for item in items:
            SubmissionFactory(item=item, enrolment=enrolment)
    return assignment


def test_a_class_is_read_in_as_many_queries_however_large_it_is(
    django_assert_num_queries: Any,
) -> None:
    for size in (1, 4):
        assignment = a_full_class(size, size)
        with django_assert_num_queries(7):
            works = selectors.work_of_class(assignment)
            assert all(work.is_complete for work in works)
        assert len(works) == size


def test_a_learners_list_is_read_in_as_many_queries_however_long_it_is(
    django_assert_num_queries: Any,
) -> None:
    enrolment = EnrolmentFactory()
    for n_more in (1, 4):
        AssignmentItemFactory.create_batch(
            n_more, assignment__school_class=enrolment.school_class
        )
        with django_assert_num_queries(8):
            works: list[Work] = selectors.work_of_learner(enrolment.learner)
            assert not any(work.is_complete for work in works)


def test_the_reports_themselves_are_not_read(
    django_assert_num_queries: Any,
) -> None:
    (take,) = attempts(native_report())
    found = work_of(take).counts
    assert found is not None
    assert "report" in found.analysis.get_deferred_fields()


def test_the_list_of_a_class_counts_who_handed_in() -> None:
    assignment = a_full_class(2, 2)
    EnrolmentFactory(school_class=assignment.school_class)
    aside = Submission.objects.filter(item__assignment=assignment).last()
    Submission.objects.filter(enrolment=aside.enrolment).update(
        set_aside_at=timezone.now()
    )
    (listed,) = selectors.of_class(assignment.school_class)
    assert (listed.n_phrases, listed.n_learners, listed.n_handed_in) == (2, 3, 1)
