"""What the page of a unit's forecast in a round shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language, gettext, ngettext

from utfall.domain import swedish
from utfall.domain.denied import Denied
from utfall.domain.finance.forecast import Method
from utfall.domain.money import Money
from utfall.domain.reporting import Deed, State, work_status
from utfall.locale import SWEDISH
from utfall.locale import mark as _
from utfall.records.finance.models import Forecast, ForecastVersion
from utfall.records.finance.queries.accuracy import Tried
from utfall.records.finance.queries.agreed import Change
from utfall.records.finance.queries.forecast import Origin, Standing, origin, standing, units_below
from utfall.records.finance.queries.forecast_around import Around
from utfall.web.finance.forecasting import Place
from utfall.web.finance.forms.forecast import cause_field, cell_field
from utfall.web.finance.pages.forecast_agreed import Agreed, agreed
from utfall.web.finance.pages.forecast_rows import FieldRow, Printing, Rows
from utfall.web.finance.pages.forecast_years import (
    HistoryRow,
    TriedRow,
    history,
    history_sentence,
    tried_rows,
)
from utfall.web.finance.ways import Here, Tab, ways
from utfall.web.reporting.wording import clock, day
from utfall.web.shell.switching import Switch, switch

_METHODS = (Method.REMAINING_BUDGET, Method.LAST_YEAR, Method.PREVIOUS, Method.RUN_RATE)
_SHOWN_SILENT = 5


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit below with its forecast of the result, in how it stands."""

    name: str
    href: str
    depth: int
    budget: str
    forecast: str
    variance: str
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class ForecastPage:
    """The page."""

    title: str
    committee: str
    place: Switch | str
    period: Switch | str
    trail: tuple[tuple[str, str], ...]
    ways: tuple[Tab, ...]
    round: str
    months: str
    state: str
    due: str
    scale: str
    scales: tuple[tuple[str, str, bool], ...]
    steps: tuple[str, ...]
    step: int
    rows: tuple[FieldRow, ...]
    own: tuple[FieldRow, ...]
    own_open: bool
    units: tuple[UnitRow, ...]
    sum: str
    sum_word: str
    silent: str
    method: str
    methods: tuple[Tab, ...]
    origin: str
    returned: str
    closed: str
    can: frozenset[str]
    version: int
    saved: str
    left: tuple[tuple[str, str], ...]
    limit: str
    history: tuple[HistoryRow, ...]
    history_sentence: str
    tried: tuple[TriedRow, ...]
    tried_lines: tuple[str, ...]
    to: Mapping[str, str]
    is_adopted: bool
    agreed: Agreed | None
    decimals: int
    factor: int
    """How many öre there are in one of the unit that money is shown in."""


def page(
    place: Place, found: Around, held: Standing, *, rounds: Iterable[tuple[str, str]], tried: tuple[Tried, ...] | None,
    returned: ForecastVersion | None, changes: Iterable[Change] = (),
    stored: Mapping[str, Money | None] | None = None,
) -> ForecastPage:  # fmt: skip
    """The page; `tried` is None for those who may not see it. `changes` are what agreements change, `stored` what
    somebody else has saved meanwhile."""
    printing = Printing(place.shown_in, place.decimals)
    answers = place.may(held.record)
    can = frozenset(deed.name.lower() for deed, answer in answers.items() if isinstance(answer, State))
    refused = answers[Deed.SAVE]
    rows = Rows(found, held, printing, stored or {})
    result = held.result
    return ForecastPage(
        title=gettext(_("Prognos: %(unit)s")) % {"unit": place.unit.name},
        committee=place.authority.name,
        place=_units(place, found),
        period=switch(place.round.name, rounds, place.href()),
        trail=_trail(place, found),
        ways=ways(Here(place.unit.code, place.authority.code, _month(found)), "forecast"),
        round=place.round.name,
        months=found.period.label,
        state=state_word(held.record),
        due=day(held.record.due_on, today=place.who.actor.today) if held.record and held.record.due_on else "",
        scale=place.scale,
        scales=tuple((one, place.href(enhetstal=one), one == place.scale) for one in ("kr", "tkr", "mnkr")),
        steps=_steps(held),
        step=_step(held),
        rows=tuple(rows.whole() if held.has_below else rows.with_fields()),
        own=tuple(rows.own()) if held.has_below else (),
        own_open=held.has_below and any(not cell.is_empty or cell.said for line in held.lines for cell in line.cells),
        units=tuple(_unit_rows(place, found, printing)) if held.has_below else (),
        sum=_sum(held, printing) if held.has_below else "",
        sum_word=gettext(_("Stämmer med enheterna") if result.reconciliation.holds else _("Har en egen del")),
        silent=_silent(held),
        method=gettext(place.method.word),
        methods=tuple((gettext(one.word), place.href(metod=one.value), one is place.method) for one in _METHODS),
        origin=_origin(held, found),
        returned=returned.comment if returned else "",
        closed=refused.sentence(get_language() or SWEDISH) if isinstance(refused, Denied) else "",
        can=can,
        version=held.record.version if held.record else 0,
        saved=_saved(held.record),
        left=_left(held),
        limit=swedish.number(found.threshold.percent, _decimals(found.threshold.percent)),
        history=history(place, found, held, printing.money, with_outcome=tried is not None),
        history_sentence=history_sentence(place, found, held),
        tried=tried_rows(tried or (), found, printing.money),
        tried_lines=tuple(line.name for line in found.form.lines if line.accounts) if tried else (),
        to=_addresses(place),
        is_adopted=place.round.pk in found.said and _adopted(found),
        agreed=agreed(place, held, changes, found.period.end_year, printing),
        decimals=place.decimals,
        factor=int(place.shown_in.factor * 100),
    )  # fmt: skip


