"""What the search keeps in the database."""

from search.models.editorial import ExcludedResult, PinnedResult, SynonymGroup
from search.models.mail import LastDigest, OutgoingMail, StopLink, StoppedLetter
from search.models.outbox import IndexRebuild, OutboxRow, Stage
from search.models.query_log import AskerMark, DailySalt, LoggedSearch, MissNote, MissState, PopularQuery
from search.models.saved_search import HeardMark, Rhythm, Subscription, SubscriptionKind
from search.models.vocabulary import KnownWord

__all__ = [
    "AskerMark",
    "DailySalt",
    "ExcludedResult",
    "HeardMark",
    "IndexRebuild",
    "KnownWord",
    "LastDigest",
    "LoggedSearch",
    "MissNote",
    "MissState",
    "OutboxRow",
    "OutgoingMail",
    "PinnedResult",
    "PopularQuery",
    "Rhythm",
    "Stage",
    "StopLink",
    "StoppedLetter",
    "Subscription",
    "SubscriptionKind",
    "SynonymGroup",
]
