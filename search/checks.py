"""Checks the settings of the search at the start: what is wrong, and what to do, in one sentence."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string

from search.engines.base import Engine


@register
def check_source(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check that SEARCH_SOURCE names a class that can be imported."""
    try:
        import_string(settings.SEARCH_SOURCE)
    except (AttributeError, ImportError, TypeError) as error:
        problem = f"SEARCH_SOURCE does not name a source ({error})"
        return [_error(problem, "write the dotted path of a class such as practices.documents.PracticesSource", 1)]
    return []


@register
def check_engine(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check that SEARCH_ENGINE names an engine and its options."""
    setting: Any = getattr(settings, "SEARCH_ENGINE", None)
    try:
        usable = issubclass(import_string(setting["class"]), Engine) and isinstance(setting["options"], dict)
    except (AttributeError, ImportError, KeyError, TypeError) as error:
        return [_error(f"SEARCH_ENGINE does not name an engine ({error!r})", _ENGINE_REMEDY, 2)]
    return [] if usable else [_error("SEARCH_ENGINE does not name an engine", _ENGINE_REMEDY, 2)]


@register
def check_folder(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check that an engine that keeps its index in a folder may write there."""
    engine: Any = getattr(settings, "SEARCH_ENGINE", None)
    options = engine.get("options") if isinstance(engine, dict) else None
    directory = options.get("directory") if isinstance(options, dict) else None
    if directory is None:
        return []
    folder = Path(directory)
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    if existing.is_dir() and os.access(existing, os.W_OK | os.X_OK):
        return []
    problem = f"SEARCH_ENGINE keeps its index in {folder}, which cannot be written"
    return [_error(problem, f"change the rights of {existing}, or choose another VAR_DIR", 3)]


_ENGINE_REMEDY = 'write {"class": dotted path of an engine, "options": its arguments}'


def _error(problem: str, remedy: str, number: int) -> Error:
    return Error(f"{problem}: {remedy}.", id=f"search.E{number:03}")
