"""A small municipality: two authorities, auditors, the cast, and an opened round; all through the program's own deeds."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from utfall.domain.access import Right, Role
from utfall.domain.control import RiskLimits
from utfall.domain.finance import Treatment
from utfall.domain.indicators import Comparator, DirectionOfGood, IndicatorKind
from utfall.domain.organisation import UnitKind
from utfall.domain.reporting import RoundState
from utfall.domain.snapshot import RoundKind
from utfall.domain.statement import Financing, LineKind, ReportLine, StatementForm, form_for
from utfall.integrations.folder.objects import Objects
from utfall.integrations.folder.settings import PlacedForm, Settings
from utfall.records.finance.objects import Rules, store_rules
from utfall.records.indicators.models import Indicator, Target, Value
from utfall.records.organisation.actor import Acting, acting
from utfall.records.organisation.models import (
    Authority,
    CostCentre,
    Grant,
    OrgUnit,
    Person,
    RightGrant,
    Round,
)
from utfall.records.planning.models import Goal, GoalLevel
from utfall.records.reporting import actions
from utfall.records.reporting.models import Contribution, Task

TODAY = dt.date(2024, 9, 2)
NOW = dt.datetime(2024, 9, 2, 9, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
MEETING = dt.date(2024, 10, 11)
ROUND = "2024-D2"

UNITS = (
    ("EXK", "Exempelkommun", UnitKind.MUNICIPALITY, "", ""),
    ("SEN", "Servicenämnden", UnitKind.COMMITTEE, "EXK", "SEN"),
    ("SEF", "Serviceförvaltningen", UnitKind.ADMINISTRATION, "SEN", "SEN"),
    ("OMR1", "Område 1", UnitKind.AREA, "SEF", "SEN"),
    ("IT", "IT-drift", UnitKind.UNIT, "OMR1", "SEN"),
    ("UTV", "Utvecklingsenheten", UnitKind.UNIT, "OMR1", "SEN"),
    ("OMR2", "Område 2", UnitKind.AREA, "SEF", "SEN"),
    ("KTN", "Kulturnämnden", UnitKind.COMMITTEE, "EXK", "KTN"),
    ("KUL", "Kulturområdet", UnitKind.AREA, "KTN", "KTN"),
    ("REV", "Kommunrevisionen", UnitKind.COMMITTEE, "EXK", "REV"),
)
GRANTS = (
    ("anna", "Anna", "Ek", Role.UNIT_MANAGER, "SEN", "IT"),
    ("bo", "Bo", "Berg", Role.CONTROLLER, "SEN", "SEN"),
    ("cecilia", "Cecilia", "Carlsson", Role.CONTROLLER, "KTN", "KTN"),
    ("david", "David", "Dahl", Role.AUDITOR, "REV", "REV"),
    ("erik", "Erik", "Ed", Role.CONTROLLER, "SEN", "SEN"),
    ("erik", "Erik", "Ed", Role.CONTROLLER, "KTN", "KTN"),
    ("fatima", "Fatima", "Farah", Role.AREA_MANAGER, "SEN", "OMR1"),
    ("gun", "Gun", "Gran", Role.AREA_MANAGER, "SEN", "OMR2"),
    ("hans", "Hans", "Holm", Role.ADMINISTRATION_HEAD, "SEN", "SEN"),
    ("siv", "Siv", "Sund", Role.SECRETARY, "SEN", "SEN"),
    ("mona", "Mona", "Mård", Role.MEMBER, "SEN", "SEN"),
    ("kim", "Kim", "Kvist", Role.QUALITY_OFFICER, "SEN", "SEN"),
    ("alva", "Alva", "Alm", Role.AUTHORITY_ADMINISTRATOR, "SEN", "SEN"),
)


@dataclass(frozen=True)
class Site:
    """The small municipality; `by` is somebody acting for her first authority on the day of the tests."""

    units: dict[str, OrgUnit]
    authorities: dict[str, Authority]
    people: dict[str, Person]
    before: Round
    round: Round

    def by(self, name: str, authority: str = "", today: dt.date = TODAY) -> Acting:
        return acting(self.people[name], today=today, authority=authority)

    def contribution(self, unit: str, object: str = "D1") -> Contribution:
        return Contribution.objects.get(
            round=self.round, task__unit__code=unit, object=object, kind="comment"
        )

    def task(self, unit: str, object: str = "D1") -> Task:
        return Task.objects.get(round=self.round, unit__code=unit, object=object)


def build() -> Site:
    """The municipality with last round's text and this round open."""
    authorities = {
        code: Authority.objects.create(code=code, name=name, audits=code == "REV")
        for code, name in (("SEN", "Servicenämnden"), ("KTN", "Kulturnämnden"), ("REV", "Kommunrevisionen"))
    }
    units: dict[str, OrgUnit] = {}
    for position, (code, name, kind, parent, authority) in enumerate(UNITS):
        above = units.get(parent)
        units[code] = OrgUnit.objects.create(
            code=code, name=name, kind=kind, parent=above, path=f"{above.path if above else ''}{code}/",
            position=position, authority=authorities.get(authority),
        )  # fmt: skip
    people = _people(authorities, units)
    _plan(authorities["SEN"], units)
    Goal.objects.create(
        authority=authorities["KTN"], code="D1", name="Kulturens inriktning", level=GoalLevel.FOCUS, year=2024,
        parent=Goal.objects.create(authority=authorities["KTN"], code="SG1", name="Kultur", level=GoalLevel.AREA,
                                   position=0),
        position=1,
    )  # fmt: skip
    before, this = _rounds(authorities["SEN"])
    _spoken_before(authorities["SEN"], before, units)
    _beb, other = _rounds(authorities["KTN"])
    site = Site(units, authorities, people, before, this)
    opened = actions.open_round(this.pk, meeting_on=MEETING, by=site.by("bo"), now=NOW)
    assert isinstance(opened, actions.Opened)
    elsewhere = actions.open_round(other.pk, meeting_on=MEETING, by=site.by("cecilia"), now=NOW)
    assert isinstance(elsewhere, actions.Opened)
    this.refresh_from_db()
    return site


