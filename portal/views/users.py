"""Accounts and roles in /cms/, for administrators: who may do what, and since when that is so in the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.models import User
from portal.roles import NoSuchPlace, give_role, invite, people, place_for, switch_account, take_role
from practices.models import AuditEntry, Municipality, OrganisationPage
from practices.rules.permissions import NotAllowed
from practices.rules.visibility import Role, Viewer

ROWS, LATEST = 50, 20

#: What each role is called, and what it may do, for whoever gives it.
ROLES: dict[Role, tuple[str, str]] = {
    Role.MEMBER: ("Medewerker", "deelt en wijzigt wat van de eigen organisatie is"),
    Role.MANAGER: ("Organisatiebeheerder", "werkt in het CMS met alles van de eigen organisatie, concepten ook"),
    Role.LAWYER: ("Jurist", "werkt aan alle juridische vragen; de redactie publiceert"),
    Role.PRIVACY_OFFICER: ("Privacy officer of FG", "werkt aan alle juridische vragen; de redactie publiceert"),
    Role.EDITOR: ("VNG-redacteur", "werkt met alles, ook lijsten en trefwoorden"),
    Role.ADMINISTRATOR: ("Beheerder", "mag alles: ook verwijderen, importeren en rollen geven"),
}


@dataclass(frozen=True, slots=True)
class Held:
    """A role that somebody has. `place`: number and name of the organisation, 0 and "" without one."""

    role: str
    label: str
    number: int
    place: str


class RoleForm(forms.Form):
    """A role at an organisation."""

    role = forms.ChoiceField(
        label="Rol",
        choices=[("", "Kies een rol"), *((role.value, f"{name}: {may}") for role, (name, may) in ROLES.items())],
        error_messages={"required": "Kies een rol.", "invalid_choice": "Kies een rol uit de lijst."},
    )
    organisation = forms.CharField(
        label="Bij welke organisatie",
        required=False,
        max_length=200,
        help_text="Gemeente, regio of partner. Een redacteur of beheerder hoort bij VNG. Bijvoorbeeld: Zaanstad.",
        widget=forms.TextInput(attrs={"list": "organisaties", "autocomplete": "off"}),
    )

    def clean(self) -> Any:
        cleaned = super().clean() or {}
        if not self.errors:  # naming a place may make its organisation
            try:
                cleaned["place"] = place_for(Role(cleaned["role"]), cleaned["organisation"], at=timezone.now())
            except NoSuchPlace as error:
                self.add_error("organisation", str(error))
        return cleaned


class InviteForm(RoleForm):
    """Somebody new."""

    field_order = ("email", "name", "role", "organisation")
    email = forms.EmailField(
        label="Mailadres",
        max_length=254,
        help_text="Hiermee logt iemand in. Bijvoorbeeld: a.jansen@zaanstad.nl.",
        error_messages={"required": "Vul een mailadres in.", "invalid": "Dit is geen mailadres."},
    )
    name = forms.CharField(
        label="Voornaam en achternaam",
        max_length=200,
        help_text="Bijvoorbeeld: Anouk Jansen.",
        error_messages={"required": "Vul een naam in."},
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError("Dit account is er al. Geef het daar een rol erbij.")
        return email


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the accounts with their roles."""
    _administrator(request)
    text, role = request.GET.get("q", "").replace("\0", "").strip()[:100], request.GET.get("rol", "")
    pages = Paginator(people(text, role), ROWS)
    page = pages.get_page(request.GET.get("p"))
    context = {
        "rows": [(user, held(user)) for user in page],
        "page": page,
        "total": pages.count,
        "text": text,
        "role": role,
        "roles": [(each.value, name) for each, (name, _) in ROLES.items()],
    }
    return render(request, "portal/cms/users.html", _page("Gebruikers en rollen", context))


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Ask who is new, and make the account."""
    viewer = _administrator(request)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        values = form.cleaned_data
        user = invite(
            values["email"],
            name=values["name"],
            role=Role(values["role"]),
            place=values["place"],
            by=viewer,
            at=timezone.now(),
        )
        address = request.build_absolute_uri(reverse("account_reset_password"))
        messages.success(request, f"{user.email} heeft een account. Een wachtwoord kiezen gaat op {address}.")
        return redirect("user", user.pk)
    return render(request, "portal/cms/user_add.html", _page("Nieuwe gebruiker", {"form": form, "places": _places()}))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Show the roles of somebody; a POST gives one more."""
    viewer = _administrator(request)
    user = get_object_or_404(User, pk=number)
    form = RoleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        role, place = Role(form.cleaned_data["role"]), form.cleaned_data["place"]
        give_role(user, role=role, place=place, by=viewer, at=timezone.now())
        messages.success(request, f"{user} is nu {ROLES[role][0]} bij {place.title}.")
        return redirect("user", user.pk)
    context = {
        "person": user,
        "held": held(user),
        "form": form,
        "places": _places(),
        "is_self": user.pk == viewer.user_id,
        "entries": AuditEntry.objects.filter(key=f"gebruiker-{user.pk}")[:LATEST],
    }
    return render(request, "portal/cms/user.html", _page(str(user), context))


@require_POST
def take(request: HttpRequest, number: int) -> HttpResponse:
    """Take a role from somebody."""
    viewer = _administrator(request)
    user = get_object_or_404(User, pk=number)
    known = {(each.role, str(each.number)): each for each in held(user)}
    chosen = known.get((request.POST.get("rol", ""), request.POST.get("organisatie", "")))
    if chosen is None:
        messages.error(request, "Deze rol is er niet meer.")
        return redirect("user", user.pk)
    place = OrganisationPage.objects.filter(pk=chosen.number).first()
    try:
        take_role(user, role=Role(chosen.role), place=place, by=viewer, at=timezone.now())
    except NotAllowed as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{user} is geen {chosen.label} meer.")
    return redirect("user", user.pk)


@require_POST
def switch(request: HttpRequest, number: int) -> HttpResponse:
    """Turn an account on or off."""
    viewer = _administrator(request)
    user = get_object_or_404(User, pk=number)
    on = request.POST.get("aan") == "ja"
    try:
        switch_account(user, on=on, by=viewer, at=timezone.now())
    except NotAllowed as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Het account van {user} staat {'aan' if on else 'uit'}.")
    return redirect("user", user.pk)


def held(user: User) -> list[Held]:
    """Return the roles of somebody, in the order of the roles."""
    found = [
        Held(each.role, ROLES[Role(each.role)][0], each.organisation_id, each.organisation.title)
        for each in user.memberships.all()
    ]
    if user.is_superuser and not any(each.role == Role.ADMINISTRATOR for each in found):
        found.append(Held(Role.ADMINISTRATOR.value, ROLES[Role.ADMINISTRATOR][0], 0, ""))
    order = list(ROLES)
    return sorted(found, key=lambda each: (order.index(Role(each.role)), each.place))


def _places() -> list[str]:
    towns = Municipality.objects.values_list("name", flat=True)
    others = OrganisationPage.objects.filter(municipality=None).values_list("title", flat=True)
    return sorted({*towns, *others}, key=str.casefold)


def _page(title: str, context: dict[str, Any]) -> dict[str, Any]:
    return {"page_title": title, "header_icon": "user", **context}


def _administrator(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if Role.ADMINISTRATOR not in viewer.roles:
        raise PermissionDenied("Gebruikers en rollen zijn voor de beheerder.")
    return viewer
