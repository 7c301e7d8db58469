"""What people keep: saving a search, and changing, removing and putting back what they hear about."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from search import querystring
from search.alerts import subscriptions
from search.alerts.subscriptions import CannotKeep, KeptAlready
from search.forms import RhythmForm, SubscriptionForm
from search.models import Rhythm, Subscription, SubscriptionKind
from search.querystring import PageNotANumber
from search.sources import Person
from search.views.results import address, viewer_of
from search.wording import in_words

#: Where one sees all that one keeps: an address that the site promises.
OWN_LIST = "/mijn/#meldingen"


def person_of(request: HttpRequest) -> Person:
    """Return who asks, as the site's middleware found out."""
    return cast(Person, viewer_of(request))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest) -> HttpResponse:
    """Ask for a name and a rhythm for the search in the address; a POST keeps it."""
    person = person_of(request)
    if person.user_id is None:
        return redirect_to_login(request.get_full_path())
    try:
        asked = querystring.read(dict(request.GET.lists())).without_order()
    except PageNotANumber as error:
        raise Http404("Deze zoekvraag bestaat niet.") from error
    form = SubscriptionForm(
        request.POST or None, initial={"name": subscriptions.proposed_name(asked), "rhythm": Rhythm.WEEKLY}
    )
    if request.method == "POST" and form.is_valid():
        try:
            kept = subscriptions.save_search(asked, by=person, at=timezone.now(), **form.cleaned_data)
        except CannotKeep as refusal:
            form.add_error(None, str(refusal))
        except KeptAlready as already:
            messages.info(request, f"Deze zoekvraag had u al bewaard, als “{already}”.")
            return HttpResponseRedirect(OWN_LIST)
        else:
            messages.success(
                request, f"“{kept.name}” is bewaard. {_mail_in_words(kept)} U vindt de zoekvraag bij Mijn."
            )
            return HttpResponseRedirect(address(asked))
    context = {"form": form, "words": in_words(asked), "back_url": address(asked), "cut": _notice(asked)}
    return render(request, "search/save.html", context)


def _notice(asked: querystring.SearchRequest) -> str:
    if asked.too_many_values:
        return "U koos meer dan 1.000 waarden. De filters worden niet bewaard."
    return "Uw vraag is te lang. Alleen de eerste 500 tekens worden bewaard." if asked.text_was_cut else ""


def _mail_in_words(kept: Subscription) -> str:
    if kept.rhythm == Rhythm.NEVER:
        return "U krijgt er geen mail over."
    often = "dag" if kept.rhythm == Rhythm.DAILY else "week"
    return f"Is er iets nieuws, dan krijgt u hoogstens één mail per {often}."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for another name and rhythm; a POST changes them."""
    person = person_of(request)
    if person.user_id is None:
        return redirect_to_login(request.path)
    kept = subscriptions.kept_by(person).filter(pk=number).first()
    if kept is None:
        raise Http404("Dit bewaarde u niet, of u haalde het al weg.")
    kind = RhythmForm if kept.kind == SubscriptionKind.ITEM else SubscriptionForm
    form = kind(request.POST or None, initial={"name": kept.name, "rhythm": kept.rhythm})
    if request.method == "POST" and form.is_valid():
        typed: dict[str, Any] = {"name": kept.name, **form.cleaned_data}
        kept = subscriptions.change(number, by=person, at=timezone.now(), **typed)
        messages.success(request, f"Gewijzigd. {_mail_in_words(kept)}")
        return HttpResponseRedirect(OWN_LIST)
    (shown,) = subscriptions.shown([kept], person)
    return render(request, "search/change.html", {"form": form, "kept": shown, "back_url": OWN_LIST})


@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take something off the list; the list offers to put it back."""
    person = person_of(request)
    if person.user_id is None:
        return redirect_to_login(OWN_LIST)
    try:
        subscriptions.remove(number, by=person, at=timezone.now())
    except Subscription.DoesNotExist:  # a second click, or another window
        messages.info(request, "Dit was al weg.")
    else:
        messages.success(request, "Verwijderd. Was dat een vergissing? Zet het hieronder terug.")
    return HttpResponseRedirect(OWN_LIST)


@require_POST
def put_back(request: HttpRequest, number: int) -> HttpResponse:
    """Undo a removal."""
    person = person_of(request)
    if person.user_id is None:
        return redirect_to_login(OWN_LIST)
    try:
        subscriptions.put_back(number, by=person, at=timezone.now())
    except Subscription.DoesNotExist:
        messages.info(request, "Dit kan niet meer terug, of het staat er al weer.")
    except CannotKeep as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Het staat er weer.")
    return HttpResponseRedirect(OWN_LIST)
