"""The templates' environment: what every template may use."""

from functools import lru_cache
from typing import Any

from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from utfall.web.shell import addresses, workbook
from utfall.web.shell.navigation import address
from utfall.web.shell.render import described, render_control, render_option
from utfall.web.shell.status import look
from utfall.web.shell.symbols import Symbols


def _url(name: str, *args: object, **kwargs: object) -> str:
    return reverse(name, args=args or None, kwargs=kwargs) if kwargs else addresses.found(name, *args)


@pass_context
def _said(context: Context, text: str, /, **values: object) -> str:
    """The sentence in the reader's language: as the extension's own, without filling in where nothing is to be filled in.

    A list of hundreds says the same few words in every row.
    """
    said = translation.gettext(text)
    shown = Markup(said) if context.eval_ctx.autoescape else said
    return shown % values if values or "%" in said else shown


def environment(**options: Any) -> Environment:
    """Autoescape, gettext, and an error for a name that does not exist."""
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=options["loader"],
        auto_reload=options["auto_reload"],
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translation.gettext, ngettext=translation.ngettext, newstyle=True
    )
    made.globals.update(gettext=_said, _=_said)
    # Where a file lies does not change while the site runs.
    placed = lru_cache(maxsize=256)(static)
    symbols = Symbols(placed)
    made.globals.update(
        static=placed,
        url=_url,
        address=address,
        workbook_address=workbook.address,
        get_messages=get_messages,
        language=translation.get_language,
        status_look=look,
        drawn_icon=symbols.icon,
        drawn_status=symbols.status,
        described=described,
        render_control=render_control,
        render_option=render_option,
    )
    return made
