"""What the search keeps in the database."""

from search.models.mail import LastDigest, OutgoingMail, StopLink
from search.models.outbox import IndexRebuild, OutboxRow, Stage
from search.models.saved_search import HeardMark, Rhythm, Subscription, SubscriptionKind

__all__ = [
    "HeardMark",
    "IndexRebuild",
    "LastDigest",
    "OutboxRow",
    "OutgoingMail",
    "Rhythm",
    "Stage",
    "StopLink",
    "Subscription",
    "SubscriptionKind",
]
