"""Connects the models of the source with the outbox."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models.signals import post_save, pre_delete

from search.outbox.enqueue import enqueue
from search.sources import get_source


def connect() -> None:
    """Enqueue what a watched instance touches, whenever it is saved or about to be deleted.

    Both signals come inside the transaction of the change. Before a deletion, and not after it, because the relations
    that lead to other keys go first.
    """
    for model, keys_of in get_source().watched().items():
        receiver = _enqueue_keys(keys_of)
        for name, signal in (("save", post_save), ("delete", pre_delete)):
            signal.connect(receiver, sender=model, weak=False, dispatch_uid=f"outbox {name} {model._meta.label}")


def _enqueue_keys(keys_of: Callable[[Any], Iterable[str]]) -> Callable[..., None]:
    return lambda instance, **_: enqueue(keys_of(instance))
