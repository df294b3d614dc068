"""What is chosen on a page of the economy: all of it lies in the address, so that Back and a link give the same page."""

from dataclasses import dataclass, replace
from decimal import Decimal
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext

from utfall.domain import swedish
from utfall.domain.organisation import UnitKind
from utfall.domain.period import MONTHS, Period, PeriodKind
from utfall.domain.statement import ProjectClass
from utfall.domain.unit import KR, MNKR, TKR, Unit
from utfall.locale import mark as _
from utfall.records.organisation.models import OrgUnit
from utfall.web.finance import finding

SCALES: dict[str, tuple[Unit, int]] = {"kr": (KR, 0), "tkr": (TKR, 0), "mnkr": (MNKR, 1)}
"""How money is shown: the unit and its decimals."""
_LARGE = frozenset({UnitKind.COMMITTEE, UnitKind.ADMINISTRATION, UnitKind.AREA, UnitKind.MUNICIPALITY})
CLASSES: dict[str, tuple[str, tuple[ProjectClass, ...]]] = {
    "": (_("Drift och driftprojekt"), ()),
    "drift": (_("Bara drift"), (ProjectClass.OPERATION,)),
    "driftprojekt": (_("Bara driftprojekt"), (ProjectClass.OPERATION_PROJECT,)),
    "investering": (_("Investeringsprojekt"), (ProjectClass.INVESTMENT,)),
    "exploatering": (_("Exploatering"), (ProjectClass.DEVELOPMENT,)),
    "alla": (_("Alla projekt"), tuple(ProjectClass)),
}
"""The choices of project class: the word, and the classes (none: those that the form takes in)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was chosen. `line` and `column` are the cell that is opened; `codes` narrow it down to part of a code string."""

    period: Period
    scale: str
    scale_is_chosen: bool = False
    classes_key: str = ""
    budget: str = ""
    form: str = "rr"
    line: str = ""
    column: str = ""
    codes: tuple[tuple[str, str], ...] = ()

    @property
    def unit(self) -> Unit:
        """The unit that money is shown in."""
        return SCALES[self.scale][0]

    @property
    def decimals(self) -> int:
        """How many decimals money is shown with."""
        return SCALES[self.scale][1]

    @property
    def classes(self) -> tuple[ProjectClass, ...]:
        """The classes of projects; none means those that the form takes in."""
        return CLASSES[self.classes_key][1]

    @property
    def is_usual(self) -> bool:
        """Whether the figures are those of reports: the form's own projects, the budget in force, from January on."""
        return not self.classes_key and not self.budget and self.period.first % 12 == 0

    @property
    def month(self) -> str:
        """The last month as in addresses."""
        return finding.month_of(self.period)

    def money(self, value: Decimal | None) -> str:
        """Kronor in the unit that is shown, as tables print them; a dash for nothing known."""
        return (
            swedish.NO_VALUE
            if value is None
            else swedish.number(KR.convert(value, to=self.unit), self.decimals)
        )

    def öre(self, value: int | None) -> str:
        """The same for öre."""
        return self.money(None if value is None else Decimal(value) / 100)

    def query(self, **changes: str) -> str:
        """The query that asks for the same with the changes (an empty one leaves it out); empty where all is as usual."""
        given = {
            "enhetstal": self.scale if self.scale_is_chosen else "",
            "fran": finding.month_of(Period(self.period.first, self.period.first))
            if self.period.first % 12
            else "",
            "klass": self.classes_key,
            "budget": self.budget,
            "form": "" if self.form == "rr" else self.form,
            "rad": self.line,
            "kolumn": self.column,
            **dict(self.codes),
            **changes,
        }
        wanted = {
            key: value
            for key, value in given.items()
            if value or (key in _MAY_BE_EMPTY and key in dict(self.codes))
        }
        return f"?{urlencode(wanted)}" if wanted else ""

    def plain(self) -> "Asked":
        """The same without the opened cell."""
        return replace(self, line="", column="", codes=(), form="rr")

    def hidden(self, *without: str) -> tuple[tuple[str, str], ...]:
        """What a form of choices carries along besides its own fields."""
        pairs = {
            "form": "" if self.form == "rr" else self.form,
            "rad": self.line,
            "kolumn": self.column,
            **dict(self.codes),
        }
        return tuple((key, value) for key, value in pairs.items() if value and key not in without)


_CODES = ("ansvar", "konto", "motpart", "leverantor", "verifikation")
_MAY_BE_EMPTY = frozenset({"motpart", "leverantor"})


def asked(request: HttpRequest, unit: OrgUnit, month: str) -> Asked:
    """What the address asks for; what cannot be is passed over, a month that is none is no page."""
    given = request.GET
    scale = given.get("enhetstal", "")
    usual = "mnkr" if unit.kind in _LARGE else "tkr"
    classes = given.get("klass", "")
    return Asked(
        period=finding.period(month, given.get("fran", "")),
        scale=scale if scale in SCALES else usual,
        scale_is_chosen=scale in SCALES,
        classes_key=classes if classes in CLASSES else "",
        budget=given.get("budget", ""),
        form=given.get("form", "") or "rr",
        line=given.get("rad", ""),
        column=given.get("kolumn", ""),
        codes=tuple((name, given[name]) for name in _CODES if name in given),
    )


def short(period: Period) -> str:
    """The period as a heading of a column says it: `jan–aug 2024`, `aug 2024`, `2024`."""
    first, last = MONTHS[period.first % 12][:3], MONTHS[period.last % 12][:3]
    match period.kind:
        case PeriodKind.YEAR:
            return str(period.end_year)
        case PeriodKind.MONTH:
            return f"{last} {period.end_year}"
        case PeriodKind.PART | PeriodKind.ROLLING:
            start = first if period.first // 12 == period.end_year else f"{first} {period.first // 12}"
            return f"{start}–{last} {period.end_year}"


def class_choices(asked: Asked) -> tuple[tuple[str, str, bool], ...]:
    """The choices of project class: value, word, whether it is chosen."""
    return tuple((key, gettext(word), key == asked.classes_key) for key, (word, _each) in CLASSES.items())
