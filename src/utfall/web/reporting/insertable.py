"""The figures that a person may put into a text: those of its object and its unit, and what her words find."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext

from utfall.documents.compose.reference import Resolver, Unresolved
from utfall.documents.model import plain
from utfall.domain.access import Kind, Thing, visibility
from utfall.domain.figure import Address, Figure, Scope
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Snapshot
from utfall.domain.unit import MNKR, Dimension
from utfall.locale import mark as _
from utfall.records.finance.objects import rules_of
from utfall.records.indicators.models import Indicator
from utfall.records.organisation.actor import Acting, path_of
from utfall.records.organisation.models import OrgUnit
from utfall.records.reporting.models import Contribution
from utfall.records.reporting.queries.money import measures_of
from utfall.records.reporting.queries.things import answering_unit
from utfall.web.reporting.wording import unit_name

MOST = 20
"""How many are listed: a list that somebody reads to its end."""
_KIND_OF = {
    Scenario.BUDGET: Kind.BUDGET,
    Scenario.FORECAST: Kind.FORECAST,
    Scenario.FORECAST_VARIANCE: Kind.FORECAST,
    Scenario.TARGET: Kind.INDICATOR,
}
"""What a figure of the scenario is to access; any other is a total of the ledger, outside the wall."""
_WORDS = {
    Scenario.OUTCOME: _("utfall"),
    Scenario.BUDGET: _("budget"),
    Scenario.FORECAST: _("årsprognos"),
    Scenario.TARGET: _("målvärde"),
    Scenario.VARIANCE: _("avvikelse mot budget"),
    Scenario.FORECAST_VARIANCE: _("årsprognosens avvikelse mot budget"),
}
_RESULT = "resultat"
_VARIANCES = frozenset({Scenario.VARIANCE, Scenario.FORECAST_VARIANCE})
_OF_THE_YEAR = frozenset({Scenario.FORECAST, Scenario.FORECAST_VARIANCE})
_RELATIVE = ("~", "~helar", "~fg", "~fghelar", "~r12")


@dataclass(frozen=True, slots=True)
class Insertable:
    """A figure in words, what the report prints for it, and the reference that is put into the text."""

    name: str
    about: str
    shown: str
    reference: str


@dataclass(frozen=True, slots=True)
class _Measured:
    """An indicator's name and measure, and the codes of its unit and of what it belongs to."""

    name: str
    measure: str
    scope: str
    codes: frozenset[str]


def may_see(address: Address, unit: OrgUnit, by: Acting, *, kind: Kind | None = None) -> bool:
    """Whether she may see a figure of the unit. `kind` is what it is, where more is known than its scenario."""
    if by.authority is None:
        return False
    owner = unit.authority.code if unit.authority else by.authority.code
    wanted = kind or _KIND_OF.get(address.scenario, Kind.LEDGER_TOTAL)
    return visibility(by.actor, Thing(wanted, owner, path_of(unit))) is None


def insertable(
    contribution: Contribution, facts: Snapshot, by: Acting, *, words: str = ""
) -> tuple[Insertable, ...]:
    """What concerns the contribution, or with words what they find in the facts; only what she may see. One more than
    `MOST` says that there are others. At most four queries, however many figures and units there are."""
    known = _known(contribution)
    if words:
        found: Iterable[Figure] = _candidates(contribution, facts, known)
    else:
        found = (*_measured(contribution, facts, known), *_money(contribution, facts))
    names = {(one.measure, one.scope): one.name for one in known}
    rows = _Rows(contribution, facts, by, names)
    return rows.found(found, words.casefold().split())


