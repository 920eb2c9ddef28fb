"""Comments on a take, the learner's answers, and a teacher's reusable sentences."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    QueryDict,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from teaching_app import counters
from teaching_app.practice.access import Purpose
from teaching_app.practice.answers import refusal, wants_json
from teaching_app.practice.errors import RefusedTakeError
from teaching_app.practice.feedback import uploads
from teaching_app.practice.permissions import LearnerRequest, learner_required
from teaching_app.practice.views.audio import play
from teaching_app.practice.views.context import words_of
from teaching_app.schools.access import submissions_to
from teaching_app.schools.forms.review import (
    AnswerForm,
    CommentForm,
    PhraseForm,
    VoiceForm,
)
from teaching_app.schools.models import Comment, Submission
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.selectors.judged import Seen
from teaching_app.schools.services import comments

from .review_page import comments_context
from .reviewed import back_to, reviewed_take


@require_POST
@teacher_required
def comment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Store a written comment."""
    submission = reviewed_take(request, public_id)
    form = CommentForm(request.POST, owner=request.user, n_words=_n_words(submission))
    if not form.is_valid():
        return _comments(request, submission, form)
    values = form.cleaned_data
    comments.write(
        submission=submission,
        author=request.user,
        text=values["said"],
        word_index=values["word_index"],
        idempotency_key=values["idempotency_key"],
    )
    if values["keep"] and len(values["said"]) <= comments.LONGEST_PHRASE:
        comments.keep_phrase(owner=request.user, text=values["said"])
    return _comments(request, submission, form)


@require_POST
@teacher_required
def voice_comment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Store a spoken comment; responds as the recorder expects."""
    submission = reviewed_take(request, public_id)
    form = VoiceForm(request.POST, request.FILES, n_words=_n_words(submission))
    try:
        spoken = _spoken(request, submission, form)
    except RefusedTakeError as refused:
        return _refused_voice(request, submission, refused)
    if not wants_json(request):
        return back_to(request, submission, "comments")
    # Not the page's own address, or the browser would not reload it.
    query = QueryDict(mutable=True)
    query.update({**request.GET.dict(), "spoken": str(spoken.public_id)})
    url = reverse("teach_take", args=[submission.public_id])
    answer = {"feedback_url": f"{url}?{query.urlencode()}#comments"}
    return JsonResponse(answer, status=201)


def _spoken(request: HttpRequest, submission: Submission, form: VoiceForm) -> Comment:
    if not form.is_valid():
        raise RefusedTakeError("no_file" if "audio" in form.errors else "bad_form")
    values = form.cleaned_data
    return comments.speak(
        submission=submission,
        author=request.user,
        upload=values["audio"],
        word_index=values["word_index"],
        idempotency_key=values["idempotency_key"],
    )


def _refused_voice(
    request: HttpRequest, submission: Submission, refused: RefusedTakeError
) -> HttpResponse:
    counters.upload_refused(refused.code)
    message = uploads.describe(refused.code)
    if wants_json(request):
        return refusal(refused.code, message, status=refused.status)
    messages.warning(request, message)
    return back_to(request, submission, "comments")


@require_safe
@learner_required
def comment_audio(request: LearnerRequest, public_id: UUID) -> HttpResponseBase:
    """Play a spoken comment to whoever may hear the take."""
    heard = Comment.objects.filter(
        submission__in=submissions_to(request.user, Purpose.HEAR).values("pk")
    ).exclude(voice="")
    spoken = get_object_or_404(heard, public_id=public_id)
    response = play(request, spoken.voice, "wav", "comment")
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@learner_required
def answer(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    """Store an answer or question by the take's learner."""
    own = submissions_to(request.user, Purpose.SEE).filter(
        enrolment__learner=request.learner, analysis__isnull=False
    )
    submission = get_object_or_404(
        own.select_related(
            "analysis", "enrolment__learner", "item__assignment__school_class"
        ),
        public_id=public_id,
    )
    form = AnswerForm(request.POST)
    if form.is_valid():
        comments.write(submission=submission, author=request.user, **form.cleaned_data)
        messages.success(request, _("Your teacher can read it now."))
    else:
        messages.warning(request, _("Write something first."))
    feedback = redirect("feedback", submission.analysis.public_id)
    feedback["Location"] += "#from-teacher"
    return feedback


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def phrases(request: HttpRequest) -> HttpResponse:
    """A teacher's own list of sentences for comments."""
    form = PhraseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        comments.keep_phrase(owner=request.user, text=form.cleaned_data["text"])
        return redirect("teach_comment_phrases")
    kept = request.user.comment_phrases.all()
    return render(
        request,
        "teacher/review/phrases.html",
        {"form": form, "kept": kept},
    )


@require_POST
@teacher_required
def change_phrase(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a sentence, or remove it from the list."""
    kept = get_object_or_404(request.user.comment_phrases.all(), pk=pk)
    if "remove" in request.POST:
        kept.delete()
        return redirect("teach_comment_phrases")
    form = PhraseForm(request.POST, instance=kept)
    if form.is_valid():
        form.save()
        messages.success(request, _("Changed."))
    else:
        messages.warning(request, _("Write something first."))
    return redirect("teach_comment_phrases")


def _comments(
    request: HttpRequest, submission: Submission, form: CommentForm
) -> HttpResponse:
    """Render the thread again, with the form's errors if there are any."""
    if not request.htmx and form.is_valid():
        return back_to(request, submission, "comments")
    seen = Seen.read(request.POST.get("seen", ""))
    context = {**comments_context(request, submission, seen), "form": form}
    template = "teacher/review/partials/comments.html"
    if not request.htmx:
        template = "teacher/review/comment_refused.html"
    # htmx swaps in the errors only if the response has a success status.
    status = 200 if form.is_valid() or request.htmx else 400
    return render(request, template, context, status=status)


def _n_words(submission: Submission) -> int:
    return len(words_of(submission.item.phrase))
