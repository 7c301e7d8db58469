"""Which index is in use: versioned names, one alias for reading and writing, and a swap that is seen at once."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError

from search.engines.base import EngineUnavailable
from search.engines.elastic.mapping import index_body, version
from search.schema import Schema


class Indices:
    """The indices of one prefix: `<prefix>-<version>-<time>`, the one in use behind the alias `<prefix>-<version>`.

    The version names mapping and language. Code with another version looks for another alias and finds none, so that it
    never reads or writes an index it does not understand. An index that is being filled stands behind an alias of its
    own, and so does the one that was replaced last: writes go through aliases only, so that Elasticsearch does not make
    an index by itself when a name is gone.
    """

    def __init__(self, prefix: str, schema: Schema, language: str) -> None:
        self._schema = schema
        self._prefix = prefix
        self.alias = f"{prefix}-{version(schema, language)}"
        self._ours = re.compile(rf"{re.escape(prefix)}-[0-9a-f]{{12}}-[0-9]+")

    def begin(self, client: Elasticsearch) -> str:
        """Remove what killed rebuilds left, make an empty index, and return its name.

        Of two rebuilds at a time the first one fails: that is how a killed one cannot stand in the way.
        """
        for name, aliases in self._existing(client).items():
            if not aliases or building(name) in aliases:
                self.discard(client, name)
        name = f"{self.alias}-{time.time_ns()}"  # the clock only makes the name unique and readable
        body = {**index_body(self._schema), "aliases": {building(name): {}}}
        _done(client.indices.create(index=name, body=body).body)
        return name

    def publish(self, client: Elasticsearch, name: str) -> None:
        """Point the alias at this index instead of those in use, in one step.

        The one it replaces stays until the next time: a search that is under way would fail if it went at once.
        """
        actions: list[dict[str, Any]] = [
            {"remove": {"index": name, "alias": building(name), "must_exist": True}},
            {"add": {"index": name, "alias": self.alias}},
        ]
        for other, aliases in self._existing(client).items():
            if replaced(other) in aliases:
                actions.append({"remove_index": {"index": other}})
            elif other != name and aliases and building(other) not in aliases:
                actions.append({"remove": {"index": other, "aliases": sorted(aliases)}})
                actions.append({"add": {"index": other, "alias": replaced(other)}})
        _done(client.indices.update_aliases(actions=actions).body)

    def discard(self, client: Elasticsearch, name: str) -> None:
        """Remove an index unless it is in use, or gone.

        First goes the alias behind which it is filled: `publish` wants to remove that as well, so that only one of the
        two can succeed. One that is killed between the steps leaves an index without any alias for the next rebuild.
        """
        try:
            _done(client.indices.delete_alias(index=name, name=building(name)).body)
        except NotFoundError:
            if self._existing(client).get(name) != frozenset():
                return
        _done(client.indices.delete(index=name, ignore_unavailable=True).body)

    def remove_all(self, client: Elasticsearch) -> None:
        """Remove every index of the prefix."""
        for name in self._existing(client):
            _done(client.indices.delete(index=name, ignore_unavailable=True).body)

    def _existing(self, client: Elasticsearch) -> dict[str, frozenset[str]]:
        """Return the names of our indices with their aliases. The pattern may find those of a longer prefix as well."""
        found = client.indices.get_alias(index=f"{self._prefix}-*", allow_no_indices=True)
        return {name: frozenset(index["aliases"]) for name, index in found.items() if self._ours.fullmatch(name)}


def _done(answer: Mapping[str, Any]) -> None:
    """Refuse an answer that does not say that the whole cluster knows of the change."""
    if answer["acknowledged"] is not True:
        raise EngineUnavailable("Elasticsearch did not carry out a change of its indices in time")


def replaced(name: str) -> str:
    """Return the alias that marks an index which was in use before the present one."""
    return f"{name}-replaced"


def building(name: str) -> str:
    """Return the alias behind which an index is filled."""
    return f"{name}-building"
