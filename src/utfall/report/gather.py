"""Gathering: what a source folder holds, or the same from elsewhere, made into the facts of one round."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from utfall.domain.agreements import Agreement
from utfall.domain.figure import Address, Figure, Scope
from utfall.domain.finance import (
    CarriedOver,
    Cause,
    ComparabilityItem,
    IndexAssumption,
    VarianceExplanation,
    VolumeLine,
)
from utfall.domain.finding import Finding, Severity
from utfall.domain.indicators import Indicator, NoValueYet
from utfall.domain.money import Money
from utfall.domain.organisation import Organisation
from utfall.domain.period import Period
from utfall.domain.planning.need import Need
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Coded, Round, TextKey, WrittenText
from utfall.domain.statement import StatementForm, unmapped
from utfall.domain.unit import KR
from utfall.integrations.folder import Contents
from utfall.integrations.folder.finance import (
    DeclaredCause,
    DeclaredExplanation,
    DeclaredInvestment,
    DeclaredItem,
)
from utfall.integrations.folder.settings import Settings
from utfall.locale import mark as _
from utfall.report import ledger_of_folder
from utfall.report.agreement_figures import agreement_figures, agreement_findings
from utfall.report.indicator_figures import indicator_figures
from utfall.report.money import MoneyTerms, Reckoning, money_figures

T = TypeVar("T")
_NOT_REPORTED = (Agreement, Need, IndexAssumption, VolumeLine)
"""What belongs to the work with the budget; the report has the sums of the agreements and nothing else of it."""

NO_ROUND = _("Rundan {code} finns inte. Välj någon av {rounds}, eller lägg till den i kommun.yaml.")
UNMAPPED = _(
    "Konto {accounts} hör inte till någon rad i resultaträkningen. Lägg till kontot i kommun.yaml, annars saknas beloppen."
)
NO_SCENARIO = _(
    "Det finns inget {scenario} för {period}. Lägg filen i mappen, annars saknas siffrorna i rapporten."
)
NO_FIGURE = _("Siffran {address} finns inte. Rätta adressen.")


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that a Snapshot needs except the template; `round` and `scope` are None where nothing can be made."""

    figures: Mapping[Address, Figure] = field(default_factory=dict)
    objects: Mapping[str, Coded] = field(default_factory=dict)
    texts: Mapping[TextKey, WrittenText] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    round: Round | None = None
    scope: Scope | None = None
    as_of: dt.datetime | None = None
    findings: tuple[Finding, ...] = ()


def gather(folder: Path, round_code: str, *, as_of: dt.datetime) -> Gathered:
    """The facts of a round from a source folder: what its files hold, and the figures that follow from them.

    Never raises on what the folder holds; what is wrong is in `findings`.
    """
    return gathered(ledger_of_folder.read(folder, as_of=as_of), round_code, as_of=as_of)


def gathered(
    contents: Contents, round_code: str, *, as_of: dt.datetime, reckoning: Reckoning = money_figures
) -> Gathered:
    """The facts of a round from the contents, wherever they came from; what is wrong is in `findings`.

    `reckoning` is for those who ask again and again, and remember what the same sums gave last time.
    """
    if contents.settings is None or contents.organisation is None:
        return Gathered(as_of=as_of, findings=contents.findings)
    this_round = contents.objects.get(round_code)
    if not isinstance(this_round, Round):
        rounds = tuple(item.code for item in contents.objects.values() if isinstance(item, Round))
        missing = Finding(
            "source.round", Severity.ERROR, "kommun.yaml", NO_ROUND, {"code": round_code, "rounds": rounds}
        )
        return Gathered(as_of=as_of, findings=(*contents.findings, missing))
    maker = _Facts(contents, contents.settings, contents.organisation, this_round.period, reckoning)
    figures, objects, findings = maker.made()
    return Gathered(
        figures=figures,
        objects=objects,
        texts=contents.texts,
        names=contents.wrong_names,
        round=this_round,
        scope=Scope(contents.settings.committee),
        as_of=as_of,
        findings=(*contents.findings, *findings),
    )


