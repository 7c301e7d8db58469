"""The startbericht at /delen/: an explanation, and steps that keep all that is typed; `review` publishes it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from practices.actions.practice import (
    AlreadyPublished,
    discard_draft,
    save_draft,
    start_draft,
)
from practices.actions.visitors import TooMany, start_draft_of_visitor
from practices.forms.startbericht import FORMS, QUESTION_TYPES, STEPS
from practices.forms.step import StepForm
from practices.models import Municipality, OrganisationPage, PracticeDraft, Theme
from practices.queries.own import drafts_of_browser, open_drafts
from practices.queries.relay import LeftOpen
from practices.rules.drafts import marks_in
from practices.rules.visibility import Viewer
from practices.views.access import MY_PAGE, explain_refusals, viewer_of
from practices.views.alike import example_of
from practices.views.drafts import NAMES, REVIEW, form_of, may_go_on, own_draft, step_line
from practices.views.kept import MOST_CHARACTERS, keep, save_somewhere
from practices.views.presenting.lead_times import realistic_plan
from practices.views.relay import offered_to, with_taken_over
from practices.views.requested import browser_of, marked_browser, network_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@explain_refusals
def start(request: HttpRequest) -> HttpResponse:
    """Explain what a startbericht is and asks; a POST begins one."""
    viewer = viewer_of(request)
    if request.method == "POST":
        try:
            draft = _begin(request)
        except TooMany as refusal:
            messages.warning(request, str(refusal))
            return redirect("practices:sharing")
        return redirect("practices:sharing-step", draft.pk, NAMES[0])
    drafts = open_drafts(viewer) if viewer.is_signed_in else drafts_of_browser(browser_of(request))
    return render(request, "practices/sharing/start.html", {"drafts": drafts, "steps": STEPS})


def _begin(request: HttpRequest) -> PracticeDraft:
    """Return a draft to type in: of who signed in, else of this browser. Raises TooMany."""
    viewer = viewer_of(request)
    if viewer.is_signed_in:
        return start_draft(by=viewer, at=timezone.now())
    browser = marked_browser(request)
    return start_draft_of_visitor(browser=browser, network=network_of(request), at=timezone.now())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@explain_refusals
def step(request: HttpRequest, draft_id: UUID, name: str) -> HttpResponse:
    """Show a step, or save all that was typed in it, valid or not, and then see whether one can go on."""
    if name not in FORMS:
        raise Http404("Deze stap is er niet.")
    if not may_go_on(request, draft_id):
        return _keep_until_signed_in(request, draft_id, FORMS[name])
    draft = own_draft(request, draft_id)
    if request.method == "POST":
        return _save(request, draft, name)
    if draft.published_at and draft.page:
        return redirect(draft.page.get_absolute_url())
    return _show(request, draft, name, form_of(request, draft, name, check="controle" in request.GET))


def _keep_until_signed_in(request: HttpRequest, draft_id: UUID, form: type[StepForm]) -> HttpResponse:
    """Lead to the sign-in; what was typed after the session ended waits there, and is saved right after."""
    if request.method == "POST":
        typed = form.typed(request.POST)
        if not keep(request.session, draft_id, typed):
            return _too_long(request, form, typed)
        messages.info(request, "U was uitgelogd. Log in, dan gaat u verder. Wat u typte, is bewaard.")
    return redirect_to_login(request.path)


def _too_long(request: HttpRequest, form: type[StepForm], typed: Mapping[str, Any]) -> HttpResponse:
    texts = [{"label": form.base_fields[name].label, "texts": _texts(typed[name])} for name in typed]
    return render(request, "practices/sharing/too_long.html", {"typed": texts})


def _save(request: HttpRequest, draft: PracticeDraft, name: str) -> HttpResponse:
    viewer, form = viewer_of(request), FORMS[name]
    button = request.POST.get("rij", "")
    typed = with_taken_over(_with_rows_changed(form.typed(request.POST), button), button, viewer)
    if not viewer.is_signed_in and len(json.dumps({**draft.data, **typed})) > MOST_CHARACTERS:
        return _too_long(request, form, typed)
    try:
        merged = save_draft(
            draft.pk,
            values=typed,
            seen=marks_in(request.POST.get("seen", "")),
            window=request.POST.get("window", "")[:40],
            by=viewer,
            browser=browser_of(request),
        )
    except AlreadyPublished:
        draft = save_somewhere(draft, typed, by=viewer, at=timezone.now())
        messages.warning(request, "Dit was al gedeeld. Wat u typte, staat nu klaar als wijziging.")
        return redirect("practices:sharing-step", draft.pk, name)
    draft.refresh_from_db()
    if draft.published_at and draft.page:
        return redirect(draft.page.get_absolute_url())
    if merged.overwritten:
        current = form_of(request, draft, name, check=False)
        return _show(request, draft, name, current, overwritten=merged.overwritten)
    return _go_on(request, draft, name)


def _go_on(request: HttpRequest, draft: PracticeDraft, name: str) -> HttpResponse:
    """Go where the button leads; only "Volgende" asks that the step is right."""
    button, position = request.POST.get("actie", "volgende"), NAMES.index(name)
    if request.POST.get("rij"):
        return redirect(f"{reverse('practices:sharing-step', args=[draft.pk, name])}{_last_row(draft, name)}")
    if button == "bewaar" and not viewer_of(request).is_signed_in:
        return redirect("practices:sharing-keep", draft.pk)
    if button == "bewaar":
        messages.success(request, "Uw concept is bewaard. U kunt later verdergaan.")
        return redirect(MY_PAGE)
    if button == "vorige":
        if position == 0:
            return redirect("practices:sharing")
        return redirect("practices:sharing-step", draft.pk, NAMES[position - 1])
    checked = form_of(request, draft, name, check=True)
    if not checked.is_valid():
        return _show(request, draft, name, checked)
    return redirect("practices:sharing-step", draft.pk, [*NAMES, REVIEW][position + 1])


def _last_row(draft: PracticeDraft, name: str) -> str:
    """Return the place on the page of the last row, where one goes on typing."""
    field, prefix = {"wat": ("municipalities", "municipalities"), "leren": ("questions", "question")}.get(
        name, ("", "")
    )
    return f"#id_{prefix}_{max(len(draft.data.get(field, [])) - 1, 0)}" if field else ""


def _with_rows_changed(typed: dict[str, Any], button: str) -> dict[str, Any]:
    """Return the fields with a row added ("questions:erbij") or taken away ("questions:weg:2") as the button asks."""
    field, _, deed = button.partition(":")
    rows = typed.get(field)
    if not isinstance(rows, list):
        return typed
    if deed == "erbij":
        return {**typed, field: [*rows, {"id": "", "question": "", "type": ""} if field == "questions" else ""]}
    number = deed.removeprefix("weg:")
    if deed.startswith("weg:") and number.isascii() and number.isdigit() and len(number) < 4:
        return {**typed, field: [row for position, row in enumerate(rows) if position != int(number)]}
    return typed


def _show(
    request: HttpRequest,
    draft: PracticeDraft,
    name: str,
    form: StepForm,
    *,
    overwritten: Mapping[str, Any] | None = None,
) -> HttpResponse:
    position = NAMES.index(name)
    context: dict[str, Any] = {
        "draft": draft,
        "form": form,
        "name": name,
        "label": STEPS[position][1],
        "steps": step_line(draft, name),
        "number": position + 1,
        "total": len(STEPS) + 1,
        "window": request.POST.get("window", "")[:40] or secrets.token_urlsafe(9),
        "overwritten": [
            {"label": form.fields[field].label, "texts": _texts(value)}
            for field, value in (overwritten or {}).items()
            if field in form.fields
        ],
    }
    context |= _LISTS[name](request, form) if name in _LISTS else {}
    return render(request, f"practices/sharing/{name}.html", context)


def _texts(value: Any) -> list[str]:
    """Return a field as typed as texts to copy."""
    rows = value if isinstance(value, list) else [value]
    return [str(row["question"] if isinstance(row, dict) else row) for row in rows]


def _value(form: StepForm, field: str) -> Any:
    return form[field].value() or []


def _lists_of_what(request: HttpRequest, form: StepForm) -> dict[str, Any]:
    organisations = OrganisationPage.objects.order_by("title").values_list("title", flat=True)
    return {
        "municipality_rows": _value(form, "municipalities") or [""],
        "municipalities": Municipality.objects.values_list("name", flat=True),
        "organisations": organisations if viewer_of(request).is_curator else [],
    }


def _lists_of_why(request: HttpRequest, form: StepForm) -> dict[str, Any]:
    chosen = [*_value(form, "themes"), "", "", ""][:3]
    labels = ("Hoofdthema", "Tweede thema", "Derde thema")
    offered = Theme.objects.filter(Q(is_retired=False) | Q(slug__in=chosen))
    return {
        "plan": realistic_plan(viewer_of(request), today=timezone.localdate()),
        "theme_rows": list(zip(labels, chosen, strict=True)),
        "themes": list(offered.order_by("group", "position", "name").values("slug", "name", "group")),
    }


def _lists_of_questions(request: HttpRequest, form: StepForm) -> dict[str, Any]:
    return {
        "question_rows": _value(form, "questions") or [{"id": "", "question": "", "type": ""}],
        "question_types": QUESTION_TYPES,
        "relay_offer": [] if form.editing else _offer(viewer_of(request), form),
    }


def _offer(viewer: Viewer, form: StepForm) -> list[LeftOpen]:
    """Return the questions that others left open and that are not in this startbericht yet."""
    taken = {str(row.get("origin", "")) for row in _value(form, "questions")}
    offered = offered_to(example_of(form.initial), viewer)
    return [question for _, question in offered if str(question.number) not in taken]


#: What the templates of some steps need to draw their fields.
_LISTS = {"wat": _lists_of_what, "waarom": _lists_of_why, "leren": _lists_of_questions}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@explain_refusals
def discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Ask whether a draft may go; a POST throws it away."""
    if not may_go_on(request, draft_id):
        return redirect_to_login(request.path)
    draft = own_draft(request, draft_id)
    if draft.published_at and draft.page:
        return redirect(draft.page.get_absolute_url())
    if request.method == "POST":
        discard_draft(draft.pk, by=viewer_of(request), at=timezone.now(), browser=browser_of(request))
        messages.success(request, "Het concept is weggegooid.")
        return redirect(MY_PAGE if viewer_of(request).is_signed_in else "practices:sharing")
    return render(request, "practices/sharing/discard.html", {"draft": draft})
