""" "Wij doen dit ook" at /delen/<key>/wij-doen-dit-ook/: for staff of other municipalities."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from practices.actions.adoption import Told, adopt, take_adoption_back
from practices.actions.practice import start_draft
from practices.choices import AdoptionStep
from practices.forms.adoption import AdoptionForm
from practices.models import Adoption, Municipality, OrganisationPage, PracticePage
from practices.queries.adoptions import own_practices
from practices.rules.adoption import adopting
from practices.rules.permissions import NotAllowed
from practices.views.access import explain_refusals, page_or_404, viewer_of
from practices.views.drafts import NAMES
from practices.views.held import held, sign_in_first
from practices.views.managing import practice_of

Answer = Callable[..., HttpResponse]


def _for_adopters(view: Answer) -> Callable[..., HttpResponse]:
    """Give the view the practice of the key and the municipality that adopts it: the one named, or the first."""

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @explain_refusals
    @functools.wraps(view)
    def answer(request: HttpRequest, key: str) -> HttpResponse:
        viewer = viewer_of(request)
        if not viewer.is_signed_in:
            return sign_in_first(request)
        page = practice_of(page_or_404(key, viewer))
        if not page.live:
            raise Http404("Deze praktijk staat niet online.")
        own = adopting(viewer, page.path)
        if not own:
            raise NotAllowed(
                "“Wij doen dit ook” is voor medewerkers van een gemeente, bij een praktijk van een andere gemeente."
            )
        codes = [affiliation.code for affiliation in own]
        municipalities = list(Municipality.objects.filter(code__in=codes).order_by("name"))
        named = [each for each in municipalities if each.slug == request.GET.get("gemeente")]
        if not municipalities or ("gemeente" in request.GET and not named):
            raise NotAllowed("U hoort niet bij deze gemeente.")
        return view(request, page, (named or municipalities)[0], municipalities)

    return answer


@_for_adopters
def tell(
    request: HttpRequest, page: PracticePage, municipality: Municipality, municipalities: list[Municipality]
) -> HttpResponse:
    """Ask how far the municipality is; a POST puts it online, and may begin an own practice."""
    row = Adoption.objects.filter(practice=page, municipality=municipality).first()
    home = OrganisationPage.objects.get(municipality=municipality)
    form = AdoptionForm(
        request.POST or held(request),
        initial=_known(row, home),
        own_practices=own_practices(home.path, without=page),
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "step": AdoptionStep(form.cleaned_data["step"])}
        adopt(page, municipality=municipality, told=Told(**given), by=viewer_of(request), at=timezone.now())
        if request.POST.get("actie") == "eigen" and not given["own_practice"]:
            draft = start_draft(by=viewer_of(request), at=timezone.now(), adopted=page)
            messages.success(request, "Dat staat online. Vertel nu hoe u het zelf doet: de twee worden gekoppeld.")
            return redirect("practices:sharing-step", draft.pk, NAMES[0])
        messages.success(request, f"Dat {municipality.name} dit ook doet, staat op de pagina. De eigenaar hoort het.")
        return redirect(f"{page.get_absolute_url()}#overgenomen")
    others = [_address(page, each) for each in municipalities if each != municipality]
    told: dict[str, Any] = {"form": form, "municipality": municipality, "others": others, "is_there": row is not None}
    return _show(request, "tell", page, **told, back=_address(page, municipality, "adopt-back")[1])


@_for_adopters
def take_back(
    request: HttpRequest, page: PracticePage, municipality: Municipality, municipalities: list[Municipality]
) -> HttpResponse:
    """Ask whether it may go from the page; a POST does it."""
    if request.method == "POST":
        take_adoption_back(page, municipality=municipality, by=viewer_of(request), at=timezone.now())
        messages.success(request, f"Dat {municipality.name} dit ook doet, staat niet meer op de pagina.")
        return redirect(page.get_absolute_url())
    return _show(request, "take_back", page, municipality=municipality)


def _address(page: PracticePage, municipality: Municipality, name: str = "adopt") -> tuple[str, str]:
    query = urlencode({"gemeente": municipality.slug})
    return municipality.name, f"{reverse(f'practices:{name}', args=[page.key])}?{query}"


def _known(row: Adoption | None, home: OrganisationPage) -> dict[str, Any]:
    """Return what the form begins with: what was told before, else the mailbox of the municipality."""
    if row is None:
        return {"contact_mailbox": home.mailbox}
    names = ("step", "since", "what_differs", "why", "own_practice", "contact_role", "contact_mailbox", "hours_saved")
    return {name: getattr(row, name) for name in names}


def _show(request: HttpRequest, name: str, page: PracticePage, **context: Any) -> HttpResponse:
    return render(request, f"practices/adoption/{name}.html", {"page": page, "url": page.get_absolute_url(), **context})
