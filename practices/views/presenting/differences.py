"""Shows what changed between two texts of a page, field by field, with the names that the form in /cms/ uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.compare import (
    FieldComparison,
    TextFieldComparison,
    diff_text,
    register_comparison_class,
)
from wagtail.models import Revision

from practices.models import SharedPage
from practices.models.fields import MoneyListField, ScoreTableField, SlugListField, TextListField
from practices.rules.lines import join_lines, join_money, join_scores


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in a list of a page, such as an entry in the logboek: its fields, and whether it is new or gone."""

    fields: Sequence[tuple[str, SafeString]]
    is_new: bool = False
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that changed: `html` with <ins> and <del>, or `rows` of a list."""

    label: str
    html: str = ""
    rows: Sequence[Row] = ()


def _as_text(write: Callable[[Any], str]) -> type[FieldComparison]:
    class Comparison(TextFieldComparison):
        def htmldiff(self) -> str:
            html: str = diff_text(*(write(value) if value else "" for value in (self.val_a, self.val_b))).to_html()
            return html

    return Comparison


class _OrNothing(FieldComparison):
    """A value that may be missing: nothing is shown for it, rather than the word None."""

    def htmldiff(self) -> str:
        before, after = (_in_words(value) for value in (self.val_a, self.val_b))
        return _changed(before, after)


class _YesOrNo(FieldComparison):
    def htmldiff(self) -> str:
        return _changed(*("ja" if value else "nee" for value in (self.val_a, self.val_b)))


def _in_words(value: Any) -> str:
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return "" if value is None else str(value)


def _changed(before: str, after: str) -> str:
    if before == after:
        return conditional_escape(before)
    return format_html('<span class="deletion">{}</span><span class="addition">{}</span>', before, after)


for field_class, comparison in {
    TextListField: _as_text(join_lines),
    MoneyListField: _as_text(join_money),
    ScoreTableField: _as_text(join_scores),
    SlugListField: _as_text(lambda values: ", ".join(values)),
    models.DateField: _OrNothing,
    models.TimeField: _OrNothing,
    models.IntegerField: _OrNothing,
    models.DecimalField: _OrNothing,
    models.BooleanField: _YesOrNo,
}.items():
    register_comparison_class(field_class, comparison_class=comparison)


def differences(page: SharedPage, before: Revision | None, request: HttpRequest) -> list[Difference]:
    """Return what changed on the latest text of a page since another; everything on it when there is none before.

    request: of somebody who may edit the page; fields that this person may not edit are not compared
    """
    now = page.get_latest_revision_as_object()
    then = before.as_object() if before else type(page)(title="", visibility=page.visibility)
    panel = page.get_edit_handler().get_bound_panel(instance=now, request=request, form=None)
    found = []
    for compare in panel.get_comparison():
        each = compare(then, now)
        if not each.has_changed():
            continue
        if each.is_field:
            found.append(Difference(str(each.field_label()), _marked(each.htmldiff())))
        else:
            found.append(Difference(str(each.field_label()), rows=_rows(each)))
    return found


def _rows(comparison: Any) -> list[Row]:
    rows = []
    for child in comparison.get_child_comparisons():
        is_new, is_gone = child.is_addition(), child.is_deletion()
        if not (is_new or is_gone or child.has_changed()):
            continue
        fields = [(str(field.field_label()), _marked(field.htmldiff())) for field in child.get_field_comparisons()]
        rows.append(Row([(label, html) for label, html in fields if html], is_new, is_gone))
    return rows


def _marked(html: str) -> SafeString:
    """Return what Wagtail escaped and marked with colours as insertions and deletions, which everybody perceives."""
    text = str(conditional_escape(html)).strip()
    for pattern, tag in _MARKS.items():
        text = pattern.sub(rf"<{tag}>\1</{tag}>", text).replace(f"<{tag}></{tag}>", "")
    return mark_safe(text)  # noqa: S308 (every value in it was escaped when it was compared)


_MARKS = {
    re.compile(r'<span class="addition">(.*?)</span>', re.DOTALL): "ins",
    re.compile(r'<span class="deletion">(.*?)</span>', re.DOTALL): "del",
}
