"""What the pages of a fetch from Kolada show: how far it has come, and what came."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from utfall.domain.figure import Address, Figure
from utfall.domain.finding import Finding
from utfall.domain.swedish import number
from utfall.integrations.folder.exchange import Change, ProposedValue, proposed
from utfall.integrations.kolada import KeyValue
from utfall.locale import SWEDISH
from utfall.locale import mark as _
from utfall.records.indicators.actions.fetching import PATIENCE
from utfall.records.indicators.models import Fetch, FetchState
from utfall.records.indicators.queries.fetched import SEXES, Came, findings_of
from utfall.web.indicators.pages import words
from utfall.web.indicators.pages.exchange import ProposedRow, row_of
from utfall.web.indicators.pages.form import FindingRow

ALIKE = "Liknande kommuner"
"""How Kolada's titles of groups of municipalities like one of them begin."""
STATE_WORDS = {
    FetchState.WAITING: _("Väntar på sin tur"),
    FetchState.RUNNING: _("Hämtar"),
    FetchState.FETCHED: _("Hämtad, inte sparad"),
    FetchState.FAILED: _("Misslyckades"),
    FetchState.STORED: _("Sparad"),
}


@dataclass(frozen=True, slots=True)
class OtherRow:
    """A key figure, and how much came of other municipalities."""

    kpi: str
    ours: str
    theirs: str
    values: str


@dataclass(frozen=True, slots=True)
class FetchPage:
    """A fetch; `asks_again` is the address that the page asks while it is under way."""

    title: str
    lead: str
    committee: str
    trail: tuple[tuple[str, str], ...]
    state: str
    under_way: bool
    lost: bool
    asks_again: str
    done: int
    steps: int
    since: str
    findings: tuple[FindingRow, ...]
    summary: str
    rows: tuple[ProposedRow, ...]
    missing: tuple[str, ...]
    group: str
    others: tuple[OtherRow, ...]
    store: str
    yes: str
    again: str
    back: str


def last(row: Fetch | None, code: str) -> tuple[str, str]:
    """Words about the last fetch, and its address; empty where there is none."""
    if row is None:
        return "", ""
    when = timezone.localtime(row.at)
    told = f"{row}, {when:%Y-%m-%d %H.%M}: {gettext(STATE_WORDS[FetchState(row.state)])}"
    return told, reverse("indicators:fetched", args=(code, row.pk))


def result(row: Fetch, came: Came | None, known: Mapping[Address, Figure], *, now: dt.datetime) -> FetchPage:
    """The page; `known` are the values in force."""
    code = row.authority.code
    listed = reverse("indicators:indicators", args=(code,))
    here = reverse("indicators:fetched", args=(code, row.pk))
    values = proposed(came.figures, known) if came else ()
    counts = {change: sum(1 for one in values if one.change is change) for change in Change}
    new = counts[Change.NEW] + counts[Change.CHANGED]
    others = sum(1 for one in came.others if one.value is not None) if came else 0
    may_store = row.state == FetchState.FETCHED and (new > 0 or bool(came and came.others))
    lost = row.is_under_way and row.changed_at < now - PATIENCE
    return FetchPage(
        title=gettext(_("Hämtning från Kolada")),
        lead=gettext(_("Kommun %(municipality)s, %(first)s–%(last)s. Källa: Kolada.")) % {
            "municipality": _named(row, came), "first": row.first_year, "last": row.last_year,
        },
        committee=row.authority.name,
        trail=((gettext(_("Indikatorer")), listed), (gettext(_("Hämta från Kolada")), reverse("indicators:kolada", args=(code,)))),
        state=gettext(STATE_WORDS[FetchState(row.state)]),
        under_way=row.is_under_way,
        lost=lost,
        asks_again=here if row.is_under_way and not lost else "",
        done=row.done,
        steps=row.steps,
        since=f"{timezone.localtime(row.changed_at):%H.%M}",
        findings=tuple(_finding(one) for one in findings_of(row)),
        summary=_summary(counts, others) if came else "",
        rows=tuple(_rows(values)),
        missing=tuple(_missing(came)) if came else (),
        group=came.group if came else "",
        others=tuple(_others(came)) if came else (),
        store=reverse("indicators:store_fetched", args=(code, row.pk)) if may_store else "",
        yes=ngettext("Spara %(num)s värde", "Spara %(num)s värden", new) % {"num": new}
        if new
        else gettext(_("Spara jämförelsen")),
        again=reverse("indicators:kolada", args=(code,)),
        back=listed,
    )  # fmt: skip


def _named(row: Fetch, came: Came | None) -> str:
    name = came.names.get(row.municipality, "") if came else ""
    return f"{name} ({row.municipality})" if name else row.municipality


def _summary(counts: Mapping[Change, int], others: int) -> str:
    text = gettext(_("%(new)s nya, %(changed)s ändras, %(same)s oförändrade")) % {
        "new": counts[Change.NEW], "changed": counts[Change.CHANGED], "same": counts[Change.UNCHANGED],
    }  # fmt: skip
    more = ngettext("%(num)s värde från andra kommuner", "%(num)s värden från andra kommuner", others)
    return f"{text}; {more % {'num': others}}" if others else text


def _rows(values: Iterable[ProposedValue]) -> Iterator[ProposedRow]:
    return (row_of(one) for one in values if one.change is not Change.UNCHANGED)


def _missing(came: Came) -> Iterator[str]:
    """What Kolada has no value of, by key figure: the years, and whom."""
    held: dict[str, list[KeyValue]] = {}
    for one in came.missing:
        held.setdefault(one.kpi, []).append(one)
    for kpi, values in held.items():
        when = ", ".join(
            f"{one.year}{_of_whom(one)}" for one in sorted(values, key=lambda each: (each.year, each.sex))
        )
        name = came.indicators[kpi][0].name if kpi in came.indicators else came.titles.get(kpi, kpi)
        yield f"{name}: {when}"


def _of_whom(one: KeyValue) -> str:
    sex = SEXES.get(one.sex, "")
    return f" {gettext(words.SEX_WORDS[sex]).lower()}" if sex else ""


def _others(came: Came) -> Iterator[OtherRow]:
    for kpi, rows in came.indicators.items():
        values = [one for one in came.others if one.kpi == kpi]
        there = sum(1 for one in values if one.value is not None)
        gone = len(values) - there
        told = number(Decimal(there), 0)
        if gone:
            told = gettext(_("%(there)s, %(gone)s saknas")) % {"there": told, "gone": gone}
        yield OtherRow(kpi, ", ".join(row.name for row in rows), came.titles.get(kpi, "–"), told)


def _finding(one: Finding) -> FindingRow:
    return FindingRow(gettext(one.severity.word), one.where, one.sentence(get_language() or SWEDISH))
