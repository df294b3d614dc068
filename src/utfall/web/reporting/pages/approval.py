"""Godkänn: what waits for one person's approval, and what has changed in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from utfall.domain import swedish
from utfall.domain.money import Money
from utfall.domain.reporting import Flag, Printed, changed_figures, difference
from utfall.locale import mark as _
from utfall.records.organisation.models import Round
from utfall.records.reporting.models import Contribution
from utfall.records.reporting.queries.approving import Waiting, WaitingForecast
from utfall.records.reporting.queries.things import answering_unit
from utfall.web.finance.asked import SCALES
from utfall.web.finance.forecasting import usual_scale
from utfall.web.reporting.asking import Asking
from utfall.web.reporting.pages.overview import periods
from utfall.web.reporting.pages.tasks import forecast_href, others
from utfall.web.reporting.reading import Reader
from utfall.web.reporting.wording import moment, unit_name
from utfall.web.shell.switching import Switch

SHOWN_CHANGES = 25
"""How many texts are compared on one page; the rest are compared on their own pages."""
_KINDS = {"oförändrat": "same", "tillagt": "added", "borttaget": "removed"}


@dataclass(frozen=True, slots=True)
class Item:
    """A text that waits: who wrote it, what has changed since last time, what is left to answer."""

    number: int
    version: int
    title: str
    unit: str
    href: str
    by: str
    since: str
    changes: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str], ...]
    left: str
    return_: str


@dataclass(frozen=True, slots=True)
class ForecastItem:
    """A forecast that waits; it is read and approved on its own page."""

    unit: str
    href: str
    state: str
    result: str
    variance: str
    by: str


@dataclass(frozen=True, slots=True)
class Page:
    """The page."""

    authority: str
    others: tuple[tuple[str, str], ...]
    title: str
    period: Switch | str
    items: tuple[Item, ...]
    forecasts: tuple[ForecastItem, ...]
    confirm: str
    back: str


@dataclass(frozen=True, slots=True)
class Confirm:
    """The page that names everything that is about to be approved."""

    authority: str
    title: str
    items: tuple[Item, ...]
    action: str
    back: str


def page(
    asked: Asking, round: Round, waiting: Iterable[Waiting], earlier: dict[int, Contribution], *,
    forecasts: Iterable[WaitingForecast], rounds: Iterable[Round],
) -> Page:  # fmt: skip
    """What waits for her: texts, each with what has changed since the last report, and forecasts with their results."""
    waiting = tuple(waiting)
    reader = Reader((*(one.contribution for one in waiting), *earlier.values()))
    return Page(
        authority=round.authority.name,
        others=others(asked, "follow_up"),
        title=round.name,
        period=periods(asked, "approval", round, rounds),
        items=tuple(
            _item(asked, one, earlier.get(one.contribution.pk), reader if place < SHOWN_CHANGES else None)
            for place, one in enumerate(waiting)
        ),
        forecasts=tuple(_forecast(asked, one) for one in forecasts),
        confirm=asked.href("approval_confirm", round.code),
        back=asked.href("overview", round.code),
    )


def confirm(asked: Asking, round: Round, chosen: Iterable[Waiting]) -> Confirm:
    """Everything by name, before it is done."""
    items = tuple(_item(asked, one, None, None) for one in chosen)
    return Confirm(
        round.authority.name, round.name, items, asked.href("approve", round.code),
        asked.href("approval", round.code),
    )  # fmt: skip


def _item(asked: Asking, one: Waiting, earlier: Contribution | None, reader: Reader | None) -> Item:
    """One text that waits; without a reader it is named only."""
    contribution = one.contribution
    now = reader.printed(contribution) if reader else Printed("")
    before = reader.printed(earlier) if reader and earlier else Printed("")
    changes = difference(before.text, now.text) if reader else ()
    by = {"name": contribution.changed_by or "–", "when": moment(contribution.changed_at, today=asked.today)}
    return Item(
        number=contribution.pk, version=contribution.version,
        title=contribution.task.title if hasattr(contribution, "task") else contribution.object,
        unit=unit_name(answering_unit(contribution)), href=asked.contribution_href(contribution),
        by=gettext(_("Klarmarkerad av %(name)s %(when)s")) % by,
        since=earlier.round.name if earlier and earlier.round else "",
        changes=tuple((_KINDS[each.kind.value], each.text) for each in changes),
        figures=_figures(before, now),
        left=_left(one.open_remarks), return_=asked.contribution_href(contribution, "return"),
    )  # fmt: skip


def _forecast(asked: Asking, one: WaitingForecast) -> ForecastItem:
    forecast = one.forecast
    by = {"name": forecast.changed_by or "–", "when": moment(forecast.changed_at, today=asked.today)}
    unit, decimals = SCALES[usual_scale(forecast.unit)]

    def money(amount: Money | None) -> str:
        return swedish.NO_VALUE if amount is None else swedish.quantity(amount.amount(unit), unit, decimals)

    return ForecastItem(
        unit=unit_name(forecast.unit), href=forecast_href(asked, forecast), state=Flag.WAITING_FOR_YOU.word,
        result=money(one.result), variance=money(one.variance), by=gettext(_("lämnad av %(name)s %(when)s")) % by,
    )  # fmt: skip


def _figures(before: Printed, now: Printed) -> tuple[tuple[str, str], ...]:
    """The figures that both texts refer to alike and that print something else now."""
    return tuple((one.before, one.after) for one in changed_figures(before, now) if one.before and one.after)


def _left(open_remarks: int) -> str:
    if not open_remarks:
        return ""
    return ngettext(
        "%(num)s fråga i tråden är inte löst", "%(num)s frågor i tråden är inte lösta", open_remarks
    ) % {"num": open_remarks}
