"""The last look before publishing: everything once more, who will see it, and what is still wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from practices.actions.practice import ChangedMeanwhile, publish_draft, typed_values
from practices.choices import Visibility
from practices.forms.startbericht import STEPS, report
from practices.forms.step import StepForm
from practices.forms.visitors import AddressForm
from practices.models import PracticeDraft, PracticePage
from practices.queries.reading import remarks_on
from practices.rules.privacy import asking
from practices.rules.privacy.guard import Found
from practices.views.access import MY_PAGE, explain_refusals, viewer_of
from practices.views.drafts import NAMES, REVIEW, form_of, may_go_on, own_draft, step_line
from practices.views.presenting.typed import shown


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@explain_refusals
def review(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show everything once more, with who will see it; a POST publishes at once."""
    if not may_go_on(request, draft_id):
        return redirect_to_login(request.path)
    draft = own_draft(request, draft_id)
    if draft.published_at and draft.page:
        return redirect(draft.page.get_absolute_url())
    forms = {name: form_of(request, draft, name, check=True) for name in NAMES}
    valid = all(form.is_valid() for form in forms.values())
    if request.method == "POST" and not viewer_of(request).is_signed_in:
        return redirect("practices:sharing-keep", draft.pk)
    lacking = asking.lacks_reason(_soft(draft, forms), request.POST) if request.method == "POST" else ""
    if lacking:
        messages.error(request, lacking)
    elif request.method == "POST" and valid:
        try:
            return _publish(request, draft, forms)
        except ChangedMeanwhile as meanwhile:
            return _show_review(request, draft, forms, theirs=meanwhile.fields)
        except ValidationError as error:
            messages.error(request, f"Delen lukt nog niet. {' '.join(error.messages)}")
    return _show_review(request, draft, forms)


def _publish(request: HttpRequest, draft: PracticeDraft, forms: Mapping[str, StepForm]) -> HttpResponse:
    page = publish_draft(
        draft.pk,
        report=report(forms),
        overwrite=request.POST.get("overschrijf") == "ja",
        by=viewer_of(request),
        at=timezone.now(),
    )
    if not page.live:
        messages.success(request, "Uw wijziging is bewaard. Deze praktijk staat nu niet online.")
        return redirect(MY_PAGE)
    done = "Uw wijziging staat online." if draft.page_id else "Uw praktijk is gedeeld en staat online."
    link = reverse("practices:sharing-next", args=[page.key])
    messages.success(request, format_html('{} <a href="{}">Bekijk wat u nu kunt doen</a>', done, link))
    return redirect(page.get_absolute_url())


def _show_review(
    request: HttpRequest, draft: PracticeDraft, forms: Mapping[str, StepForm], *, theirs: tuple[str, ...] = ()
) -> HttpResponse:
    visibility = draft.page.visibility if draft.page else draft.data.get("visibility", "")
    return render(
        request,
        "practices/sharing/review.html",
        {
            "draft": draft,
            "address": None if viewer_of(request).is_signed_in else AddressForm(initial={"address": draft.address}),
            "said": remarks_on(draft),
            "steps": step_line(draft, REVIEW),
            "number": len(STEPS) + 1,
            "total": len(STEPS) + 1,
            "sections": list(_sections(draft, forms)),
            "valid": all(form.is_valid() for form in forms.values()),
            "visibility": Visibility(visibility) if visibility in Visibility.values else None,
            "asked": {
                "remarks": [each.told for each in _soft(draft, forms)],
                "privacy_answer": request.POST.get(asking.REASON, ""),
                "shown": asking.shown(_soft(draft, forms)),
            },
            "conflicts": _conflicts(theirs, forms, _on_the_page(draft)),
        },
    )


def _soft(draft: PracticeDraft, forms: Mapping[str, StepForm]) -> list[Found]:
    """Return what may be personal data, when publishing puts it online."""
    if draft.page and not draft.page.live:
        return []
    return [each for form in forms.values() for each in form.soft]


def _on_the_page(draft: PracticeDraft) -> dict[str, Any]:
    return typed_values(PracticePage.objects.get(pk=draft.page_id)) if draft.page_id else {}


def _sections(draft: PracticeDraft, forms: Mapping[str, StepForm]) -> Iterator[dict[str, Any]]:
    """Yield per step its name, its address, what was filled in and what is wrong with it."""
    for slug, label, _ in STEPS:
        form, url = forms[slug], reverse("practices:sharing-step", args=[draft.pk, slug])
        yield {
            "label": label,
            "url": url,
            "items": [
                {"term": str(form.fields[name].label), **shown(name, draft.data.get(name))} for name in form.fields
            ],
            "errors": [
                {"text": f"{form.fields[name].label}: {error}", "url": f"{url}?controle=1#id_{name}"}
                for name, errors in form.errors.items()
                for error in errors
            ],
        }


def _conflicts(
    fields: tuple[str, ...], forms: Mapping[str, StepForm], theirs: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Return the fields that a colleague changed too: their labels, and what the colleague wrote."""
    labels = {name: str(field.label) for form in forms.values() for name, field in form.fields.items()}
    return [{"label": labels.get(name, name), **shown(name, theirs.get(name))} for name in fields]
