"""Small, flat query trees: no node twice beside itself, no wrapping around a single node, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable

from search.values import About, AllOf, AnyOf, AtLeast, Boosted, Keyed, Node, Not, Phrase, Preferring, Tagged, Term


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


def can_score(node: Node | None) -> bool:
    """Tell whether a node can make one document score higher than another by its words.

    What only excludes can not, nor can what only narrows to values of facets: the newest then comes first.
    """
    match node:
        case Term() | Phrase():
            return True
        case AllOf(nodes) | AnyOf(nodes) | AtLeast(_, nodes):
            return any(can_score(each) for each in nodes)
        case Boosted(inner, _):
            return can_score(inner)
        case Preferring(inner, better):
            return can_score(inner) or bool(better)
        case _:
            return False


def matching_part(node: Node) -> Node:
    """Return a node that matches the same documents, without anything that only concerns their scores."""
    match node:
        case Boosted(inner, _) | Preferring(inner, _):
            return matching_part(inner)
        case AllOf(nodes):
            return AllOf(tuple(matching_part(each) for each in nodes))
        case AnyOf(nodes):
            parts = [matching_part(each) for each in nodes]
            return AnyOf(
                tuple(inner for part in parts for inner in (part.nodes if isinstance(part, AnyOf) else (part,)))
            )
        case AtLeast(count, nodes):
            return AtLeast(count, tuple(matching_part(each) for each in nodes))
        case Not(inner):
            return Not(matching_part(inner))
        case Term() | About() | Phrase() | Tagged() | Keyed():
            return node


def subject_part(node: Node) -> Node:
    """Return a node that matches where a text says what it is about, instead of anywhere in it."""
    match node:
        case Term(stem):
            return About(stem)
        case Boosted(inner, _) | Preferring(inner, _):
            return subject_part(inner)
        case AllOf(nodes):
            return AllOf(tuple(subject_part(each) for each in nodes))
        case AnyOf(nodes):
            return AnyOf(tuple(subject_part(each) for each in nodes))
        case _:
            return node


def described(node: Node) -> str:
    """Return a node in Dutch words, for somebody who asks why something is found."""
    match node:
        case Term(stem) | About(stem):
            return stem
        case Phrase(words):
            return f"“{' '.join(words)}”"
        case AllOf(nodes):
            return " en ".join(described(each) for each in nodes)
        case AnyOf(nodes) | AtLeast(_, nodes):
            return " of ".join(described(each) for each in nodes)
        case Not(inner):
            return f"niet {described(inner)}"
        case Boosted(inner, _) | Preferring(inner, _):
            return described(inner)
        case Tagged(facet, values):
            return f"{facet}: {', '.join(sorted(values))}"
        case Keyed(keys):
            return ", ".join(sorted(keys))
