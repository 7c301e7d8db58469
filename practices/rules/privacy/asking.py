"""What a form asks about finds: what must go, why the rest may be shared, and whether the answer says so."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from practices.rules.privacy.guard import SHORTEST_REASON, Found, is_reason

#: Under these names a form sends why something may be shared, and which finds it showed when it asked.
REASON, SHOWN = "privacy_reason", "privacy_shown"


def remedy(found: Found) -> str:
    """Return what to do about a find, in Dutch."""
    if found.is_hard:
        return "Haal het weg: gegevens van personen mag u hier niet delen."
    return "Haal het weg, of zeg waarom dit gedeeld mag worden."


def shown(found: Iterable[Found]) -> str:
    """Return the finds that a form shows, as marks for a hidden field of that form; they are kept nowhere."""
    told = {f"{each.kind} {each.plain}" for each in found}
    return " ".join(sorted(hashlib.sha256(each.encode()).hexdigest()[:16] for each in told))


def lacks_reason(found: Iterable[Found], sent: Mapping[str, Any]) -> str:
    """Return, in Dutch, what an answer lacks to let soft finds through; "" when it says why for all that it showed."""
    asked = shown(found)
    if not asked:
        return ""
    reason = str(sent.get(REASON) or "")
    if reason.strip() and not is_reason(reason):
        return f"Zeg in een paar woorden waarom dit gedeeld mag worden: ten minste {SHORTEST_REASON} tekens."
    if is_reason(reason) and set(asked.split()) <= set(str(sent.get(SHOWN) or "").split()):
        return ""
    return "Kijk na of u geen gegeven van een persoon deelt."
