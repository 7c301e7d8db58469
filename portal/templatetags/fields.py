"""Draws the widget of a form field with the classes of NL Design System."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()

TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"
CLASSES = {
    "textarea": "utrecht-textarea utrecht-textarea--html-textarea",
    "select": "utrecht-select utrecht-select--html-select",
    "selectmultiple": "utrecht-select utrecht-select--html-select",
    "nullbooleanselect": "utrecht-select utrecht-select--html-select",
    "checkbox": "field__checkbox",
    "radioselect": "",
    "checkboxselectmultiple": "",
    "clearablefile": "field__file",
    "hidden": "",
}


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """Return the HTML of the widget; classes that the form itself gave stay. Django adds the aria attributes.

    A placeholder that a form of others brings is left out: it looks as if the field were filled in.
    """
    own = field.field.widget.attrs.get("class", "")
    names = " ".join(part for part in (CLASSES.get(field.widget_type, TEXTBOX), own) if part)
    without: dict[str, str | bool] = {"placeholder": False} if "placeholder" in field.field.widget.attrs else {}
    return field.as_widget(attrs={**without, **({"class": names} if names else {})})
