"""Small, flat query trees: no node twice beside itself, and no wrapping around a single node."""

from __future__ import annotations

from collections.abc import Iterable

from search.values import AllOf, AnyOf, Node, Term


def all_of(nodes: Iterable[Node]) -> Node:
    """Return a node that asks for every node, in the order given."""
    flat = dict.fromkeys(inner for node in nodes for inner in (node.nodes if isinstance(node, AllOf) else (node,)))
    return next(iter(flat)) if len(flat) == 1 else AllOf(tuple(flat))


def any_of(nodes: Iterable[Node]) -> Node:
    """Return a node that asks for at least one of the nodes, in the order given."""
    flat = dict.fromkeys(inner for node in nodes for inner in (node.nodes if isinstance(node, AnyOf) else (node,)))
    return next(iter(flat)) if len(flat) == 1 else AnyOf(tuple(flat))


def terms(stems: Iterable[str]) -> Node:
    """Return a node that asks for every stem."""
    return all_of(Term(stem) for stem in stems)
