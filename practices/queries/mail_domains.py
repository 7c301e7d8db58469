"""Which organisation a mail address belongs to, by the domains that editors wrote down."""

from __future__ import annotations

from practices.models import OrganisationPage
from practices.rules.mail_domains import domain_of_work


def organisation_of_address(address: str) -> OrganisationPage | None:
    """Return the one organisation with exactly the domain of this address; None when there are none or several."""
    domain = domain_of_work(address)
    if not domain:
        return None
    found = [
        page
        for page in OrganisationPage.objects.filter(live=True).exclude(mail_domains=[]).order_by("pk")
        if domain in {each.strip().lower().removeprefix("@") for each in page.mail_domains}
    ]
    return found[0] if len(found) == 1 else None
