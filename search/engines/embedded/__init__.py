"""The embedded engine: tantivy in a folder, without a server; the default."""

from search.engines.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
