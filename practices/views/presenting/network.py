"""What the page of a network shows."""

from __future__ import annotations

from typing import Any

from practices.models import NetworkPage
from practices.rules.visibility import Viewer
from practices.views.presenting.shared import rich, sees_names


def present(page: NetworkPage, viewer: Viewer) -> dict[str, Any]:
    """Return what `practices/network_page.html` shows."""
    named = sees_names(page, viewer)
    return {
        "purpose": page.purpose,
        "text": rich(page.body, top=2) if page.body else "",
        "facts": [
            {"term": "Soort", "value": page.get_network_kind_display()},
            {"term": "Toegang", "value": page.get_access_display()},
            {"term": "Ritme", "value": page.rhythm},
        ],
        "manager": [
            {
                "name": page.manager_name if named else "",
                "role": page.manager_role or "Beheerder",
                "mailbox": page.manager_mailbox,
            }
        ]
        if page.manager_role or page.manager_mailbox
        else [],
        "members": [
            {
                "name": member.name if named else "",
                "role": member.role or "Lid",
                "organisation": member.organisation,
                "about": member.call_me_about,
            }
            for member in page.members.all()
        ],
        "names_hidden": not named and any(member.name for member in page.members.all()),
    }
