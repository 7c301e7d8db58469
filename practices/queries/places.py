"""Where things happen: the municipalities of today, what became of those of the past, and the regions they share."""

from __future__ import annotations

from django.core.cache import cache

from practices.models import Municipality

#: Seconds after which a changed list of municipalities is seen by every process.
TILES_KEPT = 60


def tile_places() -> dict[str, tuple[str, int, int]]:
    """Return name, column and row on the map of tiles of every municipality, by slug; kept for a minute."""
    kept: dict[str, tuple[str, int, int]] | None = cache.get("practices.tiles")
    if kept is None:
        rows = Municipality.objects.order_by("name", "slug").values_list("slug", "name", "tile_column", "tile_row")
        kept = {slug: (name, column, row) for slug, name, column, row in rows}
        cache.set("practices.tiles", kept, TILES_KEPT)
    return kept
