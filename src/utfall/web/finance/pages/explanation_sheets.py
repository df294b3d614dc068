"""Explained variances as workbooks: what there is to explain, and what is explained."""

from django.utils.translation import gettext

from utfall.domain.scenario import Scenario
from utfall.locale import mark as _
from utfall.web.finance.pages.explanations import SCENARIO_WORDS, ExplanationsPage, LineRow
from utfall.web.shell.workbook import Cell, Column, Sheet


def sheets(page: ExplanationsPage, code: str, month: str) -> tuple[Sheet, ...]:
    """The tables of the page, in mnkr; what is explained only where anything is."""
    about = (page.committee, page.unit, page.period)
    name = f"forklaringar-{code.lower()}-{month}"
    of_outcome = gettext(SCENARIO_WORDS[Scenario.VARIANCE])
    of_forecast = gettext(SCENARIO_WORDS[Scenario.FORECAST_VARIANCE])
    lines = Sheet(
        name=name,
        caption=gettext(_("Avvikelser att förklara, mnkr")),
        columns=(
            Column(gettext(_("Rad"))),
            Column(of_outcome, number=True), Column(f"{gettext(_('Oförklarat'))}: {of_outcome}"),
            Column(of_forecast, number=True), Column(f"{gettext(_('Oförklarat'))}: {of_forecast}"),
        ),
        rows=tuple(_line(row) for row in page.lines),
        about=about,
    )  # fmt: skip
    if not page.made:
        return (lines,)
    words = (
        (_("Rad"), False), (_("Enhet"), False), (_("Avser"), False), (_("Avvikelse"), True), (_("Orsaker"), True),
        (_("Oförklarat"), False),
    )  # fmt: skip
    made = Sheet(
        name=f"{name}-gjorda",
        caption=gettext(_("Förklarade avvikelser, mnkr")),
        columns=tuple(Column(gettext(word), number=number) for word, number in words),
        rows=tuple(
            (row.name, row.unit, row.scenario, row.variance, str(row.count), row.rest) for row in page.made
        ),
        about=about,
    )
    return (lines, made)


def _line(row: LineRow) -> tuple[Cell, ...]:
    found = [(cell.variance, cell.word) if cell else (None, None) for cell in row.cells]
    return (row.name, *(one for pair in found for one in pair))
