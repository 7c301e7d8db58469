"""What the search keeps in the database."""

from search.models.outbox import IndexRebuild, OutboxRow, Stage

__all__ = ["IndexRebuild", "OutboxRow", "Stage"]
