"""One-minute updates of a practice at /delen/<key>/werk-bij/: each is one short form, and live at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from practices.actions import files, updates
from practices.choices import AdjustmentKind, LogKind, MilestoneKind, QuestionStatus
from practices.forms.guarded import GuardedForm
from practices.forms.updates import AdjustmentForm, AnswerForm, FileForm, LogForm, MilestoneForm, PhotoForm, StopForm
from practices.models import LearningQuestion, PracticePage, SharedPage
from practices.rules.permissions import Deed
from practices.rules.visibility import Viewer
from practices.views.held import held
from practices.views.managing import cannot_save, managed, practice_of, url_after, url_of
from practices.views.personal_links import actor_of

#: What the form says: a page, what was typed and checked, who, and when.
Act = Callable[[PracticePage, Mapping[str, Any], Viewer, datetime], object]


@dataclass(frozen=True, slots=True)
class Update:
    """A kind of update.

    label: in the list of kinds; heading, help: above its form; done: what is said afterwards
    anchor: where it is to be seen on the page
    """

    label: str
    heading: str
    help: str
    button: str
    done: str
    anchor: str
    form: type[GuardedForm]
    act: Act


def _log(page: PracticePage, typed: Mapping[str, Any], by: Viewer, at: datetime) -> object:
    kind = LogKind(typed["log_kind"])
    return updates.write_log(
        page, kind=kind, text=typed["text"], on=typed["on"], is_minor=typed["is_minor"], by=by, at=at
    )


def _answer(page: PracticePage, typed: Mapping[str, Any], by: Viewer, at: datetime) -> object:
    status = QuestionStatus(typed["status"])
    return updates.answer_question(
        page, question=typed["question"], status=status, answer=typed["answer"], by=by, at=at
    )


def _milestone(page: PracticePage, typed: Mapping[str, Any], by: Viewer, at: datetime) -> object:
    return updates.reach_milestone(page, milestone=MilestoneKind(typed["milestone"]), on=typed["on"], by=by, at=at)


def _adjust(page: PracticePage, typed: Mapping[str, Any], by: Viewer, at: datetime) -> object:
    return updates.adjust(
        page,
        kind=AdjustmentKind(typed.get("adjustment_kind") or AdjustmentKind.STOPPED),
        what=typed["what"],
        on=typed["on"],
        decided_by=typed["decided_by"],
        learnt=typed["learnt"],
        question=typed.get("question"),
        by=by,
        at=at,
    )


def _file(page: PracticePage, typed: Mapping[str, Any], by: Viewer, at: datetime) -> object:
    name, content = typed["file"]
    return files.add_file(page, name=name, content=content, title=typed["title"], by=by, at=at)


UPDATES: Mapping[str, Update] = {
    "logboek": Update(
        "Bericht",
        "Wat gebeurde er?",
        "Twee zinnen, en klaar. Het staat meteen online.",
        "Zet in het logboek",
        "Uw bericht staat in het logboek.",
        "logboek",
        LogForm,
        _log,
    ),
    "leervraag": Update(
        "Leervraag",
        "Wat weet u nu?",
        "Een voorlopig antwoord is ook een antwoord.",
        "Zet het antwoord online",
        "De leervraag is bijgewerkt.",
        "leervragen",
        AnswerForm,
        _answer,
    ),
    "mijlpaal": Update(
        "Mijlpaal",
        "Welke mijlpaal haalde u?",
        "Uit de mijlpalen van alle praktijken ziet iedereen hoe lang iets duurt.",
        "Zet de mijlpaal online",
        "De mijlpaal staat online.",
        "mijlpalen",
        MilestoneForm,
        _milestone,
    ),
    "bijstelling": Update(
        "Bijstelling",
        "Wat pakt u anders aan?",
        "Bijsturen is geen mislukking. Wie vertelt waarom, bespaart een ander hetzelfde.",
        "Zet de bijstelling online",
        "De bijstelling staat online.",
        "bijgestuurd",
        AdjustmentForm,
        _adjust,
    ),
    "stop": Update(
        "Stoppen",
        "Stopt deze praktijk?",
        "Vertel wat u leerde. De praktijk blijft staan en is even goed te vinden als een praktijk die af is.",
        "Zet de stop online",
        "De praktijk staat nu op gestopt. Dank dat u vertelt wat u leerde.",
        "bijgestuurd",
        StopForm,
        _adjust,
    ),
    "foto": Update(
        "Foto",
        "Deel een foto",
        "Alleen wie deze praktijk mag zien, ziet de foto. Geen inwoners herkenbaar in beeld.",
        "Zet de foto online",
        "De foto staat online.",
        "fotos",
        PhotoForm,
        _file,
    ),
    "document": Update(
        "Document",
        "Deel een document",
        "Alleen wie deze praktijk mag zien, kan het openen.",
        "Zet het document online",
        "Het document staat online.",
        "documenten",
        FileForm,
        _file,
    ),
}


@managed(Deed.EDIT, by_link=True)
def update(request: HttpRequest, page: SharedPage, what: str = "logboek") -> HttpResponse:
    """Show the form of an update; a POST puts it online at once."""
    practice = practice_of(page)
    if what not in UPDATES:
        raise Http404("Dit kunt u hier niet bijwerken.")
    kind = UPDATES[what]
    questions = list(practice.questions.all())
    if what == "leervraag" and "vraag" not in request.GET:
        only = questions[0].pk if len(questions) == 1 else None
        if only is None:
            return _show(request, practice, what, questions=questions)
        return redirect(f"{request.path}?vraag={only}")
    form = kind.form(**_given(request, kind.form, questions), page=practice)
    if request.method == "POST" and form.is_valid():
        try:
            kind.act(practice, form.cleaned_data, actor_of(request), timezone.now())
        except updates.NoSuchQuestion:
            form.add_error(None, "Deze leervraag is er niet meer. Een collega haalde haar weg.")
        except ValidationError as error:
            form.add_error(None, cannot_save(error))
        else:
            messages.success(request, kind.done)
            return redirect(url_after(request, page, kind.anchor))
    return _show(request, practice, what, form=form)


def _given(request: HttpRequest, form: type[GuardedForm], questions: list[LearningQuestion]) -> dict[str, Any]:
    """Return what a form gets: what was typed, or what it begins with."""
    today = timezone.localdate()
    given: dict[str, Any] = {"data": request.POST or held(request), "files": request.FILES or None, "today": today}
    given["initial"] = {"on": today, "log_kind": LogKind.PROGRESS}
    if issubclass(form, AdjustmentForm):
        given["questions"] = questions
    if issubclass(form, AnswerForm):
        chosen = next((each for each in questions if str(each.pk) == request.GET.get("vraag")), None)
        if chosen is None:
            raise Http404("Deze leervraag is er niet (meer).")
        given["questions"] = [chosen]
        given["initial"] = {"question": chosen.pk, "status": chosen.status, "answer": chosen.answer}
    return given


def _show(request: HttpRequest, page: PracticePage, what: str, **context: Any) -> HttpResponse:
    shown = {
        "page": page,
        "url": url_after(request, page),
        "what": what,
        "kind": UPDATES[what],
        "kinds": UPDATES.items(),
    }
    return render(request, "practices/sharing/update.html", {**shown, **context})


@managed(Deed.EDIT, by_link=True)
def confirm(request: HttpRequest, page: SharedPage) -> HttpResponse:
    """Keep with one click that the page still holds; a GET, such as a link in a mail, asks for that click."""
    practice = practice_of(page)
    if request.method == "POST":
        try:
            updates.confirm(practice, by=actor_of(request), at=timezone.now())
            messages.success(request, "Dank u. Lezers zien dat dit vandaag nog klopt.")
        except ValidationError as error:
            messages.error(request, cannot_save(error))
        return redirect(url_after(request, page))
    return render(request, "practices/sharing/confirm.html", {"page": page, "url": url_after(request, page)})


@managed(Deed.EDIT)
def remove_file(request: HttpRequest, page: SharedPage, number: int) -> HttpResponse:
    """Ask whether a photo or document may go; a POST takes it off the page."""
    link = next((each for each in page.document_links.all() if each.pk == number), None)
    if link is None:
        raise Http404("Dit bestand staat niet (meer) op deze pagina.")
    if request.method == "POST":
        files.remove_file(page, link=number, by=actor_of(request), at=timezone.now())
        messages.success(request, "Het bestand staat niet meer op de pagina.")
        return redirect(url_of(page))
    return render(request, "practices/sharing/remove_file.html", {"page": page, "url": url_of(page), "link": link})
