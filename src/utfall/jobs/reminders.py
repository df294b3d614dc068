"""The daily digest: what is due, to whom it is due from."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from utfall.domain.agreements import AgreementStep
from utfall.records.finance.models import Forecast
from utfall.records.reporting.actions import Addresses, send_digests
from utfall.records.reporting.models import Task
from utfall.records.reporting.queries.agreements_due import AgreementDue


@task()
def remind_everybody() -> int:
    """Send today's digests; how many were sent. Safe to run again."""
    return send_digests(now=timezone.now(), addresses=addresses())


def addresses() -> Addresses:
    """Where things are on this site, with the authority that the reader acts for."""
    return Addresses(tasks=_tasks, contribution=_contribution, forecast=_forecast, agreement=_agreement)


def _tasks(authority: str) -> str:
    return settings.SITE_URL + reverse("reporting:tasks") + "?" + urlencode({"namnd": authority})


def _contribution(task: Task, authority: str) -> str:
    path = reverse("reporting:contribution", args=(task.object, task.round.code))
    query = urlencode({"namnd": authority, "enhet": task.unit.code})
    return f"{settings.SITE_URL}{path}?{query}"


def _forecast(forecast: Forecast, authority: str) -> str:
    path = reverse("finance:forecast", args=(forecast.unit.code, forecast.round.code))
    return f"{settings.SITE_URL}{path}?{urlencode({'namnd': authority})}"


def _agreement(due: AgreementDue, authority: str) -> str:
    name = "agreements:review" if due.step is AgreementStep.REVIEW else "agreements:agreement"
    path = reverse(name, args=(due.agreement.unit.code, due.due_on.year, due.agreement.pk))
    return f"{settings.SITE_URL}{path}?{urlencode({'namnd': authority})}"
