"""What the owner does with a page: edit it, tell its phase, choose who sees it, withdraw it, share it again."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from practices.actions.practice import change_phase, start_editing
from practices.actions.sharing import change_visibility, share_again, withdraw
from practices.choices import Phase
from practices.forms.managing import PhaseForm, VisibilityForm
from practices.models import PracticePage, SharedPage
from practices.rules.permissions import Deed, require
from practices.views.access import MY_PAGE, explain_refusals, page_or_404, viewer_of
from practices.views.alike import resembling
from practices.views.drafts import NAMES
from search.similar import Example

Answer = Callable[[HttpRequest, SharedPage], HttpResponse]


def managed(deed: Deed) -> Callable[[Answer], Callable[..., HttpResponse]]:
    """Give the view the page of the key in its address, when this person may do the deed with it."""

    def decorate(view: Answer) -> Callable[..., HttpResponse]:
        @never_cache
        @require_http_methods(["GET", "HEAD", "POST"])
        @explain_refusals
        @functools.wraps(view)
        def answer(request: HttpRequest, key: str) -> HttpResponse:
            viewer = viewer_of(request)
            if not viewer.is_signed_in:
                return redirect_to_login(request.path)
            page = page_or_404(key, viewer)
            require(viewer, deed, page.path)
            return view(request, page)

        return answer

    return decorate


def _show(request: HttpRequest, name: str, page: SharedPage, **context: Any) -> HttpResponse:
    return render(request, f"practices/sharing/{name}.html", {"page": page, "url": _url(page), **context})


def _url(page: SharedPage) -> str:
    """Return where the page is to be seen: a page that is offline is in one's own list."""
    return page.get_absolute_url() if page.live else MY_PAGE


def _practice(page: SharedPage) -> PracticePage:
    if not isinstance(page, PracticePage):
        raise Http404("Dit kan alleen met een praktijk.")
    return page


@managed(Deed.EDIT)
def edit(request: HttpRequest, page: SharedPage) -> HttpResponse:
    """Say what editing does; a POST begins it in a draft of one's own."""
    practice = _practice(page)
    if request.method == "POST":
        draft = start_editing(practice, by=viewer_of(request), at=timezone.now())
        return redirect("practices:sharing-step", draft.pk, NAMES[0])
    return _show(request, "edit", page)


@managed(Deed.EDIT)
def phase(request: HttpRequest, page: SharedPage) -> HttpResponse:
    """Ask for the phase and since when; a POST puts it online at once."""
    practice = _practice(page)
    known = {"phase": practice.phase, "phase_since": timezone.localdate()}
    form = PhaseForm(request.POST or None, initial=known, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        change_phase(
            practice,
            phase=Phase(form.cleaned_data["phase"]),
            since=form.cleaned_data["phase_since"],
            by=viewer_of(request),
            at=timezone.now(),
        )
        messages.success(request, f"De fase is nu: {Phase(practice.phase).label.lower()}.")
        return redirect(_url(page))
    return _show(request, "phase", page, form=form)


@managed(Deed.CHANGE_VISIBILITY)
def visibility(request: HttpRequest, page: SharedPage) -> HttpResponse:
    """Ask who may see the page; a POST changes it at once."""
    form = VisibilityForm(request.POST or None, initial={"visibility": page.visibility})
    if request.method == "POST" and form.is_valid():
        change_visibility(page, visibility=form.cleaned_data["visibility"], by=viewer_of(request), at=timezone.now())
        messages.success(request, f"Wie dit mag zien: {page.get_visibility_display()}.")
        return redirect(_url(page))
    return _show(request, "visibility", page, form=form)


@managed(Deed.WITHDRAW)
def take_offline(request: HttpRequest, page: SharedPage) -> HttpResponse:
    """Ask whether the page may go offline; a POST takes it offline. It can be shared again."""
    if request.method == "POST":
        if page.live:
            withdraw(page, by=viewer_of(request), at=timezone.now())
        messages.success(request, "Dit staat niet meer online. U kunt het later opnieuw delen.")
        return redirect(MY_PAGE)
    return _show(request, "withdraw", page)


@managed(Deed.SHARE)
def put_online(request: HttpRequest, page: SharedPage) -> HttpResponse:
    """Ask whether a withdrawn page may go online again; a POST does it."""
    if request.method == "POST":
        if not page.live:
            share_again(page, by=viewer_of(request), at=timezone.now())
        messages.success(request, "Dit staat weer online.")
        return redirect(page.get_absolute_url())
    return _show(request, "share_again", page)


@managed(Deed.EDIT)
def what_next(request: HttpRequest, page: SharedPage) -> HttpResponse:
    """Show what one can do after sharing."""
    values = {"thema": frozenset(choice.theme.slug for choice in page.theme_choices.all())}
    groups = resembling(Example(page.title, page.summary, values), viewer_of(request), without=page.key)
    return _show(request, "what_next", page, theme=page.main_theme, groups=groups)
