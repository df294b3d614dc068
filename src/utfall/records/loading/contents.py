"""Everything that an authority has stored, as the same contents that reading its folder gives."""

import dataclasses
import datetime as dt
from collections import deque
from collections.abc import Iterable, Mapping

from utfall.domain.figure import Address, Figure
from utfall.domain.indicators.work import IndicatorWork
from utfall.domain.planning.work import Work
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Coded, Round
from utfall.domain.statement import BalanceKey
from utfall.integrations.folder import Contents
from utfall.integrations.folder.writing.files import definitions
from utfall.records.agreements import objects as agreements
from utfall.records.finance import declared, explained
from utfall.records.finance.ledger import ledger_balances
from utfall.records.finance.objects import Rules, rules_of, standing_forecast
from utfall.records.indicators import objects as indicators
from utfall.records.loading.indicator_work import indicator_work_of
from utfall.records.loading.parts import PART_OF, STEMS
from utfall.records.loading.plan_work import work_of
from utfall.records.loading.texts import texts
from utfall.records.organisation import objects as organisation
from utfall.records.organisation.models import Authority
from utfall.records.organisation.models import Round as RoundRow
from utfall.records.organisation.objects import Placed, Units
from utfall.records.planning import objects as planning
from utfall.records.reporting.rules import stored_rules
from utfall.records.sources import objects as sources
from utfall.report.ledger_terms import terms_by

_sorted_out: deque[tuple[Mapping[BalanceKey, int], frozenset[str], Mapping[BalanceKey, int]]] = deque(
    maxlen=8
)


def contents_of(
    authority: Authority,
    *,
    ledger_as_of: dt.datetime | None = None,
    with_ledger: bool = True,
    until: RoundRow | None = None,
    with_work: bool = False,
) -> Contents:
    """What is stored for the authority; empty contents where nothing was loaded or set up.

    `ledger_as_of` reads the ledger as it was then; `until` is the round whose forecast stands, None for the latest.
    What is marked secret is not in it. `with_work` adds what the pages of plans and indicators keep beside
    them, which no report needs.
    """
    rounds = tuple(organisation.rounds(authority))
    rules = rules_of(authority, rounds=(one.item for one in rounds if isinstance(one.item, Round)))
    units = organisation.units()
    if rules is None or not units.values:
        return Contents()
    placed = _objects(authority, rounds, units)
    objects = {one.item.code: one.item for one in placed}
    ledger = _ledger(rules, units, ledger_as_of) if with_ledger else {}
    forecast = standing_forecast(authority, rules.sources.get(Scenario.FORECAST, ""), until=until)
    owed, limit = stored_rules(authority)
    return Contents(
        settings=dataclasses.replace(rules.settings, owed=owed, variance_limit=limit),
        organisation=units.organisation,
        objects=objects,
        places={one.item.code: one.place for one in placed},
        wrong_names=organisation.wrong_names(authority, units),
        figures=_named(indicators.figures(authority), objects.values()),
        texts=texts(authority),
        balances={**ledger, **forecast.balances},
        sources=_sources(rules, forecast.files),
        work=work_of(authority) if with_work else Work(),
        indicator_work=indicator_work_of(authority) if with_work else IndicatorWork(),
    )


def _sources(rules: Rules, forecast: str) -> dict[Scenario, str]:
    return {**rules.sources, **({Scenario.FORECAST: forecast} if forecast else {})}


def _objects(authority: Authority, rounds: tuple[Placed, ...], units: Units) -> list[Placed]:
    rest = sorted(
        (
            *planning.objects(authority),
            *indicators.objects(authority),
            *explained.objects(authority),
            *declared.objects(authority),
            *agreements.objects(authority),
            *sources.objects(authority),
        ),
        # A folder is read part by part; within a part, objects have the order they were read in.
        key=lambda one: (STEMS.index(PART_OF[type(one.item).__name__]), one.position),
    )
    own = (Placed(position, unit) for position, unit in enumerate(units.values))
    return [*rounds, *own, *organisation.roles(authority), *rest]


def _named(figures: Mapping[Address, Figure], objects: Iterable[Coded]) -> dict[Address, Figure]:
    """A value is called what its measure is called now."""
    known = definitions(objects)
    return {
        address: dataclasses.replace(figure, name=known[address.measure].name)
        if address.measure in known
        else figure
        for address, figure in figures.items()
    }


def _ledger(rules: Rules, units: Units, as_of: dt.datetime | None) -> Mapping[BalanceKey, int]:
    """The sums of the units that the authority's statements are about; the ledger holds all the others too."""
    tree = units.organisation
    terms = terms_by(tree, rules.settings, rules.projects)
    if terms is None:
        return {}
    scopes = {rules.settings.committee, *(placed.scope for placed in rules.settings.forms)}
    own = frozenset(unit.code for scope in scopes if scope in tree for unit in tree.subtree(scope))
    return _of_units(ledger_balances(terms, as_of=as_of), own)


def _of_units(found: Mapping[BalanceKey, int], own: frozenset[str]) -> Mapping[BalanceKey, int]:
    """The sums of the units; the same sums sorted out once are not sorted out again."""
    for sums, units, sorted_out in tuple(_sorted_out):
        if sums is found and units == own:
            return sorted_out
    made = {key: öre for key, öre in found.items() if key.unit in own}
    _sorted_out.append((found, own, made))
    return made
