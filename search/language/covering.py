"""Which of the words of a question are enough together, by how much each of them says."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations


def covering(says: Sequence[float], part: float) -> list[tuple[int, ...]]:
    """Return the smallest groups that carry at least this part of what all say, as places; never all of them.

    A group that holds a smaller one is left out. The number of groups grows quickly: give it few words.
    """
    places = sorted(range(len(says)), key=lambda place: -says[place])
    needed = part * sum(says)
    found: list[tuple[int, ...]] = []
    for size in range(1, len(says)):
        for group in combinations(places, size):
            enough = sum(says[place] for place in group) >= needed
            if enough and not any(set(smaller) <= set(group) for smaller in found):
                found.append(group)
    return found
