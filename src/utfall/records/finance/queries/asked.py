"""Which units are asked for a forecast in a round besides those whose level always owes one."""

from utfall.domain.scenario import Scenario
from utfall.records.finance.models import Forecast, ForecastRow, ReportSettings
from utfall.records.finance.queries.forecast_rows import round_of_file
from utfall.records.organisation.models import Round


def can_forecast(round: Round) -> bool:
    """Whether there is a statement to make forecasts in."""
    return ReportSettings.objects.filter(authority=round.authority_id).exists()


def spoken_before(round: Round) -> frozenset[str]:
    """The units that a file already has a forecast of for this round, and those that gave one in the round before."""
    before = Forecast.objects.filter(round=round.previous_id, version__gt=0) if round.previous_id else None
    spoken = frozenset(before.values_list("unit__code", flat=True)) if before is not None else frozenset()
    names = (
        ReportSettings.objects.filter(authority=round.authority_id).values_list("sources", flat=True).first()
    )
    rounds = Round.objects.filter(authority=round.authority_id)
    named = round_of_file((names or {}).get(Scenario.FORECAST.value, ""), rounds)
    if named is None or named.pk != round.pk:
        return spoken
    loaded = ForecastRow.objects.filter(authority=round.authority_id, round=None)
    return spoken | frozenset(loaded.values_list("unit__code", flat=True))
