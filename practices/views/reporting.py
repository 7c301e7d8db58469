"""The form with which any reader tells the editors what is wrong with an item."""

from __future__ import annotations

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from practices.actions.reports import report_problem
from practices.choices import ReportKind
from practices.forms.curating import TRAP, ReportForm
from practices.views.access import page_or_404, viewer_of

#: The action that the settings limit (`ACCOUNT_RATE_LIMITS`).
LIMITED = "report_problem"
THANKS = "Dank u wel. De VNG-redactie kijkt ernaar. Uw melding is alleen voor de redactie te zien."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, key: str) -> HttpResponse:
    """Ask what is wrong; a POST keeps it for the editors."""
    viewer = viewer_of(request)
    page = page_or_404(key, viewer)
    if not page.live:
        raise Http404("Dit staat niet online.")
    form = ReportForm(request.POST or None, today=timezone.localdate())
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and form.is_by_program:
            return _thank(request, page.get_absolute_url())
        if form.is_valid() and not consume(request, action=LIMITED):
            form.add_error(None, "U deed net al een paar meldingen. Wacht tien minuten, en stuur deze dan opnieuw.")
            status = 429
        if form.is_valid():
            typed = form.cleaned_data
            kind, text = ReportKind(typed["kind"]), typed["text"].strip()
            report_problem(page, kind=kind, text=text, by=viewer, at=timezone.now())
            return _thank(request, page.get_absolute_url())
    context = {"page": page, "form": form, "url": page.get_absolute_url(), "trap": TRAP}
    return render(request, "practices/report_problem.html", context, status=status)


def _thank(request: HttpRequest, url: str) -> HttpResponse:
    messages.success(request, THANKS)
    return redirect(url)
