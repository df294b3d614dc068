"""An explained variance in words: sentences made from its parts, with references where a part is a figure."""

import re
from collections.abc import Iterator, Mapping

from utfall.domain import swedish
from utfall.domain.figure import Address
from utfall.domain.finance.explanation import VarianceExplanation
from utfall.domain.money import Money
from utfall.domain.recurrence import Recurrence
from utfall.domain.scenario import Scenario
from utfall.domain.unit import KR, MNKR, TKR, Unit
from utfall.locale import SWEDISH, translate
from utfall.locale import mark as _

VARIANCE = _("{unit} avviker {variance} från budget {period}.")
FORECAST = _("{unit} beräknas avvika {variance} från budget {period}.")
LINE_VARIANCE = _("{line} i {unit} avviker {variance} från budget {period}.")
LINE_FORECAST = _("{line} i {unit} beräknas avvika {variance} från budget {period}.")
BECAUSE = _("Det beror på {parts}.")
REST = _("{rest} är inte förklarat.")
NOTHING = _("Inget är oförklarat.")
AND = _("och")
ELSEWHERE = _("i {unit}")
_ONCE = {Recurrence.ONE_OFF: _("engångs"), Recurrence.LASTING: _("varaktigt")}
_RESULT = "resultat."


def explanation_text(
    explanation: VarianceExplanation, variance: Money, *, line: str, language: str = SWEDISH,
    names: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    """The sentences as Markdown. `line` is what the report line is called; a result is not named by it.

    An amount is a reference in mnkr with one decimal, or in tkr where it is too small for that to say anything. With
    `names`, those of units by code, amounts and names are printed instead, as the text is read.
    """
    text = " ".join(_sentences(explanation, variance, line, language))
    if names is None:
        return text
    amounts = {
        str(address): amount
        for address, amount in (
            (explanation.address, variance),
            (explanation.rest, explanation.remainder(variance)),
            *(
                (explanation.reference(n), cause.amount)
                for n, cause in enumerate(explanation.causes, start=1)
            ),
        )
    }

    def read(found: re.Match[str]) -> str:
        word, _colon, rest = found[1].partition(":")
        if word == "namn":
            return names.get(rest, rest)
        if word == "period":
            return explanation.period.label
        return _quantity(amounts[found[1].partition(";")[0]])

    return re.sub(r"\{\{([^{}]+)\}\}", read, text)


def worded(amount: Money) -> str:
    """The amount in the greatest unit in which it is not nothing: `0,3 mnkr`, `37 tkr`, `12,50 kr`."""
    unit, decimals = _unit(amount)
    return swedish.quantity(amount.amount(unit), unit, decimals)


def _sentences(item: VarianceExplanation, variance: Money, line: str, language: str) -> Iterator[str]:
    forecast = item.scenario is Scenario.FORECAST_VARIANCE
    whole = item.measure.startswith(_RESULT)
    message = {
        (False, True): VARIANCE, (True, True): FORECAST, (False, False): LINE_VARIANCE, (True, False): LINE_FORECAST,
    }[forecast, whole]  # fmt: skip
    yield translate(message, language).format(
        unit=f"{{{{namn:{item.unit}}}}}", line=line, period=f"{{{{period:{item.period}}}}}",
        variance=_printed(item.address, variance),
    )  # fmt: skip
    if not item.causes:
        return
    parts = list(_parts(item, language))
    listed = (
        parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {translate(AND, language)} {parts[-1]}"
    )
    yield translate(BECAUSE, language).format(parts=listed)
    rest = item.remainder(variance)
    said = translate(REST, language).format(rest=_printed(item.rest, rest))
    yield said if rest else translate(NOTHING, language)


def _parts(item: VarianceExplanation, language: str) -> Iterator[str]:
    for number, cause in enumerate(item.causes, start=1):
        words = [cause.name]
        if cause.unit and cause.unit != item.unit:
            words.append(translate(ELSEWHERE, language).format(unit=f"{{{{namn:{cause.unit}}}}}"))
        words.append(_printed(item.reference(number), cause.amount))
        if cause.recurrence:
            words.append(f"({translate(_ONCE[cause.recurrence], language)})")
        yield " ".join(words)


def _printed(address: Address | None, amount: Money) -> str:
    if address is None:
        return _quantity(amount)
    unit, decimals = _unit(amount)
    return f"{{{{{address};{unit.symbol}{decimals}+}}}}"


def _quantity(amount: Money) -> str:
    unit, decimals = _unit(amount)
    return swedish.quantity(amount.amount(unit), unit, decimals, plus=True)


def _unit(amount: Money) -> tuple[Unit, int]:
    """The unit and the decimals with which the amount does not print as nothing."""
    size = abs(amount.öre)
    if size >= 5_000_000:
        return MNKR, 1
    return (TKR, 0) if size >= 50_000 or not size else (KR, 2)
