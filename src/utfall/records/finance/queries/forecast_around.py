"""A round with everything that its forecasts rest on: statement, tree, ledger, what stands and what has been said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from utfall.domain.finance import CarriedOver
from utfall.domain.finance.forecast import Cause, Reason, Threshold
from utfall.domain.money import Money
from utfall.domain.organisation import Organisation
from utfall.domain.period import Period
from utfall.domain.snapshot import RoundKind
from utfall.domain.statement import StatementForm
from utfall.domain.statement.groups import AccountGroups
from utfall.records.finance.declared import carried_value
from utfall.records.finance.models import CarriedOver as CarriedOverRow
from utfall.records.finance.models import Forecast, ForecastCell, ForecastReason
from utfall.records.finance.objects import Rules, rules_of
from utfall.records.finance.queries.forecast_rows import Said, said_by_round
from utfall.records.finance.queries.ground import Ground, ground, to_date
from utfall.records.organisation.models import Round
from utfall.records.organisation.objects import Units, units
from utfall.report.ledger_terms import terms_by

KINDS = (RoundKind.MONTH, RoundKind.INTERIM)
"""The rounds in which a forecast is made: when the year is over there is an outcome instead."""
FORM = "rr"


@dataclass(frozen=True, slots=True)
class Around:
    """A round with everything that its forecasts rest on. `said` are loaded and adopted forecasts, by round and unit.

    `records`, `cells` and `reasons` are by the unit's code.
    """

    round: Round
    rules: Rules
    groups: AccountGroups
    known: Units
    tree: Organisation
    ground: Ground
    said: Mapping[int, Said]
    previous_round: Round | None
    rounds: tuple[Round, ...]
    records: Mapping[str, Forecast]
    cells: Mapping[str, Mapping[str, Money]]
    reasons: Mapping[str, Mapping[str, Reason]]
    carried_over: tuple[CarriedOver, ...] = ()

    @property
    def form(self) -> StatementForm:
        """The statement that the forecast is made in."""
        return self.groups.form

    @property
    def period(self) -> Period:
        """January to the last month of the round."""
        return to_date(self.round)

    @property
    def threshold(self) -> Threshold:
        """How large a change is to be explained."""
        return Threshold(self.rules.settings.explain_over_percent)

    def loaded(self, unit: str) -> Mapping[str, Money]:
        """What a loaded file says of the unit for this very round."""
        return self.said.get(self.round.pk, {}).get(unit, {})

    def previous(self, unit: str) -> Mapping[str, Money] | None:
        """What the unit said in the round before; None where nobody said anything then."""
        if self.previous_round is None:
            return None
        return self.said[self.previous_round.pk].get(unit, {})

    def below(self, code: str) -> tuple[str, ...]:
        """The codes of the unit and of all units below it."""
        return tuple(unit.code for unit in self.tree.subtree(code))


def around(round: Round) -> Around | None:
    """Everything that the forecasts of the round rest on; None where the authority's statement is not set up."""
    rules = rules_of(round.authority, rounds=())
    known = units()
    if rules is None or not known.values:
        return None
    tree = known.organisation
    terms = terms_by(tree, rules.settings, rules.projects, form=FORM)
    if terms is None:
        return None
    rows = tuple(Round.objects.filter(authority=round.authority_id).order_by("position", "pk"))
    groups = AccountGroups(
        terms.form, tuple(one.form for one in rules.settings.forms if one.form.code != FORM)
    )
    said = said_by_round(round.authority, rows, rules, groups)
    records = {
        row.unit.code: row
        for row in Forecast.objects.filter(round=round).select_related("unit", "changed_by")
    }
    return Around(
        round=round, rules=rules, groups=groups, known=known, tree=tree,
        ground=ground(round, terms, groups, scope=round.authority.code),
        said=said, previous_round=_previous(round, rows, said), rounds=rows, records=records,
        cells=_cells(round), reasons=_reasons(round), carried_over=_carried_over(round),
    )  # fmt: skip


def _previous(round: Round, rounds: Iterable[Round], said: Mapping[int, Said]) -> Round | None:
    """The latest round of the same year before this one in which something was said."""
    year = to_date(round).end_year
    earlier = [
        one for one in rounds
        if one.position < round.position and one.pk in said and Period.parse(one.period).end_year == year
    ]  # fmt: skip
    return earlier[-1] if earlier else None


def _cells(round: Round) -> dict[str, dict[str, Money]]:
    found: dict[str, dict[str, Money]] = {}
    rows = ForecastCell.objects.filter(forecast__round=round).order_by("account")
    for unit, account, öre in rows.values_list("forecast__unit__code", "account", "amount"):
        found.setdefault(unit, {})[account] = Money(öre)
    return found


def _reasons(round: Round) -> dict[str, dict[str, Reason]]:
    found: dict[str, dict[str, Reason]] = {}
    rows = ForecastReason.objects.filter(forecast__round=round).order_by("pk")
    for unit, line, cause, text in rows.values_list("forecast__unit__code", "line", "cause", "text"):
        found.setdefault(unit, {})[line] = Reason(Cause(cause) if cause else None, text)
    return found


def _carried_over(round: Round) -> tuple[CarriedOver, ...]:
    rows = CarriedOverRow.objects.filter(authority=round.authority_id).select_related("unit").order_by("pk")
    return tuple(carried_value(row) for row in rows)
