"""Form controls as HTML: what Django renders, with our classes and the links between a field and its words."""

from collections.abc import Iterable
from typing import Any

from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.forms.renderers import Jinja2
from django.forms.widgets import CheckboxInput, FileInput, NumberInput, Select
from django.http import HttpRequest
from django.utils.safestring import SafeString
from markupsafe import escape

_SELECT = "django/forms/widgets/select.html"


class Widgets(Jinja2):
    """Django's own templates of form controls, compiled; a choice of hundreds of people is written without a template.

    The template includes another one for every option, and one more for its attributes.
    """

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """The control's HTML, the same as Django's but for blanks between options."""
        if template_name == _SELECT:
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _select(widget: dict[str, Any]) -> SafeString:
    groups = (
        f'<optgroup label="{escape(name)}">{_options(options)}</optgroup>' if name else _options(options)
        for name, options, _place in widget["optgroups"]
    )
    name, attributes = escape(widget["name"]), _attributes(widget["attrs"])
    return SafeString(f'<select name="{name}"{attributes}>{"".join(groups)}</select>')


def _options(options: Iterable[dict[str, Any]]) -> str:
    return "".join(
        f'<option value="{escape(one["value"])}"{_attributes(one["attrs"])}>{escape(one["label"])}</option>'
        for one in options
    )


def _attributes(attributes: dict[str, Any]) -> str:
    """As in Django's own template: True is the name alone, False is not there."""
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not False
    )


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
