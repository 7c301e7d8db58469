"""Reading along before something is shared: the owner's list of links, and the page of a reader without an account."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from practices.actions.reading import (
    PURPOSE,
    TooMany,
    leave_remark,
    make_reading_link,
    note_visit,
    opened_reading_link,
    withdraw_reading_link,
)
from practices.forms.reading import ReadingLinkForm, RemarkForm
from practices.models import PracticeDraft, PracticePage, ReadingLink, SharedPage
from practices.queries.reading import is_open, links_to
from practices.queries.secret_links import secret_of
from practices.rules.permissions import Deed
from practices.rules.visibility import VISITOR
from practices.views.access import MY_PAGE, explain_refusals, viewer_of
from practices.views.drafts import own_draft
from practices.views.managing import managed
from practices.views.presenting import present
from practices.views.presenting.typed import typed_sections


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@explain_refusals
def of_draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show who reads this draft along; a POST makes or withdraws a link."""
    if not viewer_of(request).is_signed_in:
        return redirect_to_login(request.path)
    draft = own_draft(request, draft_id)
    return _links(request, draft, back=reverse("practices:sharing-review", args=[draft.pk]))


@managed(Deed.EDIT)
def of_page(request: HttpRequest, page: SharedPage) -> HttpResponse:
    """Show who reads this page along before it is online; a POST makes or withdraws a link."""
    if page.live:
        raise Http404("Dit staat online: u kunt het adres van de pagina geven.")
    return _links(request, page, back=MY_PAGE)


def _links(request: HttpRequest, thing: PracticeDraft | SharedPage, *, back: str) -> HttpResponse:
    by, now = viewer_of(request), timezone.now()
    withdrawn = request.POST.get("intrekken", "")
    if withdrawn:
        withdraw_reading_link(thing, _number(withdrawn), by=by, at=now)
        messages.success(request, "De link werkt niet meer.")
        return redirect(request.path)
    form = ReadingLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            make_reading_link(thing, label=form.cleaned_data["label"], by=by, at=now)
        except TooMany as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De link staat klaar. Kopieer hem, en geef hem aan wie meeleest.")
            return redirect(request.path)
    links = links_to(thing).prefetch_related("visits", "remarks")
    rows = [_row(request, link, at=now) for link in links]
    context = {"title": str(thing), "form": form, "rows": rows, "back": back}
    return render(request, "practices/sharing/reading_links.html", context)


def _number(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404("Deze link is er niet (meer).") from error


def _row(request: HttpRequest, link: ReadingLink, *, at: datetime) -> dict[str, Any]:
    path = reverse("practices:reading", args=[secret_of(link.pk, purpose=PURPOSE)])
    site = settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")
    return {"link": link, "url": f"{site}{path}", "is_open": is_open(link, at=at), "visits": link.visits.all()}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, token: str) -> HttpResponse:
    """Show a draft to whoever has the link; a POST leaves a remark. Nothing on it can be changed."""
    now = timezone.now()
    link = opened_reading_link(token, at=now)
    if link is None:
        return _private(render(request, "practices/sharing/reading_ended.html", status=410))
    form = RemarkForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            leave_remark(link, name=form.cleaned_data["name"], text=form.cleaned_data["text"], at=now)
        except TooMany as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Dank u. Uw opmerking is doorgegeven.")
            return _private(redirect(request.path))
    if request.method == "GET":
        note_visit(link, at=now)
    return _private(_shown(request, link, form))


def _shown(request: HttpRequest, link: ReadingLink, form: RemarkForm) -> HttpResponse:
    context: dict[str, Any] = {"reading": link, "form": form}
    if link.draft:
        context |= {"title": str(link.draft), "sections": typed_sections(link.draft.data)}
        return render(request, "practices/sharing/reading.html", context)
    page = PracticePage.objects.filter(pk=link.page_id).first()
    if page is None:
        raise Http404("Dit is er niet (meer).")
    context |= {"page": page, **present(page, VISITOR, today=timezone.localdate())}
    return render(request, page.get_template(request), context)


def _private(response: HttpResponse) -> HttpResponse:
    """Keep what the link shows from search engines; `SECURE_REFERRER_POLICY` keeps its address from other sites."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