def state_word(record: Forecast | None) -> str:
    """How far a forecast has come, in a word of status.py."""
    if record is None:
        return "Ej påbörjad"
    if record.state == State.RETURNED:
        return "Återlämnad"
    return work_status(State(record.state), begun=record.is_begun).word


def _unit_rows(place: Place, found: Around, printing: Printing) -> Iterable[UnitRow]:
    for unit, depth in units_below(found, place.unit.code):
        held = standing(found, unit.code)
        result = held.result
        if not any(line.forecast or line.outcome or line.year_budget for line in held.lines):
            continue
        yield UnitRow(
            name=unit.name, href=place.href(unit=unit.code), depth=depth, budget=printing.money(result.year_budget),
            forecast=printing.money(result.forecast), variance=printing.money(result.compared.variance),
            state=state_word(held.record), note=_counted_as(origin(found, unit.code)) if not held.has_below else "",
        )  # fmt: skip


def _counted_as(where: Origin) -> str:
    match where:
        case Origin.LOADED:
            return gettext(_("inläst prognos"))
        case Origin.PROPOSED:
            return gettext(_("räknas med förslaget"))
        case Origin.OWN:
            return ""


def _sum(held: Standing, printing: Printing) -> str:
    """The result beside the sum of the units."""
    check = held.result.reconciliation
    units = gettext(_("= summa enheter %(sum)s")) % {"sum": printing.money(check.units)}
    if check.holds:
        return units
    own = gettext(_("egen del %(own)s")) % {"own": printing.money(check.own)}
    return f"{units}, {own}"


def _silent(held: Standing) -> str:
    if not held.silent:
        return ""
    names = ", ".join(unit.name for unit in held.silent[:_SHOWN_SILENT])
    more = len(held.silent) - _SHOWN_SILENT
    if more > 0:
        names += " " + ngettext("och %(num)s till", "och %(num)s till", more) % {"num": more}
    return gettext(_("Har inte lämnat någon prognos och räknas med förslaget: %(units)s.")) % {"units": names}


def _origin(held: Standing, found: Around) -> str:
    if held.origin is not Origin.LOADED:
        return ""
    files = found.rules.sources
    return gettext(_("Beloppen är inlästa ur %(file)s. De är dina när du sparar.")) % {
        "file": next((name for scenario, name in files.items() if scenario == "prognos"), "")
    }


def _left(held: Standing) -> tuple[tuple[str, str], ...]:
    """What is left before it can be handed in, each with the field where it is done."""
    by_key = {line.line.key: line for line in held.lines}
    found = []
    for key in held.missing:
        line = by_key[key]
        text = gettext(_("%(line)s: skriv en prognos, eller använd förslaget")) % {"line": line.line.name}
        found.append((text, f"id_{cell_field(line.cells[0].account)}"))
    for key in held.unexplained:
        text = gettext(_("%(line)s: förklara varför den ändras")) % {"line": by_key[key].line.name}
        found.append((text, f"id_{cause_field(key)}"))
    return tuple(found)


def _steps(held: Standing) -> tuple[str, ...]:
    explain = gettext(_("Förklara avvikelser"))
    count = len(held.unexplained)
    return (gettext(_("Siffror")), f"{explain} ({count})" if count else explain, gettext(_("Skicka")))


def _step(held: Standing) -> int:
    state = State(held.record.state) if held.record else State.DRAFT
    if state in (State.SUBMITTED, State.APPROVED):
        return 4
    return 1 if held.missing else 2 if held.unexplained else 3


def _saved(record: Forecast | None) -> str:
    if record is None or record.changed_at is None:
        return ""
    values = {"time": clock(record.changed_at), "name": record.changed_by or ""}
    return gettext(_("Sparat %(time)s av %(name)s")) % values + " ·"


def _units(place: Place, found: Around) -> Switch | str:
    """The unit, the one above, those beside and those below that she may see."""
    tree, code = found.tree, place.unit.code
    near = [*tree.path(code)[1:2], *tree.children(tree[code].parent), *tree.children(code)]
    top = place.authority.code
    within = [unit for unit in near if any(above.code == top for above in tree.path(unit.code))]
    seen = [
        unit for unit in within if _covers(place, tuple(one.code for one in reversed(tree.path(unit.code))))
    ]
    choices = {unit.code: (unit.name, place.href(unit=unit.code)) for unit in seen}
    return switch(place.unit.name, choices.values(), place.href(unit=code))


def _covers(place: Place, path: tuple[str, ...]) -> bool:
    return any(grant.covers(path) for grant in place.who.actor.held)


def _trail(place: Place, found: Around) -> tuple[tuple[str, str], ...]:
    above = [
        unit
        for unit in found.tree.path(place.unit.code)[1:]
        if unit.code in found.below(place.authority.code)
    ]
    path = [
        (unit.name, unit.code, tuple(one.code for one in reversed(found.tree.path(unit.code))))
        for unit in above
    ]
    return tuple(
        (name, place.href(unit=code)) for name, code, where in reversed(path) if _covers(place, where)
    )


def _addresses(place: Place) -> dict[str, str]:
    names = ("forecast", "forecast_paste", "forecast_withdraw", "forecast_approve", "forecast_return",
             "forecast_history", "forecast_export")  # fmt: skip
    found = {name.removeprefix("forecast").strip("_") or "self": place.href(name) for name in names}
    return {
        **found,
        "csv": place.href("forecast_export", hamta="csv"),
        "excel": place.href("forecast_export", hamta="excel"),
    }


def _adopted(found: Around) -> bool:
    record = found.records.get(found.round.authority.code)
    return record is not None and record.state == State.APPROVED


def _month(found: Around) -> str:
    return f"{found.period.end_year:04}-{found.period.end_month:02}"


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))
