"""The kinds of letters: the reason they come, whether one can stop them, and who writes them."""

from __future__ import annotations

from search.alerts.letters import LetterKind

#: By the name that `queue_letter` takes.
KINDS: dict[str, LetterKind] = {}
