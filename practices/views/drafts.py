"""The draft that a request is about, and its steps."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from practices.actions.drafts import is_of
from practices.forms.startbericht import FORMS, STEPS
from practices.forms.step import StepForm
from practices.models import PracticeDraft
from practices.views.access import viewer_of
from practices.views.requested import browser_of

NAMES = [slug for slug, _, _ in STEPS]
#: The last step, which asks nothing.
REVIEW = "controleren"


def own_draft(request: HttpRequest, draft_id: UUID) -> PracticeDraft:
    """Return the draft of whoever asks, or of this browser; raises Http404 when it is not there or of somebody else."""
    viewer = viewer_of(request)
    draft = PracticeDraft.objects.filter(pk=draft_id).first()
    if draft is None or not is_of(draft, viewer, browser_of(request)):
        raise Http404("Dit concept is er niet (meer), of het is niet van u.")
    return draft


def may_go_on(request: HttpRequest, draft_id: UUID) -> bool:
    """Tell whether this person signed in, or this browser began the draft before that."""
    if viewer_of(request).is_signed_in:
        return True
    browser = browser_of(request)
    return bool(browser) and PracticeDraft.objects.filter(pk=draft_id, user=None, browser=browser).exists()


def form_of(request: HttpRequest, draft: PracticeDraft, name: str, *, check: bool) -> StepForm:
    """Return the form of a step with what the draft keeps; `check`: also look for what is wrong."""
    return FORMS[name](
        draft.data,
        viewer=viewer_of(request),
        today=timezone.localdate(),
        editing=draft.page_id is not None,
        check=check,
        page=draft.page,
    )


def step_line(draft: PracticeDraft, current: str) -> list[dict[str, str]]:
    """Return the steps for the line above the form; every step may be visited in any order."""
    names = [*((slug, label) for slug, label, _ in STEPS), (REVIEW, "Controleren")]
    here = [slug for slug, _ in names].index(current)
    return [
        {
            "label": label,
            "state": "current" if position == here else "done" if position < here else "todo",
            "url": reverse("practices:sharing-step", args=[draft.pk, slug]),
        }
        for position, (slug, label) in enumerate(names)
    ]