class _Rows:
    """Turns figures into rows, with the units fetched once and each unit's visibility asked once."""

    def __init__(
        self, contribution: Contribution, facts: Snapshot, by: Acting, names: Mapping[tuple[str, str], str]
    ) -> None:
        self._own = answering_unit(contribution).code
        self._facts, self._by, self._names = facts, by, names
        self._resolver = Resolver(facts, Scope(contribution.unit.code))
        self._periods = {self._resolver.period(word): word for word in reversed(_RELATIVE)}
        self._seen: dict[tuple[str, Kind | None, Scenario], bool] = {}
        self._units: dict[str, OrgUnit] = {}
        self._scenarios = {scenario: gettext(word) for scenario, word in _WORDS.items()}

    def found(self, figures: Iterable[Figure], words: list[str]) -> tuple[Insertable, ...]:
        """The rows of those that she may see and that have all the words, the own unit's and this period's first."""
        chosen = list(figures)
        rows = OrgUnit.objects.filter(code__in={one.scope.code for one in chosen}).select_related("authority")
        self._units = {unit.code: unit for unit in rows}
        if words:
            chosen = [one for one in chosen if _has_all(self._said(one), words)]
            chosen.sort(key=self._distance)
        seen = (one for one in chosen if self._is_seen(one.address))
        return tuple(islice(filter(None, map(self._row, seen)), MOST + 1))

    def _said(self, one: Figure) -> str:
        """All that it can be found by."""
        unit = self._units.get(one.scope.code)
        words = (self._name(one), self._scenarios[one.scenario], unit.name if unit else "", one.period.label)
        return f"{' '.join(words)} {one.address}".casefold()

    def _distance(self, one: Figure) -> tuple[bool, bool]:
        return one.scope.code != self._own, one.period not in self._periods

    def _name(self, one: Figure) -> str:
        return self._names.get((one.address.measure, one.scope.code)) or one.name

    def _is_seen(self, address: Address) -> bool:
        unit = self._units.get(address.scope.code)
        if unit is None:
            return False
        kind = Kind.INDICATOR if (address.measure, unit.code) in self._names else None
        key = (unit.code, kind, address.scenario)
        if key not in self._seen:
            self._seen[key] = may_see(address, unit, self._by, kind=kind)
        return self._seen[key]

    def _row(self, one: Figure) -> Insertable | None:
        address = one.address
        # The next round copies the text, and then means its own months; the unit stays whoever takes the text over.
        period = self._periods.get(one.period, str(one.period))
        target = f"{address.measure}:{address.scope}:{period}:{address.scenario}"
        reference = f"{target};{form}" if (form := _format(one)) else target
        printed = self._resolver.resolve(reference)
        if isinstance(printed, Unresolved):
            return None
        return Insertable(
            name=f"{self._name(one)}, {self._scenarios[one.scenario]}",
            about=f"{unit_name(self._units[address.scope.code])}, {one.period.label}",
            shown=plain(printed),
            reference="{{" + reference + "}}",
        )


def _has_all(said: str, words: Iterable[str]) -> bool:
    """Whether every word is in what is said; a number has to be a word of its own, for digits are in every address."""
    whole = said.split()
    return all(word in (whole if word.isdigit() else said) for word in words)


def _format(one: Figure) -> str:
    """How running text prints it: money in millions, or thousands where it is small; results and variances with a sign."""
    if one.unit.dimension is not Dimension.MONEY:
        return ""
    signed = one.address.measure.startswith(_RESULT) or one.scenario in _VARIANCES
    shape = "mnkr1" if abs(one.unit.convert(one.value, to=MNKR)) >= 1 else "tkr0"
    return f"{shape}+" if signed else shape


def _known(contribution: Contribution) -> tuple[_Measured, ...]:
    rows = Indicator.objects.filter(authority=contribution.authority).order_by("position", "pk")
    fields = rows.values_list("name", "measure", "scope__code", "code", "parent")
    return tuple(
        _Measured(name, measure, scope or "", frozenset({code, parent}))
        for name, measure, scope, code, parent in fields
    )


def _candidates(contribution: Contribution, facts: Snapshot, known: Iterable[_Measured]) -> Iterator[Figure]:
    """The figures of the statements and of the indicators; what else the facts hold has other rules of who sees it."""
    rules = rules_of(contribution.authority, rounds=())
    forms = rules.settings.forms if rules else ()
    lines = {line.key for placed in forms for line in placed.form.lines}
    measured = {(one.measure, one.scope) for one in known}
    for address, one in facts.figures.items():
        if address.cuts:
            continue
        if address.measure in lines or (address.measure, address.scope.code) in measured:
            yield one


def _measured(contribution: Contribution, facts: Snapshot, known: Iterable[_Measured]) -> Iterator[Figure]:
    """The last outcome and the next target of each indicator of the object."""
    wanted = {
        (one.measure, one.scope): place for place, one in enumerate(known) if contribution.object in one.codes
    }
    last: dict[int, Figure] = {}
    target: dict[int, Figure] = {}
    for address, one in facts.figures.items():
        place = wanted.get((address.measure, address.scope.code))
        if place is None or address.cuts:
            continue
        if address.scenario is Scenario.OUTCOME and one.period.last <= facts.period.last:
            last[place] = max(last.get(place, one), one, key=lambda each: each.period.last)
        elif address.scenario is Scenario.TARGET and one.period.end_year >= facts.period.end_year:
            target[place] = min(target.get(place, one), one, key=lambda each: each.period.end_year)
    for place in sorted({*last, *target}):
        yield from filter(None, (last.get(place), target.get(place)))


def _money(contribution: Contribution, facts: Snapshot) -> Iterator[Figure]:
    """The results of the unit: for the months of the round, and the forecast for the year."""
    unit = answering_unit(contribution).code
    named = [one.measure for one in measures_of([contribution]).get(contribution.pk, ())]
    results = {
        address.measure
        for address in facts.figures
        if address.scope.code == unit and address.measure.startswith(_RESULT)
    }
    for measure in dict.fromkeys((*named, *sorted(results, reverse=True))):
        for scenario in _WORDS:
            period = facts.period.full_year if scenario in _OF_THE_YEAR else facts.period
            one = facts.figures.get(Address(measure, Scope(unit), period, scenario))
            if one is not None:
                yield one