def wide(site: Site, areas: int, goals: int) -> None:
    """As many more areas, each with its manager, and as many more annual focuses, opened as tasks."""
    sen = site.authorities["SEN"]
    for number in range(areas):
        code = f"X{number}"
        unit = OrgUnit.objects.create(
            code=code, name=f"Område {code}", kind=UnitKind.AREA, parent=site.units["SEF"],
            path=f"{site.units['SEF'].path}{code}/", position=100 + number, authority=sen,
        )  # fmt: skip
        person = Person.objects.create_user(
            f"chef{number}", f"chef{number}@example.se", first_name=f"Chef{number}"
        )
        Grant.objects.create(person=person, authority=sen, role=Role.AREA_MANAGER, unit=unit, starts_on=TODAY)
    parent = Goal.objects.get(authority=sen, code="VM1")
    for number in range(goals):
        Goal.objects.create(
            authority=sen, code=f"W{number}", name=f"Inriktning {number}", level=GoalLevel.FOCUS, year=2024,
            parent=parent, position=100 + number,
        )  # fmt: skip
    Round.objects.filter(pk=site.round.pk).update(state=RoundState.PLANNED)
    opened = actions.open_round(site.round.pk, by=site.by("bo"), now=NOW)
    assert isinstance(opened, actions.Opened)


def _people(authorities: dict[str, Authority], units: dict[str, OrgUnit]) -> dict[str, Person]:
    people: dict[str, Person] = {}
    for username, first, last, role, authority, unit in GRANTS:
        if username not in people:
            people[username] = Person.objects.create_user(
                username, f"{username}@example.se", first_name=first, last_name=last
            )
        Grant.objects.create(
            person=people[username], authority=authorities[authority], role=role, unit=units[unit],
            starts_on=dt.date(2024, 1, 1),
        )  # fmt: skip
    people["doris"] = Person.objects.create_user("doris", "doris@example.se", first_name="Doris")
    Grant.objects.create(
        person=people["doris"], role=Role.SYSTEM_ADMINISTRATOR, starts_on=dt.date(2024, 1, 1)
    )
    people["nils"] = Person.objects.create_user("nils", "nils@example.se", first_name="Nils")
    return people


