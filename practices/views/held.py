"""Keeps a form that somebody sent after the session had ended, until that person has signed in again."""

from __future__ import annotations

import json

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict

from practices.views.kept import MOST_CHARACTERS

_NAME = "form_before_sign_in"


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in and back here; what was typed waits in the session. A file cannot wait."""
    if request.method == "POST":
        typed = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
        if len(json.dumps(typed)) <= MOST_CHARACTERS:
            request.session[_NAME] = {"path": request.get_full_path(), "typed": typed}
            messages.info(request, "U was uitgelogd. Log in, dan gaat u verder. Wat u typte, is bewaard.")
    return redirect_to_login(request.get_full_path())


def held(request: HttpRequest) -> QueryDict | None:
    """Return what was typed here before signing in, once; None when there is nothing."""
    kept = request.session.get(_NAME)
    if request.method == "POST" or not kept or kept["path"] != request.get_full_path():
        return None
    del request.session[_NAME]
    typed = QueryDict(mutable=True)
    for name, values in kept["typed"].items():
        typed.setlist(name, values)
    return typed
