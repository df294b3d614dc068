"""The facts of a round for its pages: kept between questions until anything that they rest on has changed."""

import datetime as dt
import functools
from collections.abc import Iterable

from django.utils import timezone

from utfall.domain.snapshot import Snapshot
from utfall.records.audit.models import Event
from utfall.records.loading.facts import facts
from utfall.records.organisation.models import Round
from utfall.records.reporting.queries.printing import needs_facts
from utfall.records.review.models import Explanation
from utfall.report.produce import Facts

_OF_TEXTS = ("contribution.", "remark.", "task.", "digest.", "substitute.", "round.move", "round.hand", "voucher.",
             "forecast.save", "forecast.submit", "forecast.withdraw", "forecast.return", "forecast.approve")  # fmt: skip
"""Deeds that change no figure: the log tells them from those that do, for nothing changes without a row."""


def for_texts(round: Round, texts: Iterable[str]) -> Snapshot | None:
    """The figures that the texts refer to; None where they refer to none, so that nothing has to be reckoned."""
    return figures_of(round) if needs_facts(texts) else None


def figures_of(round: Round) -> Snapshot | None:
    """The round's facts with up-to-date figures and names; the texts in them may be older."""
    return _kept(round.pk, round.facts_as_of, _last_deed())


def all_of(round: Round, *, now: dt.datetime) -> Facts:
    """The round's facts as they are now, texts included: what a report is made of, with what the sources gave."""
    return facts(round.authority, round, as_of=now)


def explained(round: Round) -> tuple[str, ...]:
    """The keys of the findings that somebody has answered for."""
    return tuple(Explanation.objects.filter(round=round).values_list("key", flat=True))


def _last_deed() -> int:
    rows = Event.objects.order_by("-number")
    for beginning in _OF_TEXTS:
        rows = rows.exclude(deed__startswith=beginning)
    return rows.values_list("number", flat=True).first() or 0


@functools.lru_cache(maxsize=8)
def _kept(round: int, released: dt.datetime | None, deed: int) -> Snapshot | None:
    found = Round.objects.select_related("authority").get(pk=round)
    return facts(found.authority, found, as_of=timezone.now()).snapshot
