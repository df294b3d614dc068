"""Carried-over results from the units up to the committee, and what they do to the result of a part of the year."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext

from utfall.domain.figure import Address, Figure, Scope
from utfall.domain.finance import Treatment
from utfall.domain.money import ZERO, Money
from utfall.domain.scenario import Scenario
from utfall.domain.unit import KR
from utfall.locale import mark as _
from utfall.records.finance.models import CarriedOver
from utfall.records.organisation.models import OrgUnit
from utfall.web.finance.asked import short
from utfall.web.finance.forms.declared import TREATMENTS
from utfall.web.finance.yearly import Around, Yearly, around
from utfall.web.shell.workbook import Column, Sheet

SIGN = _("Ett underskott är minus. Det som rullas har ingen budget.")
DECIDED, PRELIMINARY = _("Beslutat"), _("Preliminärt")


@dataclass(frozen=True, slots=True)
class Row:
    """A unit's sum, or one result that it carries; `level` is how deep it stands, from 0."""

    name: str
    level: int
    amounts: tuple[str, str, str]
    """Of the year, of a month, and of the part of the year."""
    href: str = ""
    origin: str = ""
    decided_by: str = ""
    status: str = ""
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class CarriedPage:
    """The results that a unit and those below it carry into a year."""

    title: str
    around: Around
    caption: str
    sign: str
    part: str
    treatment: str
    rows: tuple[Row, ...]
    result: tuple[tuple[str, str], ...]
    preliminary: str
    add: str
    treat: str


def carried(
    found: Yearly, rows: tuple[CarriedOver, ...], units: tuple[OrgUnit, ...], treatment: Treatment,
    figures: Mapping[Address, Figure], *, may_treat: bool,
) -> CarriedPage:  # fmt: skip
    """The page; a unit that carries nothing, and has nothing below it that does, has no row."""
    place = (found.unit.code, found.year)
    preliminary = [row for row in rows if row.preliminary]
    return CarriedPage(
        title=gettext(_("Rullat resultat %(year)s")) % {"year": found.year},
        around=around(found, "finance:carried", "carried"),
        caption=gettext(_("Resultat som rullas till %(year)s")) % {"year": found.year},
        sign=gettext(SIGN),
        part=short(found.period),
        treatment=gettext(TREATMENTS[treatment]),
        rows=tuple(_rows(found, rows, units, treatment)),
        result=tuple(_result(found, figures)),
        preliminary=gettext(_("%(amount)s är preliminärt, tills det är beslutat."))
        % {"amount": f"{found.money(_sum(preliminary))}\u00a0{found.scale}"}
        if preliminary
        else "",
        add=reverse("finance:add_carried", args=place) if found.may_write() else "",
        treat=reverse("finance:treatment", args=place) if may_treat else "",
    )


def _rows(
    found: Yearly, rows: tuple[CarriedOver, ...], units: tuple[OrgUnit, ...], treatment: Treatment
) -> Iterator[Row]:
    top = found.unit.path.count("/")
    for unit in units:
        below = [row for row in rows if row.unit.path.startswith(unit.path)]
        if not below:
            continue
        level, own = unit.path.count("/") - top, [row for row in below if row.unit_id == unit.pk]
        if len(below) > len(own) or len(own) > 1:
            yield Row(unit.name, level, _amounts(found, below, treatment), is_sum=True)
        for row in own:
            may = found.may_write(row.unit)
            yield Row(
                name=unit.name if len(below) == 1 else row.name,
                level=level + (len(below) > 1),
                amounts=_amounts(found, [row], treatment),
                href=reverse("finance:carried_one", args=(found.unit.code, found.year, row.pk))
                if may
                else "",
                origin=str(row.origin_year),
                decided_by=row.decided_by,
                status=PRELIMINARY if row.preliminary else DECIDED,
            )


def _amounts(found: Yearly, rows: Iterable[CarriedOver], treatment: Treatment) -> tuple[str, str, str]:
    """Each result is prorated to whole öre before it is added, so that the levels add up as in the statement."""
    rows = list(rows)
    share = treatment.share(found.period)
    month = Fraction(1, 12) if treatment is Treatment.PRORATED else Fraction(0)
    part = sum((Money(row.amount).prorated(share) for row in rows), ZERO)
    monthly = sum((Money(row.amount).prorated(month) for row in rows), ZERO)
    has_months = treatment is Treatment.PRORATED
    return found.money(_sum(rows)), found.money(monthly if has_months else None), found.money(part)


def _sum(rows: Iterable[CarriedOver]) -> Money:
    return Money(sum(row.amount for row in rows))


def _result(found: Yearly, figures: Mapping[Address, Figure]) -> Iterator[tuple[str, str]]:
    """The result without and with what is carried, as the statement has them."""
    for measure, word in (
        ("resultat.exkl", _("Resultat exkl. över-/underskott")),
        ("rullat", _("Rullat resultat i perioden")),
        ("resultat.inkl", _("Resultat inkl. över-/underskott")),
    ):
        figure = figures.get(Address(measure, Scope(found.unit.code), found.period, Scenario.OUTCOME))
        if figure is not None:
            yield gettext(word), f"{found.money(Money.of(figure.value, KR))}\u00a0{found.scale}"


def sheet(page: CarriedPage, code: str, year: int) -> Sheet:
    """The table as a workbook."""
    words = (
        (_("Enhet"), False), (_("Från år"), False), (_("Beslutat av"), False), (_("Läge"), False),
    )  # fmt: skip
    return Sheet(
        name=f"rullat-{code}-{year}",
        caption=f"{page.caption}, {page.around.scale}",
        about=(page.around.unit, page.sign, page.treatment),
        columns=(
            *(Column(gettext(word), number=number) for word, number in words),
            *(Column(word, number=True) for word in (gettext(_("Helår")), gettext(_("Per månad")), page.part)),
        ),
        rows=tuple(
            ("  " * row.level + row.name, row.origin, row.decided_by, gettext(row.status) if row.status else "",
             *row.amounts)
            for row in page.rows
        ),
    )  # fmt: skip
