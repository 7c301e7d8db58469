"""The Elasticsearch engine, for many documents and many visitors: a server answers, the same as the embedded engine."""

from search.engines.elastic.engine import ElasticEngine

__all__ = ["ElasticEngine"]
