"""How reports are reckoned, and forecasts: as rows, and as the values that reports are made from."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Round
from utfall.domain.statement import BalanceKey, ProjectClass
from utfall.integrations.folder.objects import Objects
from utfall.integrations.folder.settings import Settings
from utfall.records.finance.models import ForecastRow, ReportSettings
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.records.organisation.models import Round as RoundRow
from utfall.records.sources.codec import plain, restored


@dataclass(frozen=True, slots=True)
class Rules:
    """How an authority's report is reckoned: settings, files of each scenario, classes of projects, account names."""

    settings: Settings
    sources: Mapping[Scenario, str] = field(default_factory=dict)
    projects: Mapping[str, ProjectClass] = field(default_factory=dict)
    accounts: Mapping[str, str] = field(default_factory=dict)


def store_rules(authority: Authority, rules: Rules) -> None:
    """The rules as the authority's only row; rounds are rows of their own."""
    ReportSettings.objects.update_or_create(
        authority=authority,
        defaults={
            "content": _plain(rules.settings),
            "sources": plain(rules.sources),
            "projects": plain(rules.projects),
            "accounts": plain(rules.accounts),
        },
    )


def _plain(settings: Settings) -> object:
    """The settings as JSON holds them, without what is stored as rows of its own: rounds, and who owes what in them."""
    return plain(dataclasses.replace(settings, rounds=Objects(), owed=None, variance_limit=None))


def rules_of(authority: Authority, *, rounds: Iterable[Round]) -> Rules | None:
    """The rules with the rounds in them; None for an authority that nothing was loaded into."""
    row = ReportSettings.objects.filter(authority=authority).first()
    if row is None:
        return None
    settings = restored(Settings, row.content)
    return Rules(
        dataclasses.replace(settings, rounds=Objects(tuple(rounds))),
        {Scenario(name): files for name, files in row.sources.items()},
        {code: ProjectClass(name) for code, name in row.projects.items()},
        row.accounts,
    )


def store_forecast(
    authority: Authority, balances: Mapping[BalanceKey, int], units: Mapping[str, OrgUnit]
) -> None:
    """The forecasts among the balances as rows."""
    ForecastRow.objects.bulk_create(
        ForecastRow(
            authority=authority,
            unit=units[key.unit],
            account=key.account,
            month=key.month,
            project_class=key.project_class.value,
            amount=öre,
        )
        for key, öre in balances.items()
        if key.scenario is Scenario.FORECAST
    )


@dataclass(frozen=True, slots=True)
class StandingForecast:
    """The forecast that facts are made from, with the ledger's sign, and the names of the files that hold it."""

    balances: Mapping[BalanceKey, int]
    files: str


def forecast(authority: Authority, *, until: RoundRow | None = None) -> dict[BalanceKey, int]:
    """The forecasts as balances on the year's last month, as they stand in the round (None: now)."""
    return dict(standing_forecast(authority, "", until=until).balances)


def standing_forecast(
    authority: Authority, loaded: str, *, until: RoundRow | None = None
) -> StandingForecast:
    """For each year what was adopted in its latest round, not after `until`; where there is none, what was loaded.

    `loaded` names the files of the loaded forecast.
    """
    by_year: dict[int, dict[tuple[int, str], dict[BalanceKey, int]]] = {}
    rows = ForecastRow.objects.filter(authority=authority).order_by("pk")
    # A row that was loaded has no round, and comes before those of every round.
    for code, account, month, project_class, öre, position, round in rows.values_list(
        "unit__code", "account", "month", "project_class", "amount", "round__position", "round__code"
    ):
        if until is not None and round and position > until.position:
            continue
        key = BalanceKey(code, account, ProjectClass(project_class), month, Scenario.FORECAST)
        place = (position, round) if round else (-1, "")
        balances = by_year.setdefault(month // 12, {}).setdefault(place, {})
        balances[key] = balances.get(key, 0) + öre
    found: dict[BalanceKey, int] = {}
    files = [name for name in loaded.split(", ") if name]
    for year, places in by_year.items():
        (_position, code), balances = max(places.items(), key=lambda one: one[0])
        found |= balances
        if code:
            files = [name for name in files if str(year) not in name] + [forecast_file(code, year)]
    return StandingForecast(found, ", ".join(files))


def forecast_file(round: str, year: int) -> str:
    """What a file with the forecast of a round is called, so that it says its round and its year when it is read."""
    return f"prognos-{round}.xlsx" if str(year) in round else f"prognos-{year}-{round}.xlsx"
