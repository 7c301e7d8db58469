"""What an editor does with one item from its screen in /cms/: ask, feature, take offline, put back, label."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from practices.actions import curation, labels
from practices.forms.curating import FeatureForm, LabelForm, ReasonForm
from practices.forms.guarded import GuardedForm
from practices.models import SharedPage
from practices.rules.permissions import NotAllowed
from practices.rules.visibility import Viewer
from practices.views.curating import ITEM, editor, item_or_404, moment_seen, show_item

Act = Callable[[SharedPage, Any, datetime, Viewer, datetime], object]


@dataclass(frozen=True, slots=True)
class EditorsDeed:
    """Something that an editor does with one item.

    act: with the page, the checked form (None without one), when its screen was made, who and when
    done: what is said afterwards
    form: what is filled in, under this name on the screen and with this prefix
    """

    act: Act
    done: str
    form: type[GuardedForm] | None = None
    name: str = ""
    prefix: str | None = None


def _ask(page: SharedPage, form: Any, until: datetime, by: Viewer, at: datetime) -> object:
    return curation.ask_for_changes(page, reason=form.cleaned_data["reason"], by=by, at=at)


def _feature(page: SharedPage, form: Any, until: datetime, by: Viewer, at: datetime) -> object:
    typed = form.cleaned_data
    return curation.feature(page, position=typed["position"], until=typed["until"], by=by, at=at)


def _take_down(page: SharedPage, form: Any, until: datetime, by: Viewer, at: datetime) -> object:
    return curation.take_down(page, reason=form.cleaned_data["reason"], by=by, at=at)


def _label(page: SharedPage, form: Any, until: datetime, by: Viewer, at: datetime) -> object:
    return labels.give_label(page, notes=form.notes, until=until, by=by, at=at)


def _end_label(page: SharedPage, form: Any, until: datetime, by: Viewer, at: datetime) -> object:
    return labels.withdraw_label(page, because=form.cleaned_data["reason"], by=by, at=at)


DEEDS: Mapping[str, EditorsDeed] = {
    "vraag": EditorsDeed(
        _ask, "Uw vraag staat bij de eigenaar, en gaat per mail.", ReasonForm, "request_form", "vraag"
    ),
    "vraag-vervalt": EditorsDeed(
        lambda page, form, until, by, at: curation.end_request(page, by=by, at=at),
        "De vraag aan de eigenaar is vervallen.",
    ),
    "uitlichten": EditorsDeed(_feature, "Dit staat op de eerste pagina.", FeatureForm, "feature_form"),
    "niet-uitlichten": EditorsDeed(
        lambda page, form, until, by, at: curation.stop_featuring(page, by=by, at=at),
        "Dit staat niet meer op de eerste pagina.",
    ),
    "offline": EditorsDeed(
        _take_down, "Dit staat niet meer online. De eigenaar leest de reden.", ReasonForm, "down_form", "offline"
    ),
    "terug": EditorsDeed(
        lambda page, form, until, by, at: curation.put_back(page, by=by, at=at),
        "Dit staat weer online, zoals het nu is.",
    ),
    "label": EditorsDeed(_label, "Het label staat op de pagina.", LabelForm, "label_form"),
    "label-weg": EditorsDeed(_end_label, "Het label is ingetrokken.", ReasonForm, "end_label_form", "label"),
}


@require_POST
def do(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """Do one deed with an item; what cannot be done is explained on its screen, with what was typed."""
    viewer, page = editor(request), item_or_404(number)
    if name not in DEEDS:
        raise Http404("Dit kan hier niet.")
    deed = DEEDS[name]
    form = deed.form(request.POST, today=timezone.localdate(), prefix=deed.prefix) if deed.form else None
    if form is not None and not form.is_valid():
        return show_item(request, page, **{deed.name: form})
    try:
        deed.act(page, form, moment_seen(request), viewer, timezone.now())
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, deed.done)
    return redirect(ITEM, number)
