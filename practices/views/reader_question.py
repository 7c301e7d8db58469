"""Questions of readers at a practice: asking at /delen/<key>/vraag-stellen/, and what its keepers do with them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from practices import queries
from practices.actions import reader_question as actions
from practices.choices import LogKind
from practices.forms.reader_question import AskForm, ReplyForm
from practices.forms.updates import LogForm
from practices.models import PracticePage, ReaderQuestion, SharedPage
from practices.rules.permissions import Deed, may
from practices.rules.ready_words import as_log_entry
from practices.views.access import explain_refusals, page_or_404, viewer_of
from practices.views.held import held, sign_in_first
from practices.views.managing import cannot_save, managed, practice_of, url_after, url_of
from practices.views.personal_links import actor_of

SECTION = "vragen"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@explain_refusals
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for a question; a POST puts it on the page at once and tells who keeps the practice."""
    viewer = viewer_of(request)
    if not viewer.is_signed_in:
        return sign_in_first(request)
    page = practice_of(page_or_404(key, viewer))
    if not page.live:
        raise Http404("Deze praktijk staat niet online.")
    if not may(viewer, Deed.ASK, page.path):
        raise PermissionDenied("Een vraag stellen kan alleen met een account dat bij een organisatie hoort.")
    form = AskForm(request.POST or held(request), today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask(page, **form.cleaned_data, by=viewer, at=timezone.now())
        except actions.TooManyQuestions as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Uw vraag staat op de pagina. U krijgt bericht als er een antwoord is.")
            return redirect(f"{page.get_absolute_url()}#{SECTION}")
    return _show(request, "ask", page, form=form, owner=queries.owner_of(page))


@managed(Deed.EDIT, by_link=True)
def reply(request: HttpRequest, page: SharedPage, number: int) -> HttpResponse:
    """Show a question with a place for its answer; a POST puts the answer online at once."""
    practice = practice_of(page)
    question = _question(practice, number)
    form = ReplyForm(request.POST or held(request), initial={"text": question.answer}, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        actions.answer(question, text=form.cleaned_data["text"], by=actor_of(request), at=timezone.now())
        if request.POST.get("daarna") == "logboek":
            messages.success(request, "Uw antwoord staat op de pagina. Hieronder staat het klaar voor het logboek.")
            return redirect("practices:question-log", page.key, number)
        messages.success(request, "Uw antwoord staat op de pagina. Wie het vroeg, krijgt bericht.")
        return redirect(_after(request, page))
    return _show(request, "reply", practice, form=form, question=question)


@managed(Deed.EDIT, by_link=True)
def note(request: HttpRequest, page: SharedPage, number: int) -> HttpResponse:
    """Show the answer as an entry of the log; a POST puts it there."""
    practice = practice_of(page)
    question = _question(practice, number)
    if not question.answer:
        return redirect("practices:question-reply", page.key, number)
    today = timezone.localdate()
    text = as_log_entry(question.text, question.answer, who=queries.who_asked(question))
    initial = {"on": today, "log_kind": LogKind.PROGRESS, "text": text}
    form = LogForm(request.POST or held(request), initial=initial, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            _put_in_log(question, form.cleaned_data, request)
        except ValidationError as error:
            form.add_error(None, cannot_save(error))
        else:
            messages.success(request, "Het antwoord staat in het logboek.")
            return redirect(url_after(request, page, "logboek"))
    return _show(request, "note", practice, form=form, question=question)


def _put_in_log(question: ReaderQuestion, typed: dict[str, Any], request: HttpRequest) -> None:
    actions.note_in_log(
        question,
        kind=LogKind(typed["log_kind"]),
        text=typed["text"],
        on=typed["on"],
        is_minor=typed["is_minor"],
        by=actor_of(request),
        at=timezone.now(),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@explain_refusals
def hide(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Ask whether a question may leave the page; a POST takes it off."""
    viewer = viewer_of(request)
    if not viewer.is_signed_in:
        return sign_in_first(request)
    page = practice_of(page_or_404(key, viewer))
    question = _question(page, number)
    if not actions.may_hide(question, viewer):
        raise PermissionDenied("Dat mag alleen wie de praktijk bijhoudt, de VNG-redactie, of wie de vraag stelde.")
    if request.method == "POST":
        actions.hide(question, by=viewer, at=timezone.now())
        messages.success(request, "De vraag staat niet meer op de pagina.")
        return redirect(url_of(page))
    return _show(request, "hide", page, question=question)


@managed(Deed.EDIT)
def show_again(request: HttpRequest, page: SharedPage, number: int) -> HttpResponse:
    """Ask whether a hidden question may come back; a POST shows it again."""
    practice = practice_of(page)
    question = _question(practice, number)
    if request.method == "POST":
        actions.show_again(question, by=viewer_of(request), at=timezone.now())
        messages.success(request, "De vraag staat weer op de pagina.")
        return redirect(_after(request, page))
    return _show(request, "show", practice, question=question)


def _question(page: PracticePage, number: int) -> ReaderQuestion:
    found = queries.question_of(page, number)
    if found is None:
        raise Http404("Deze vraag is er niet (meer).")
    return found


def _after(request: HttpRequest, page: SharedPage) -> str:
    return url_after(request, page, SECTION)


def _show(request: HttpRequest, name: str, page: PracticePage, **context: Any) -> HttpResponse:
    question = context.get("question")
    who = {"who": queries.who_asked(question), "name": queries.name_of(question)} if question else {}
    url = url_after(request, page) if viewer_of(request).is_signed_in else reverse("practices:update", args=[page.key])
    return render(request, f"practices/questions/{name}.html", {"page": page, "url": url, **who, **context})
