"""Whether a query finds a text, by what `search.values` says about each node and nothing else."""

from collections.abc import Iterator

from search.language import NO_SYNONYMS, Synonyms, analyse, parse
from search.values import About, AllOf, AnyOf, Boosted, Node, Not, Phrase, Term


def finds(query: str, text: str, synonyms: Synonyms = NO_SYNONYMS) -> bool:
    node = parse(query, synonyms=synonyms).node
    analysis = analyse(text)
    return node is None or _matches(node, {*analysis.stems, *analysis.parts}, analysis.exact)


def nodes_of(node: Node | None, depth: int = 1) -> Iterator[tuple[Node, int]]:
    """Yield every node of a tree with its depth."""
    if node is None:
        return
    yield node, depth
    for inner in (
        node.nodes if isinstance(node, AllOf | AnyOf) else (node.node,) if isinstance(node, Not | Boosted) else ()
    ):
        yield from nodes_of(inner, depth + 1)


def _matches(node: Node, stems: set[str], exact: tuple[str, ...]) -> bool:
    match node:
        case Term(stem) | About(stem):  # the text is what it says it is about
            return stem in stems
        case Phrase(words):
            return any(exact[start : start + len(words)] == words for start in range(len(exact)))
        case AllOf(nodes):
            return all(_matches(inner, stems, exact) for inner in nodes)
        case AnyOf(nodes):
            return any(_matches(inner, stems, exact) for inner in nodes)
        case Boosted(inner, _):
            return _matches(inner, stems, exact)
        case Not(inner):
            return not _matches(inner, stems, exact)
