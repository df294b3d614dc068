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
            "content": plain(dataclasses.replace(rules.settings, rounds=Objects())),
            "sources": plain(rules.sources),
            "projects": plain(rules.projects),
            "accounts": plain(rules.accounts),
        },
    )


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


def forecast(authority: Authority) -> dict[BalanceKey, int]:
    """The forecasts as balances on the year's last month."""
    found: dict[BalanceKey, int] = {}
    rows = ForecastRow.objects.filter(authority=authority).order_by("pk")
    for code, account, month, project_class, öre in rows.values_list(
        "unit__code", "account", "month", "project_class", "amount"
    ):
        key = BalanceKey(code, account, ProjectClass(project_class), month, Scenario.FORECAST)
        found[key] = found.get(key, 0) + öre
    return found
