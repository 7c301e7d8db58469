"""What the page of a network shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from practices.choices import Kind
from practices.models import Domain, Meeting, NetworkMember, NetworkPage
from practices.queries import Owner, names_of, open_questions_about, related_to
from practices.rules.visibility import Viewer
from practices.views.presenting.shared import (
    Action,
    Around,
    Content,
    Section,
    documents,
    filled,
    links_section,
    mail_to,
    people_or_owner,
    search_link,
    sees_names,
    sign_in,
    text_section,
)
from practices.views.presenting.words import ACCESS, JOIN


def content(page: NetworkPage) -> Content:
    """Return what stands on the page of a network itself."""
    sections = filled(
        text_section("meer", "Over dit netwerk", page.body),
        Section("vragen", "Waar wij nu mee zitten", "list", page.open_questions),
        documents(page),
    )
    side = {"access": str(page.get_access_display()), "access_text": ACCESS.get(page.access, ""), "facts": _facts(page)}
    return Content(
        sections=sections,
        top=("purpose", page.purpose) if page.purpose and page.summary else None,
        side=("network_side", side) if side["access"] or side["facts"] else None,
    )


def around(page: NetworkPage, viewer: Viewer, owner: Owner, today: date) -> Around:
    """Return what this reader sees around the content."""
    named = sees_names(page, viewer)
    related = related_to(page, viewer)
    groups = [
        ("Praktijken", related.named[Kind.PRACTICE]),
        ("Juridische vragen", related.named[Kind.LEGAL_CASE]),
        ("Praktijken over hetzelfde thema", related.by_theme[Kind.PRACTICE]),
        ("Juridische vragen over hetzelfde thema", related.by_theme[Kind.LEGAL_CASE]),
    ]
    asked = [{"question": question, "link": link} for question, link in open_questions_about(page, viewer)]
    members = list(page.members.all())
    return Around(
        badges=[("outline", "", str(page.get_network_kind_display()))] if page.network_kind else [],
        actions=_actions(page, viewer, owner, hidden=not named and any(member.name for member in members)),
        people=people_or_owner(_manager(page, named=named), owner, page),
        lead=page.summary or page.purpose,
        people_title="Beheer",
        before=filled(
            Section("bijeenkomsten", "Bijeenkomsten", "meetings", _meetings(list(page.meetings.all()), today)),
            Section("leden", "Wie u kunt bellen", "people", _people(members, named=named)),
        ),
        after=filled(
            links_section("hoort-erbij", "Hoort hierbij", groups),
            Section("open-leervragen", "Open leervragen over deze thema’s", "asked", asked),
        ),
    )


def _facts(page: NetworkPage) -> list[dict[str, Any]]:
    municipalities = sorted(page.municipalities.all(), key=lambda entry: entry.name)
    provinces = sorted({entry.province for entry in municipalities}, key=lambda entry: entry.name)
    regions = sorted({entry.safety_region for entry in municipalities}, key=lambda entry: entry.name)
    facts: list[dict[str, Any]] = [
        {"term": "Soort", "value": page.get_network_kind_display()},
        {"term": "Ritme", "value": page.rhythm},
        {"term": "Sinds", "value": page.year},
        {"term": "Veiligheidsregio", "links": [search_link(entry.name, regio=entry.slug) for entry in regions]},
        {"term": "Provincie", "links": [search_link(entry.name, provincie=entry.slug) for entry in provinces]},
    ]
    return [fact for fact in facts if fact.get("value") or fact.get("links")]


def _meetings(meetings: Sequence[Meeting], today: date) -> dict[str, Any] | None:
    """Return the meetings to come, the first first, and those that were, the last first."""
    if not meetings:
        return None
    found = sorted(meetings, key=lambda meeting: (meeting.date, meeting.time is not None, meeting.time))
    return {
        "coming": [meeting for meeting in found if meeting.date >= today],
        "past": [meeting for meeting in reversed(found) if meeting.date < today],
    }


def _people(members: Sequence[NetworkMember], *, named: bool) -> dict[str, Any] | None:
    """Return the members, as far as one may see who they are."""
    if not members:
        return None
    names = names_of(Domain, {slug for member in members for slug in member.domains})
    return {
        "hidden": not named and any(member.name for member in members),
        "people": [
            {
                "name": member.name if named else "",
                "role": member.role or "Lid",
                "organisation": member.organisation,
                "domains": [names[slug] for slug in member.domains if slug in names],
                "about": member.call_me_about,
            }
            for member in members
        ],
    }


def _manager(page: NetworkPage, *, named: bool) -> list[dict[str, Any]]:
    if not (page.manager_role or page.manager_mailbox):
        return []
    return [
        {
            "name": page.manager_name if named else "",
            "role": page.manager_role or "Beheerder",
            "mailbox": page.manager_mailbox,
            "mail_url": mail_to(page.manager_mailbox, f"Netwerk: {page.title}") if page.manager_mailbox else "",
        }
    ]


def _actions(page: NetworkPage, viewer: Viewer, owner: Owner, *, hidden: bool) -> list[Action]:
    label = JOIN.get(page.access, "Neem contact op")
    found = []
    if page.manager_mailbox:
        found.append(Action(label, mail_to(page.manager_mailbox, f"{label}: {page.title}"), "mail"))
    elif owner.mailbox:
        found.append(Action(label, "#contact", "mail"))
    if hidden and not viewer.is_signed_in:
        found.append(sign_in(page, "Log in om namen te zien"))
    return found or [Action(f"Naar {owner.title}", owner.url, "building-2")]
