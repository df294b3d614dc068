"""`utfall remind`: send today's digests of what is due."""

import os

import click

from utfall.cli import speaking
from utfall.locale import mark as _

SENT = _("{count} brev skickade.")


@click.command()
@speaking.language
def remind(language: str) -> None:
    """Skicka dagens påminnelser: ett brev per person och nämnd. Kör en gång om dagen.

    Send today's reminders: one mail for each person and authority. Run once a day; running again sends nothing more.
    """
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "utfall.config.settings")
    django.setup()
    from utfall.jobs.reminders import remind_everybody

    speaking.say(SENT, language=language, count=remind_everybody.call())
