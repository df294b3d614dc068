"""What the pages of indicators keep beside their values, written as tables."""

import csv
import io
from collections.abc import Iterable, Mapping

from utfall.domain.figure import Grounds
from utfall.domain.indicators.work import Comparison, Entered, IndicatorWork
from utfall.integrations.folder.indicator_work import COMPARISONS, ENTERED
from utfall.integrations.folder.writing.series import made_of
from utfall.integrations.folder.writing.yaml_text import decimal_text

ENTERED_FILE = "matvarden-rattelser.csv"
COMPARISONS_FILE = "jamforelser.csv"


def files(work: IndicatorWork) -> Mapping[str, str]:
    """The files by name; none for what there is nothing of."""
    tables = {
        ENTERED_FILE: (ENTERED, [_entered(one) for one in work.entered]),
        COMPARISONS_FILE: (COMPARISONS, [_comparison(one) for one in work.comparisons]),
    }
    return {name: _text(columns, rows) for name, (columns, rows) in tables.items() if rows}


def _text(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue()


def _entered(one: Entered) -> tuple[str, ...]:
    was = one.was
    if was is None or one.replaced_at is None:
        return (str(one.address), *("",) * (len(ENTERED) - 4), one.at.isoformat(), one.by, "")
    return (
        str(one.address), decimal_text(was.value), was.unit.symbol, str(was.decimals),
        *made_of(was.grounds or Grounds()), was.source.document, was.source.place, was.name, one.at.isoformat(),
        one.by, one.replaced_at.isoformat(),
    )  # fmt: skip


def _comparison(one: Comparison) -> tuple[str, ...]:
    return (
        one.indicator, one.municipality, one.name, one.group, str(one.year), one.sex,
        "" if one.value is None else decimal_text(one.value), one.source, one.fetched_at.isoformat(),
    )  # fmt: skip
