"""Writes the audit line beside a change, in the same transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from practices.models import AuditEntry
from practices.rules.visibility import Viewer


def record(*, by: Viewer, deed: str, at: datetime, key: str = "", **details: Any) -> AuditEntry:
    """Write who did what to which key; `details` must be plain values and hold no personal data of third parties."""
    return AuditEntry.objects.create(at=at, by_id=by.user_id, by_name=by.name, deed=deed, key=key, details=details)
