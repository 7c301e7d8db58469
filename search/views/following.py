"""Following and stopping: the button on a page, and the link in a mail that needs no signing in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from search.alerts import following, subscriptions
from search.alerts.letters import choose_letters, is_stopped, letter_kinds, opened_stop, stop_kind
from search.alerts.subscriptions import CannotKeep
from search.alerts.tokens import link_of
from search.models import StopLink
from search.sources import get_people
from search.views.saving import OWN_LIST, person_of

#: Where one chooses which letters come.
MAIL_LIST = "/mijn/#mail"


@require_POST
def follow(request: HttpRequest) -> HttpResponse:
    """Follow or stop following what the button is about, and go back to its page."""
    person = person_of(request)
    back = _local(request, request.POST.get("terug", ""))
    if person.user_id is None:
        return redirect_to_login(back)
    about = {"key": request.POST.get("sleutel", "")[:200]}
    about |= {"facet": request.POST.get("facet", "")[:50], "value": request.POST.get("waarde", "")[:200]}
    if request.POST.get("doen") == "stop":
        following.unfollow(**about, by=person, at=timezone.now())
        messages.success(request, "U volgt dit niet meer.")
        return HttpResponseRedirect(back)
    try:
        following.follow(**about, by=person, at=timezone.now())
    except CannotKeep as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, "U volgt dit. Is er nieuws, dan krijgt u hoogstens één mail per week. Bij Mijn kiest u hoe vaak."
        )
    return HttpResponseRedirect(back)


def _local(request: HttpRequest, address: str) -> str:
    """Return the address when it is one of this site, else that of the own list."""
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours else OWN_LIST


# The secret in the address is the right to stop; mail programs send no cookies and no token of ours (RFC 8058).
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether the mail must stop; a POST stops it."""
    link = link_of(token, timezone.now())
    if link is None:
        return render(request, "search/stop.html", {"is_unknown": True, "own_list": OWN_LIST}, status=404)
    if request.method == "POST":
        subscriptions.stop_mail(link.subscription, user_id=link.user_id, rhythm=link.rhythm)
    context = {
        "what": _what(link),
        "is_stopped": not subscriptions.sends_mail(link.subscription, user_id=link.user_id, rhythm=link.rhythm),
        "own_list": OWN_LIST,
    }
    return render(request, "search/stop.html", context)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_letters(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether letters of one kind must stop; a POST stops them."""
    opened = opened_stop(token)
    if opened is None:
        return render(request, "search/stop.html", {"is_unknown": True, "own_list": OWN_LIST}, status=404)
    user_id, kind = opened
    if request.method == "POST":
        stop_kind(user_id, kind)
    what = f"mail over {letter_kinds()[kind].label}"
    context = {"what": what, "is_stopped": is_stopped(user_id, kind), "own_list": OWN_LIST}
    return render(request, "search/stop.html", context)


@require_POST
def choose_mail(request: HttpRequest) -> HttpResponse:
    """Keep which kinds of letters somebody wants: the boxes that are ticked."""
    person = person_of(request)
    if person.user_id is None:
        return redirect_to_login(OWN_LIST)
    wanted = set(request.POST.getlist("soort"))
    choose_letters(person.user_id, stopped=frozenset(letter_kinds()) - wanted)
    messages.success(request, "Uw keuze is bewaard.")
    return HttpResponseRedirect(MAIL_LIST)


def _what(link: StopLink) -> str:
    """Return what the link stops, in words."""
    if link.subscription is None:
        return "alle mail die u elke dag krijgt" if link.rhythm == "dagelijks" else "alle mail die u elke week krijgt"
    recipient = get_people().recipient(link.user_id)
    if recipient is None:
        return "deze mail"
    (shown,) = subscriptions.shown([link.subscription], recipient.person)
    return f"de mail over {shown.title}"
