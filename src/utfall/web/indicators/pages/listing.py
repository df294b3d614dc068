"""What the list of an authority's indicators shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from utfall.domain.indicators import TargetStatus
from utfall.locale import mark as _
from utfall.records.indicators.queries.measured import Standing
from utfall.records.indicators.queries.series import LAST
from utfall.records.organisation.models import Authority
from utfall.web.indicators.pages import words
from utfall.web.shell.drawing import Sparkline, sparkline

VIEWS = (
    ("alla", _("Alla")),
    ("nadda", _("Målet nått")),
    ("inte-nadda", _("Målet inte nått")),
    ("saknas", _("Inget utfall ännu")),
)
_NOT_REACHED = (TargetStatus.BELOW, TargetStatus.ABOVE)


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator in the list."""

    title: str
    href: str
    value: str
    period: str
    spark: Sparkline | None
    trend: str
    target: str
    status: str


@dataclass(frozen=True, slots=True)
class IndicatorsPage:
    """The indicators of one authority."""

    title: str
    committee: str
    code: str
    tabs: tuple[tuple[str, str, bool], ...]
    query: str
    view: str
    rows: tuple[IndicatorRow, ...]
    add: str
    upload: str
    export: str
    kolada: str


def indicators(
    found: Iterable[Standing], authority: Authority, *, view: str, query: str, may_define: bool
) -> IndicatorsPage:
    """The page; `view` is one of VIEWS, `query` words of the name."""
    here = reverse("indicators:indicators", args=(authority.code,))
    beginning = reverse("indicators:indicator", args=(0,)).removesuffix("0")
    chosen = view if view in dict(VIEWS) else "alla"
    wanted = query.strip().casefold()
    rows = tuple(
        _row(one, beginning) for one in found if _is_in(one, chosen) and wanted in one.row.name.casefold()
    )
    own = (authority.code,)
    return IndicatorsPage(
        title=gettext(_("Indikatorer")),
        committee=authority.name,
        code=authority.code,
        tabs=tuple((gettext(word), f"{here}?visa={key}", key == chosen) for key, word in VIEWS),
        query=query,
        view=chosen,
        rows=rows,
        add=reverse("indicators:add", args=own) if may_define else "",
        upload=reverse("indicators:upload", args=own) if may_define else "",
        export=reverse("indicators:export", args=own),
        kolada=reverse("indicators:kolada", args=own) if may_define else "",
    )


def _is_in(one: Standing, view: str) -> bool:
    match view:
        case "nadda":
            return one.status is TargetStatus.REACHED
        case "inte-nadda":
            return one.status in _NOT_REACHED
        case "saknas":
            return one.last is None
        case _:
            return True


def _row(one: Standing, beginning: str) -> IndicatorRow:
    unit, trend, last = one.definition.unit, one.trend, one.last
    return IndicatorRow(
        title=one.row.name,
        href=f"{beginning}{one.row.pk}",
        value=words.printed(last, unit),
        period=last.period.label if last else "",
        spark=sparkline(one.latest(LAST)),
        trend=trend.value if trend else "",
        target=words.target(one.target, unit),
        status=(TargetStatus.NO_OUTCOME if last is None else one.status).value,
    )