def _plan(sen: Authority, units: dict[str, OrgUnit]) -> None:
    area = Goal.objects.create(
        authority=sen, code="SA1", name="Effektiv organisation", level=GoalLevel.AREA, position=0
    )
    strategic = Goal.objects.create(
        authority=sen,
        code="SG1",
        name="Ökad utvecklingstakt",
        level=GoalLevel.STRATEGIC,
        parent=area,
        position=1,
    )
    goal = Goal.objects.create(
        authority=sen,
        code="VM1",
        name="Förbättringskultur",
        level=GoalLevel.COMMITTEE,
        parent=strategic,
        position=2,
    )
    focus = Goal.objects.create(
        authority=sen,
        code="D1",
        name="Identifiera behov",
        level=GoalLevel.FOCUS,
        parent=goal,
        year=2024,
        position=3,
    )
    focus.contributors.add(units["OMR1"], units["IT"], units["UTV"], units["OMR2"])
    indicator = Indicator.objects.create(
        authority=sen, code="IND1", name="Andel med tillit", measure="ind.tillit", unit_of_measure="%", decimals=1,
        kind=IndicatorKind.GOAL, direction=DirectionOfGood.HIGHER, scope=units["SEN"], parent="VM1", position=0,
    )  # fmt: skip
    Target.objects.create(
        indicator=indicator, year=2027, comparator=Comparator.AT_LEAST, value=75, decimals=0, position=0
    )
    Value.objects.create(
        authority=sen, address="ind.tillit:SEN:2024-08:utfall", measure="ind.tillit", scope=units["SEN"],
        period="2024-08", scenario="utfall", value="66.7", unit_of_measure="%", decimals=1,
        source_document="enkät", entered_at=NOW, position=0,
    )  # fmt: skip


def _rounds(authority: Authority) -> tuple[Round, Round]:
    before = Round.objects.create(
        authority=authority, code="2024-D1", name="Delår 1", kind=RoundKind.INTERIM, period="2024-01..2024-04",
        state="beslutad", position=0,
    )  # fmt: skip
    this = Round.objects.create(
        authority=authority, code=ROUND, name="Delår 2", kind=RoundKind.INTERIM, period="2024-01..2024-08",
        previous=before, position=1,
    )  # fmt: skip
    return before, this


def _spoken_before(sen: Authority, before: Round, units: dict[str, OrgUnit]) -> None:
    for code in ("IT", "OMR1"):
        Contribution.objects.create(
            authority=sen, round=before, object="D1", kind="comment", unit=units[code], section="mål",
            markdown=f"Så sade {code} i våras.\n", state="låst",
        )  # fmt: skip


def with_books(site: Site, financing: Financing = Financing.INCOME) -> None:
    """How the committee's statements are drawn up, cost centres, and Anna's right to see its vouchers."""
    accounts: dict[str, tuple[str, ...]] = {
        "intakter": ("3",),
        "personal": ("5",),
        "ovriga-kostnader": ("4", "6", "7"),
    }
    if financing is Financing.TAX:
        accounts["kommunbidrag"] = ("9",)
    form = form_for(financing, accounts)
    food = StatementForm("slag", "Slag", (ReportLine("slag.lon", "Löner", LineKind.COST, ("50",)),))
    settings = Settings(
        municipality="Exempelkommun", committee="SEN", treatment=Treatment.PRORATED, limits=RiskLimits(),
        forms=(PlacedForm(form, "SEN"), PlacedForm(food, "OMR1")), outside=(), rounds=Objects(),
        masked=(("50", "57"),),
    )  # fmt: skip
    store_rules(site.authorities["SEN"], Rules(settings))
    CostCentre.objects.create(unit=site.units["IT"], code="3130", position=0)
    CostCentre.objects.create(unit=site.units["OMR2"], code="3200", position=0)
    RightGrant.objects.create(
        person=site.people["anna"], authority=site.authorities["SEN"], right=Right.SEE_VOUCHERS, unit=site.units["IT"],
        starts_on=dt.date(2024, 1, 1),
    )  # fmt: skip
