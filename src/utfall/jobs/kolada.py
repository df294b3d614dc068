"""Kolada asked in the background, so that nobody waits for another service."""

import time

import httpx
from django.conf import settings
from django.utils import timezone
from django_tasks import task

from utfall.integrations.kolada import Kolada, harvest
from utfall.records.indicators.actions import fetching

_SECONDS = 10.0


@task()
def fetch(number: int) -> str:
    """Ask for what the fetch wants, and keep what comes; its state in the end. A fetch that is done is left alone."""
    wanted = fetching.begin(number, now=timezone.now())
    if wanted is None:
        return ""
    try:
        with httpx.Client(timeout=_SECONDS) as http:
            service = Kolada(settings.KOLADA, http=http, wait=time.sleep)
            found = harvest(service, wanted, told=lambda done, steps: _told(number, done, steps))
    except Exception:
        fetching.fail(number, now=timezone.now())
        raise
    return fetching.keep(number, found, now=timezone.now())


def _told(number: int, done: int, steps: int) -> None:
    fetching.progress(number, done=done, steps=steps, now=timezone.now())