@dataclass(frozen=True, slots=True)
class _Facts:
    contents: Contents
    settings: Settings
    organisation: Organisation
    period: Period
    reckoning: Reckoning

    def made(self) -> tuple[dict[Address, Figure], dict[str, Coded], list[Finding]]:
        """The figures and the objects of the report, with what was found on the way."""
        findings = list(self._unmapped())
        money = self.reckoning(self._terms())
        items, figures = money.items, dict(money.figures)
        findings += self._missing_scenarios()
        agreed = agreement_figures(self._of(Agreement), self.organisation, period=self.period)
        figures |= {figure.address: figure for figure in agreed}
        findings += self._agreements()
        found, faults = indicator_figures(self.contents.objects, self.contents.places, self.contents.figures)
        figures |= found
        findings += faults
        explained, lost = self._explanations(figures)
        for one in explained.values():
            variance = Money.of(figures[one.address].value, KR)
            figures |= {figure.address: figure for figure in one.figures(variance)}
        return figures, self._objects(items, explained), [*findings, *lost]

    def _statement_form(self) -> StatementForm | None:
        return next((placed.form for placed in self.settings.forms if placed.form.code == "rr"), None)

    def _agreements(self) -> Iterator[Finding]:
        form = self._statement_form()
        if form is not None:
            yield from agreement_findings(
                self._of(Agreement), self.contents.balances, form, self.organisation, period=self.period
            )

    def _unmapped(self) -> Iterator[Finding]:
        form = self._statement_form()
        if form is None:
            return
        accounts = tuple(
            account
            for account in unmapped(self.contents.balances, form)
            if not account.startswith(self.settings.outside)
        )
        if accounts:
            yield Finding(
                "source.unmapped-account", Severity.ERROR, "kommun.yaml", UNMAPPED, {"accounts": accounts}
            )

    def _terms(self) -> MoneyTerms:
        return MoneyTerms(
            period=self.period,
            committee=self.settings.committee,
            treatment=self.settings.treatment,
            forms=self.settings.forms,
            carried_over=self._of(CarriedOver),
            items=self._of(DeclaredItem),
            investments=self._of(DeclaredInvestment),
            sources=self.contents.sources,
            organisation=self.organisation,
            balances=self.contents.balances,
        )

    def _of(self, kind: type[T]) -> tuple[T, ...]:
        return tuple(item for item in self.contents.objects.values() if isinstance(item, kind))

    def _missing_scenarios(self) -> Iterator[Finding]:
        """What the report's money rests on and is not there.

        Where nothing is imported at all, the committee reports without a ledger so far; that is asked about and stops
        nothing. Where only a part is there, the report's tables would be false.
        """
        severity = Severity.ERROR if self.contents.balances else Severity.QUESTION
        year = self.period.full_year
        wanted = ((Scenario.OUTCOME, self.period), (Scenario.BUDGET, self.period), (Scenario.FORECAST, year))
        for scenario, period in wanted:
            if not any(
                key.scenario is scenario and period.first <= key.month <= period.last
                for key in self.contents.balances
            ):
                values = {"scenario": scenario.value, "period": period.label}
                yield Finding("source.scenario", severity, "", NO_SCENARIO, values)

    def _explanations(
        self, figures: Mapping[Address, Figure]
    ) -> tuple[dict[str, VarianceExplanation], list[Finding]]:
        explained: dict[str, VarianceExplanation] = {}
        findings: list[Finding] = []
        for item in self.contents.objects.values():
            if not isinstance(item, DeclaredExplanation) or self._is_of_another_round(item.address.period):
                continue
            named = (item.address, *(cause.address for cause in item.causes if cause.address))
            unknown = [address for address in named if address not in figures]
            where = self.contents.places[item.code]
            findings += [
                Finding("source.broken-link", Severity.ERROR, where, NO_FIGURE, {"address": str(address)})
                for address in unknown
            ]
            if not unknown:
                explained[item.code] = explanation(item, figures)
        return explained, findings

    def _is_of_another_round(self, period: Period) -> bool:
        """Whether an explanation is about what another round reports, and so has nothing to say here."""
        if period in (self.period, self.period.full_year):
            return False
        rounds = [item.period for item in self.contents.objects.values() if isinstance(item, Round)]
        return any(period in (one, one.full_year) for one in rounds)

    def _told(self, item: Indicator) -> Indicator:
        """An indicator without an outcome for the period says why and when, as somebody has said of it."""
        said = next(
            (one for one in item.awaited if (one.period, one.scope) == (self.period, item.scope)), None
        )
        if said is None:
            return item
        return replace(item, no_value=NoValueYet(said.reason, said.expected_on).sentence())

    def _objects(
        self, items: tuple[ComparabilityItem, ...], explained: Mapping[str, VarianceExplanation]
    ) -> dict[str, Coded]:
        """The declared objects replaced by those with amounts; an explanation that failed is left out."""
        ready: dict[str, Coded] = {item.code: item for item in items}
        ready.update(explained)
        objects: dict[str, Coded] = {}
        for code, item in self.contents.objects.items():
            if isinstance(item, _NOT_REPORTED):
                continue
            if isinstance(item, DeclaredInvestment):
                objects[code] = item.investment
            elif isinstance(item, Indicator):
                objects[code] = self._told(item)
            elif not isinstance(item, DeclaredItem | DeclaredExplanation):
                objects[code] = item
            elif code in ready:
                objects[code] = ready[code]
        return objects


def explanation(item: DeclaredExplanation, figures: Mapping[Address, Figure]) -> VarianceExplanation:
    """The explanation with the amounts of the figures that it names. Raises KeyError where one is not there."""
    about = item.address
    return VarianceExplanation(
        code=item.code,
        name=item.name,
        measure=about.measure,
        unit=about.scope.code,
        period=about.period,
        scenario=about.scenario,
        causes=tuple(_cause(cause, figures) for cause in item.causes),
    )


def _cause(cause: DeclaredCause, figures: Mapping[Address, Figure]) -> Cause:
    if cause.address is None:
        assert cause.amount is not None
        return Cause(cause.name, cause.amount, cause.unit, cause.recurrence)
    amount = Money.of(figures[cause.address].value, KR)
    return Cause(cause.name, amount, cause.unit, cause.recurrence, cause.address)
