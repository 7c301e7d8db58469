"""Finds personal data in text, so that form and importer can stop or warn before it is shared."""

from practices.rules.privacy.detectors import find
from practices.rules.privacy.findings import Finding, mask

__all__ = ["Finding", "find", "mask"]
