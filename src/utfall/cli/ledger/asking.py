"""`utfall ledger statement` and `entries`: questions to the ledger."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from utfall.cli import speaking
from utfall.cli.ledger import options
from utfall.domain.money import Money
from utfall.domain.organisation import UnitKind
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement import LineKind, StatementForm, with_subtotals
from utfall.domain.swedish import number, quantity
from utfall.domain.unit import KR, MNKR, TKR, Unit
from utfall.ledger.questions import Axis, Column, Cut, Perimeter
from utfall.ledger.questions.answers import Answer, Page
from utfall.ledger.questions.asking import CODE_COLUMNS
from utfall.locale import mark as _

PAGE = _("Rad {first}–{last} av {count}, summa {sum} (debet +, kredit −).")
COLUMNS = ("utfall", "budget", "fg", "r12", "helårsbudget", "prognos")
_UNITS = {unit.symbol: (unit, decimals) for unit, decimals in ((KR, 2), (TKR, 0), (MNKR, 1))}


def _axes(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[Axis, ...]:
    try:
        return tuple(Axis(part.strip()) for part in value.split(","))
    except ValueError:
        raise click.BadParameter(f"Välj bland {', '.join(Axis)}.") from None


def column(name: str, period: Period) -> Column:
    """The column that is meant by a word on the command line, seen from the period."""
    match name:
        case "budget":
            return Column(name, Scenario.BUDGET, period)
        case "helårsbudget":
            return Column(name, Scenario.BUDGET, period.full_year)
        case "prognos":
            return Column(name, Scenario.FORECAST, period.full_year)
        case "fg":
            return Column(name, Scenario.OUTCOME, period.year_before)
        case "r12":
            return Column(name, Scenario.OUTCOME, Period.rolling_twelve(period.end_year, period.end_month))
        case _:
            return Column(name, Scenario.OUTCOME, period)


def _columns(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(part.strip() for part in value.split(",")))
    if any(name not in COLUMNS for name in names):
        raise click.BadParameter(f"Välj bland {', '.join(COLUMNS)}.")
    return names


@click.command()
@options.store
@options.terms
@options.period
@options.scope
@click.option(
    "--rows",
    "axes",
    callback=_axes,
    default="rad",
    show_default=True,
    metavar="ORD,…",
    help="Vad raderna är: rad, enhet, projektklass, kommun, månad, ansvar, konto, verksamhet, projekt …",
)
@click.option(
    "--columns",
    callback=_columns,
    default="utfall,budget,fg",
    show_default=True,
    metavar="ORD,…",
    help="utfall, budget, fg (samma månader förra året), r12, helårsbudget, prognos.",
)
@click.option(
    "--level", type=click.Choice([kind.value for kind in UnitKind]), help="Vilken nivå som enhet visar."
)
@click.option(
    "--within", type=click.Choice([one.value for one in Perimeter]), help="Räkna bort interna poster inom."
)
@click.option(
    "--unit", type=click.Choice(list(_UNITS)), default=TKR.symbol, show_default=True, help="Måttenhet."
)
@options.as_of
@options.engine
@options.as_json
@speaking.language
@click.pass_context
def statement(
    ctx: click.Context, store_folder: Path, terms_folder: Path, period: Period, scope: str | None,
    axes: tuple[Axis, ...], columns: tuple[str, ...], level: str | None, within: str | None, unit: str,
    as_of: dt.datetime | None, engine_url: str, json_: bool, language: str,
) -> None:  # fmt: skip
    """Resultaträkning, eller någon annan uppställning av kodsträngen. Intäkter är plus, kostnader minus."""
    ledger, known = options.asked(ctx, store_folder, terms_folder, engine_url, as_of, language=language)
    assert known.terms is not None
    form = known.terms.form
    if scope is not None and scope not in known.terms.organisation:
        raise click.BadParameter(f"Enheten {scope} finns inte i organisationen.", param_hint="--scope")
    cut = Cut(
        scope=scope,
        level=UnitKind(level) if level else None,
        within=Perimeter(within) if within else None,
        # A voucher sums to nothing, so without this every unit would come to zero.
        lines=tuple(line.key for line in form.lines if line.accounts),
        classes=form.project_classes,
    )
    answer = ledger.statement(axes, [column(name, period) for name in columns], cut=cut)
    if json_:
        cells = [
            {"key": list(key), "column": name, "öre": öre}
            for (key, name), öre in sorted(answer.amounts.items())
        ]
        findings = [finding.as_json(language) for finding in answer.findings]
        content = {
            "schema": 1,
            "axes": list(axes),
            "cells": cells,
            "batches": answer.batches,
            "findings": findings,
        }
        click.echo(speaking.as_json(content))
    else:
        _show(answer, form, *_UNITS[unit])
        speaking.show(answer.findings, language=language)
    ctx.exit(speaking.exit_code((*known.findings, *answer.findings)))


def _carried(form: StatementForm) -> frozenset[str]:
    """The lines that take in the result carried over, which no ledger knows."""
    found: set[str] = set()
    for line in form.lines:
        if line.kind is LineKind.CARRIED or found.intersection(line.terms):
            found.add(line.key)
    return frozenset(found)


def _show(answer: Answer, form: StatementForm, unit: Unit, decimals: int) -> None:
    """The answer as a table; a statement by line has its subtotals and the names of its lines."""
    rows: list[tuple[str, Sequence[int]]]
    if answer.axes == (Axis.LINE,):
        full = {
            name: with_subtotals(
                {str(key): answer.amount(key, column=name) for (key,) in answer.rows()}, form
            )
            for name in answer.columns
        }
        rows = [
            (line.name, [full[name][line.key] for name in answer.columns])
            for line in form.lines
            if line.key not in _carried(form)
        ]
    else:
        rows = [
            (" · ".join(map(str, key)), [answer.amount(*key, column=name) for name in answer.columns])
            for key in answer.rows()
        ]
    width = max((len(name) for name, _cells in rows), default=0)
    click.echo(" " * width + "".join(f"{name:>16}" for name in answer.columns) + f"  {unit}")
    for name, cells in rows:
        printed = "".join(f"{number(Money(öre).amount(unit), decimals):>16}" for öre in cells)
        click.echo(f"{name:<{width}}{printed}")


@click.command()
@options.store
@options.terms
@options.period
@options.scope
@click.option(
    "--scenario",
    type=click.Choice([Scenario.OUTCOME.value, Scenario.BUDGET.value, Scenario.FORECAST.value]),
    default=Scenario.OUTCOME.value,
    show_default=True,
    help="Vilka poster.",
)
@click.option(
    "--line", "lines", multiple=True, metavar="RAD", help="Resultaträkningens rad, till exempel personal."
)
@click.option(
    "--code", "codes", multiple=True, metavar="DEL=BÖRJAN", help="Till exempel konto=50 eller motpart=20."
)
@click.option("--page", type=click.IntRange(1), default=1, show_default=True, help="Vilken sida.")
@click.option(
    "--size", type=click.IntRange(1, 10_000), default=50, show_default=True, help="Poster per sida."
)
@options.as_of
@options.engine
@options.as_json
@speaking.language
@click.pass_context
def entries(
    ctx: click.Context, store_folder: Path, terms_folder: Path, period: Period, scope: str | None, scenario: str,
    lines: tuple[str, ...], codes: tuple[str, ...], page: int, size: int, as_of: dt.datetime | None,
    engine_url: str, json_: bool, language: str,
) -> None:  # fmt: skip
    """Posterna bakom en siffra, en sida i taget. Debet är plus, kredit minus."""
    ledger, known = options.asked(ctx, store_folder, terms_folder, engine_url, as_of, language=language)
    cut = Cut(scope=scope, lines=lines or None, codes=dict(map(_code, codes)))
    asked = Column("poster", Scenario(scenario), period)
    found = ledger.entries(asked, cut=cut, size=size, skip=(page - 1) * size)
    if json_:
        click.echo(speaking.as_json(_page_as_json(found)))
    else:
        for posting in found.postings:
            entry = posting.entry
            place = "·".join(getattr(entry, name) or "–" for name in CODE_NAMES)
            amount = quantity(Money(entry.öre).kr, KR, 2)
            click.echo(
                f"{entry.day}  {entry.voucher:<14} {place:<32} {amount:>20}  {entry.text}  {entry.counterpart}"
            )
        first = found.skipped + 1 if found.postings else 0
        total = quantity(Money(found.öre).kr, KR, 2)
        speaking.say(PAGE, language=language, first=first, last=found.skipped + len(found.postings), count=found.count,
                     sum=total)  # fmt: skip
        speaking.show(found.findings, language=language)
    ctx.exit(speaking.exit_code((*known.findings, *found.findings)))


CODE_NAMES = ("ansvar", "konto", "verksamhet", "projekt", "aktivitet", "objekt", "motpart")


def _code(text: str) -> tuple[Axis, str]:
    name, _sign, code = text.partition("=")
    if not code or name not in {axis.value for axis in CODE_COLUMNS}:
        raise click.BadParameter(f"{text}: skriv till exempel konto=50.", param_hint="--code")
    return Axis(name), code


def _page_as_json(page: Page) -> dict[str, object]:
    return {
        "schema": 1,
        "count": page.count,
        "öre": page.öre,
        "skipped": page.skipped,
        "entries": [
            {
                "batch": posting.batch,
                "row": posting.row_no,
                **{name: getattr(posting.entry, name) for name in CODE_NAMES},
                "day": posting.entry.day.isoformat(),
                "voucher": posting.entry.voucher,
                "öre": posting.entry.öre,
                "text": posting.entry.text,
                "counterpart": posting.entry.counterpart,
            }
            for posting in page.postings
        ],
    }
