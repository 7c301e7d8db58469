"""What the owner does with a page: edit it, tell its phase, choose who sees it, withdraw it, share it again."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from practices.actions.practice import change_phase, start_editing
from practices.actions.sharing import change_visibility, share_again, withdraw
from practices.choices import Phase
from practices.forms.managing import FoundForm, PhaseForm, VisibilityForm
from practices.models import PracticePage, SharedPage
from practices.models.guard import PersonalDataFound
from practices.rules.permissions import Deed, require
from practices.views.access import MY_PAGE, explain_refusals, page_or_404, viewer_of
from practices.views.alike import resembling
from practices.views.drafts import NAMES
from practices.views.held import held, sign_in_first
from practices.views.personal_links import actor_of
from search.similar import Example

Answer = Callable[..., HttpResponse]


def managed(deed: Deed, *, by_link: bool = False) -> Callable[[Answer], Callable[..., HttpResponse]]:
    """Give the view the page of the key in its address, when this person may do the deed with it.

    by_link: also when this person did not sign in, but opened a personal link for this page
    """

    def decorate(view: Answer) -> Callable[..., HttpResponse]:
        @never_cache
        @require_http_methods(["GET", "HEAD", "POST"])
        @explain_refusals
        @functools.wraps(view)
        def answer(request: HttpRequest, key: str, **rest: Any) -> HttpResponse:
            viewer = actor_of(request, key) if by_link else viewer_of(request)
            if not viewer.is_signed_in:
                return sign_in_first(request)
            page = page_or_404(key, viewer)
            require(viewer, deed, page.path)
            request.actor = viewer  # type: ignore[attr-defined]
            return view(request, page, **rest)

        return answer

    return decorate


def _show(request: HttpRequest, name: str, page: SharedPage, **context: Any) -> HttpResponse:
    return render(request, f"practices/sharing/{name}.html", {"page": page, "url": url_of(page), **context})


def url_of(page: SharedPage) -> str:
    """Return where the page is to be seen: a page that is offline is in one's own list."""
    return page.get_absolute_url() if page.live else MY_PAGE


def url_after(request: HttpRequest, page: SharedPage, anchor: str = "") -> str:
    """Return where to go after an update; who came by a link may not see the page itself."""
    if not viewer_of(request).is_signed_in:
        return reverse("practices:update", args=[page.key])
    return f"{url_of(page)}#{anchor}" if anchor and page.live else url_of(page)


def practice_of(page: SharedPage) -> PracticePage:
    """Return the page as a practice; raises Http404 when it is something else."""
    if not isinstance(page, PracticePage):
        raise Http404("Dit kan alleen met een praktijk.")
    return page


def cannot_save(error: ValidationError) -> str:
    """Return why a page cannot be saved that came in by import, with a field that the form does not show."""
    reasons = "; ".join(f"{field}: {' '.join(texts)}" for field, texts in getattr(error, "message_dict", {}).items())
    return f"Bewaren lukt niet, omdat er elders iets niet klopt. {reasons or ' '.join(error.messages)}"


@managed(Deed.EDIT)
def edit(request: HttpRequest, page: SharedPage) -> HttpResponse:
    """Say what editing does; a POST begins it in a draft of one's own."""
    practice = practice_of(page)
    if request.method == "POST":
        draft = start_editing(practice, by=viewer_of(request), at=timezone.now())
        return redirect("practices:sharing-step", draft.pk, NAMES[0])
    return _show(request, "edit", page)


@managed(Deed.EDIT, by_link=True)
def phase(request: HttpRequest, page: SharedPage) -> HttpResponse:
    """Ask for the phase and since when; a POST puts it online at once."""
    practice = practice_of(page)
    known = {"phase": practice.phase, "phase_since": timezone.localdate()}
    form = PhaseForm(request.POST or held(request), initial=known, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        change_phase(
            practice,
            phase=Phase(form.cleaned_data["phase"]),
            since=form.cleaned_data["phase_since"],
            by=actor_of(request),
            at=timezone.now(),
        )
        messages.success(request, f"De fase is nu: {Phase(practice.phase).label.lower()}.")
        return redirect(url_after(request, page))
    return _show(request, "phase", page, form=form, url=url_after(request, page))


@managed(Deed.CHANGE_VISIBILITY)
def visibility(request: HttpRequest, page: SharedPage) -> HttpResponse:
    """Ask who may see the page; a POST changes it at once."""
    form = VisibilityForm(request.POST or held(request), initial={"visibility": page.visibility})
    if request.method == "POST" and form.is_valid():
        change_visibility(page, visibility=form.cleaned_data["visibility"], by=viewer_of(request), at=timezone.now())
        messages.success(request, f"Wie dit mag zien: {page.get_visibility_display()}.")
        return redirect(url_of(page))
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
        try:
            if not page.live:
                share_again(page, by=viewer_of(request), at=timezone.now())
        except PersonalDataFound as error:
            return _show(request, "share_again", page, form=FoundForm(error, data=request.POST))
        messages.success(request, "Dit staat weer online.")
        return redirect(page.get_absolute_url())
    return _show(request, "share_again", page)


@managed(Deed.EDIT)
def what_next(request: HttpRequest, page: SharedPage) -> HttpResponse:
    """Show what one can do after sharing."""
    values = {"thema": frozenset(choice.theme.slug for choice in page.theme_choices.all())}
    groups = resembling(Example(page.title, page.summary, values), viewer_of(request), without=page.key)
    return _show(request, "what_next", page, theme=page.main_theme, groups=groups)
