"""Reads the present state of keys and writes it, and keeps what fails apart from the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import structlog
from django.db import InterfaceError, OperationalError

from search.engines.base import Engine, EngineUnavailable, Rebuild, RejectedDocuments
from search.sources import Source
from search.values import Change, Document

logger = structlog.get_logger(__name__)


def read_changes(source: Source, keys: Sequence[str]) -> tuple[list[Change], dict[str, str]]:
    """Return the state of each key, and for keys whose document cannot be made the reason.

    Raises OperationalError or InterfaceError when the database is away.
    """
    documents: dict[str, Document] = {}
    failed = _isolated(
        keys, lambda some: documents.update(source.documents(some)), passing=(OperationalError, InterfaceError)
    )
    return [Change(key, documents.get(key)) for key in keys if key not in failed], failed


def write_changes(target: Engine | Rebuild, changes: Sequence[Change]) -> dict[str, str]:
    """Write changes and return for the refused keys the reason; raises `EngineUnavailable`."""
    by_key = {change.key: change for change in changes}
    refused: dict[str, str] = {}

    def write(some: Sequence[str]) -> None:
        try:
            target.apply([by_key[key] for key in some])
        except RejectedDocuments as error:
            refused.update(error.reasons)

    return refused | _isolated(list(by_key), write, passing=(EngineUnavailable,))


def add_documents(new: Rebuild, documents: Sequence[Document]) -> dict[str, str]:
    """Add documents to a new index and return for the refused keys the reason; raises `EngineUnavailable`."""
    by_key = {document.key: document for document in documents}
    refused: dict[str, str] = {}

    def add(some: Sequence[str]) -> None:
        try:
            new.add(by_key[key] for key in some)
        except RejectedDocuments as error:
            refused.update(error.reasons)

    return refused | _isolated(list(by_key), add, passing=(EngineUnavailable,))


def _isolated(
    keys: Sequence[str], work: Callable[[Sequence[str]], None], *, passing: tuple[type[Exception], ...]
) -> dict[str, str]:
    """Do the work for all keys at once, or one by one when that fails; return the reason for each that fails alone.

    One page that cannot be read must not keep all others out of the index, whatever is the matter with it: only errors
    of the kinds in `passing` concern everything.
    """
    if not keys:
        return {}
    try:
        work(keys)
    except passing:
        raise
    except Exception as error:
        if len(keys) == 1:
            logger.exception("search_document_failed", key=keys[0])
            return {keys[0]: f"{type(error).__name__}: {error}"[:500]}
        return {key: reason for each in keys for key, reason in _isolated([each], work, passing=passing).items()}
    return {}


def reasons_in_words(reasons: Mapping[str, str], *, at_most: int = 5) -> str:
    """Return the first of the reasons as one line for a log or a screen."""
    shown = [f"{key}: {reason}" for key, reason in sorted(reasons.items())[:at_most]]
    return "; ".join(shown) + (f"; en {len(reasons) - at_most} meer" if len(reasons) > at_most else "")
