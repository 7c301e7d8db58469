"""Finds personal data in text, so that nothing is shared that must not be: what is certain stops, the rest asks."""

from practices.rules.privacy.detectors import find
from practices.rules.privacy.findings import KINDS, Finding, mask

__all__ = ["KINDS", "Finding", "find", "mask"]
