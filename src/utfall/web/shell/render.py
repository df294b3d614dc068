"""Form controls as HTML: what Django renders, with our classes and the links between a field and its words."""

from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.forms.widgets import CheckboxInput, FileInput, NumberInput, Select
from django.utils.safestring import SafeString


def described(bound: BoundField, hint: str = "") -> str:
    """The identifiers of what is said about the field: hint first, then errors."""
    errors = [
        f"{bound.auto_id}-error{'' if number == 1 else number}" for number, _e in enumerate(bound.errors, 1)
    ]
    return " ".join(([f"{bound.auto_id}-hint"] if hint else []) + errors)


def render_control(bound: BoundField, hint: str = "", width: str = "", label: str = "") -> SafeString:
    """The field's control. `label` names it where no visible label does, as in a cell of a grid."""
    widget = bound.field.widget
    classes = ["ds-input"] if not isinstance(widget, FileInput) else []
    classes += [width] if width else []
    classes += list(filter(None, str(widget.attrs.get("class", "")).split()))
    attributes: dict[str, str | bool] = {"class": " ".join(dict.fromkeys(classes))}
    about = described(bound, hint)
    if about:
        attributes["aria-describedby"] = about
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if label:
        attributes["aria-label"] = label
    if not isinstance(widget, CheckboxInput | FileInput | Select | NumberInput):
        attributes.setdefault("autocomplete", str(widget.attrs.get("autocomplete", "off")))
    return SafeString(bound.as_widget(attrs=attributes))


def render_option(option: BoundWidget) -> SafeString:
    """One radio or checkbox of a group."""
    option.data["attrs"] = {**option.data["attrs"], "class": "ds-input"}
    return SafeString(option.tag())
