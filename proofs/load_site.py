"""A large municipality written straight into the tables, and what eight of its people look at."""

import datetime as dt
import json
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from utfall.records.organisation.models import OrgUnit, Person

    Units = dict[str, OrgUnit]
    People = dict[str, Person]

TEXT = (
    "Vi har arbetat vidare enligt planen under perioden. Andelen är {{ind.m1:SEN:2024-01..2024-08:utfall;%1}}, och det "
    "beror på att fler har varit med från början. Till nästa gång följer vi upp hur det har gått i de mindre köken.\n"
)
AREAS, UNITS = 12, 285
FOCUSES, INDICATORS = 350, 300
YEARS = (2022, 2023, 2024)
ANSWERED = 60


def main() -> None:
    """Write it, and print who looks at what as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "utfall.config.settings")
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        units = _organisation()
        people = _people(units)
        _goals(units)
        _indicators(units)
        _rounds(people)
    print(json.dumps(_walks(people)))


def _organisation() -> "Units":
    from utfall.domain.organisation import UnitKind
    from utfall.records.organisation.models import Authority, OrgUnit

    sen = Authority.objects.create(code="SEN", name="Servicenämnden")
    units: Units = {}

    def add(code: str, name: str, kind: UnitKind, above: str = "") -> None:
        parent = units.get(above)
        units[code] = OrgUnit.objects.create(
            code=code, name=name, kind=kind, parent=parent, path=f"{parent.path if parent else ''}{code}/",
            position=len(units), authority=sen if above else None,
        )  # fmt: skip

    add("EXK", "Exempelkommun", UnitKind.MUNICIPALITY)
    add("SEN", "Servicenämnden", UnitKind.COMMITTEE, "EXK")
    add("SEF", "Serviceförvaltningen", UnitKind.ADMINISTRATION, "SEN")
    for number in range(AREAS):
        add(f"A{number}", f"Område {number}", UnitKind.AREA, "SEF")
        for unit in range(number, UNITS, AREAS):
            add(f"E{unit}", f"Enhet {unit}", UnitKind.UNIT, f"A{number}")
    return units


def _people(units: "Units") -> "People":
    from utfall.domain.access import Role
    from utfall.records.organisation.models import Authority, Grant, Person

    sen = Authority.objects.get(code="SEN")
    roles = {"bo": (Role.CONTROLLER, "SEN"), "hans": (Role.ADMINISTRATION_HEAD, "SEN"),
             "kim": (Role.QUALITY_OFFICER, "SEN"), "siv": (Role.SECRETARY, "SEN")}  # fmt: skip
    roles |= {f"a{number}": (Role.AREA_MANAGER, f"A{number}") for number in range(AREAS)}
    roles |= {f"e{number}": (Role.UNIT_MANAGER, f"E{number}") for number in range(UNITS)}
    people = {
        one.username: one
        for one in Person.objects.bulk_create(
            Person(username=name, email=f"{name}@example.se", first_name=name.title(), password="!")
            for name in roles
        )
    }
    Grant.objects.bulk_create(
        Grant(person=people[name], authority=sen, role=role, unit=units[unit], starts_on=dt.date(2020, 1, 1))
        for name, (role, unit) in roles.items()
    )
    return people


def _goals(units: "Units") -> None:
    from utfall.records.organisation.models import Authority
    from utfall.records.planning.models import Goal, GoalLevel

    sen, position = Authority.objects.get(code="SEN"), 0
    above: list[Goal] = []
    for level, count, letter in ((GoalLevel.AREA, 4, "SA"), (GoalLevel.STRATEGIC, 12, "SG"),
                                 (GoalLevel.COMMITTEE, 34, "VM"), (GoalLevel.FOCUS, FOCUSES, "D")):  # fmt: skip
        rows = []
        for number in range(count):
            position += 1
            rows.append(
                Goal(authority=sen, code=f"{letter}{number}", name=f"Mål {letter}{number} om en bättre vardag", level=level,
                     parent=above[number % len(above)] if above else None, position=position,
                     year=2024 if level is GoalLevel.FOCUS else None)
            )  # fmt: skip
        above = Goal.objects.bulk_create(rows)
    link = Goal.contributors.through
    link.objects.bulk_create(
        link(goal_id=goal.pk, orgunit_id=units[code].pk)
        for number, goal in enumerate(above)
        for code in (f"A{number % AREAS}", *(f"E{(number * 3 + step * AREAS) % UNITS}" for step in range(4)))
    )


def _indicators(units: "Units") -> None:
    from utfall.domain.indicators import Comparator, DirectionOfGood, IndicatorKind
    from utfall.records.indicators.models import Indicator, Target, Value
    from utfall.records.organisation.models import Authority

    sen = Authority.objects.get(code="SEN")
    rows = Indicator.objects.bulk_create(
        Indicator(authority=sen, code=f"IND{n}", name=f"Andel nöjda {n}", measure=f"ind.m{n}", unit_of_measure="%",
                  decimals=1, kind=IndicatorKind.GOAL, direction=DirectionOfGood.HIGHER, scope=units["SEN"],
                  parent=f"VM{n % 34}", position=n)
        for n in range(INDICATORS)
    )  # fmt: skip
    Target.objects.bulk_create(
        Target(indicator=row, year=2024, comparator=Comparator.AT_LEAST, value="75", position=0)
        for row in rows
    )
    at = dt.datetime(2024, 9, 1, tzinfo=dt.UTC)
    periods = [f"{year}-{month:02}" for year in YEARS for month in range(1, 13)] + ["2024-01..2024-08"]
    cuts: tuple[dict[str, str], ...] = ({}, {"kon": "k"}, {"kon": "m"})
    Value.objects.bulk_create(
        (
            Value(authority=sen, address=f"ind.m{n}:SEN:{period}:utfall" + "".join(f":{a}={b}" for a, b in cut.items()),
                  measure=f"ind.m{n}", scope=units["SEN"], period=period, scenario="utfall", cuts=cut,
                  value=f"{50 + (n + place) % 40}.{n % 10}", unit_of_measure="%", decimals=1, source_document="enkät",
                  entered_at=at, position=place)
            for n in range(INDICATORS) for place, period in enumerate(periods) for cut in cuts
        ),
        batch_size=2000,
    )  # fmt: skip


def _rounds(people: "People") -> None:
    from utfall.domain.reporting import Section, State
    from utfall.domain.snapshot import RoundKind, TextKind
    from utfall.records.organisation.actor import acting
    from utfall.records.organisation.models import Authority, Round
    from utfall.records.planning.models import Goal
    from utfall.records.reporting import actions
    from utfall.records.reporting.models import Contribution

    sen = Authority.objects.get(code="SEN")
    previous: Round | None = None
    goals = list(Goal.objects.filter(level="inriktning").prefetch_related("contributors"))
    for position, (year, half) in enumerate((year, half) for year in YEARS for half in (1, 2)):
        this = Round.objects.create(
            authority=sen, code=f"{year}-D{half}", name=f"Delår {half}", kind=RoundKind.INTERIM, previous=previous,
            period=f"{year}-01..{year}-{4 * half:02}", position=position, state="planerad",
        )  # fmt: skip
        previous = this
        if (year, half) == (YEARS[-1], 2):
            break
        Round.objects.filter(pk=this.pk).update(state="beslutad")
        Contribution.objects.bulk_create(
            Contribution(authority=sen, round=this, object=goal.code, kind=TextKind.COMMENT, unit=unit,
                         section=Section.GOALS, state=State.LOCKED, markdown=TEXT)
            for goal in goals for unit in goal.contributors.all()
        )  # fmt: skip
    assert previous is not None
    now = dt.datetime.now(dt.UTC)
    opened = actions.open_round(
        previous.pk,
        meeting_on=now.date() + dt.timedelta(days=45),
        by=acting(people["bo"], today=now.date()),
        now=now,
    )
    if not isinstance(opened, actions.Opened):
        raise RuntimeError(opened.sentence())
    answered = Contribution.objects.filter(round=previous).order_by("pk")
    Contribution.objects.filter(pk__in=answered.values_list("pk", flat=True)[: opened.tasks // 2]).update(
        markdown=TEXT, version=1
    )
    Contribution.objects.filter(
        pk__in=answered.filter(unit__kind="område").values_list("pk", flat=True)[:ANSWERED]
    ).update(markdown=TEXT, version=1, state=State.SUBMITTED)


def _walks(people: "People") -> list[dict[str, object]]:
    from django.test import Client

    from utfall.records.indicators.models import Indicator
    from utfall.records.planning.models import Goal
    from utfall.records.reporting.models import Task

    number = Indicator.objects.order_by("pk").values_list("pk", flat=True)[17]
    goal = Goal.objects.get(code="D1").pk
    walks = []
    for name, unit in (("bo", "SEN"), ("hans", "A0"), ("kim", "SEN"), ("siv", "SEN"),
                       ("a0", "A0"), ("a1", "A1"), ("e0", "E0"), ("e3", "E3")):  # fmt: skip
        client = Client()
        client.force_login(people[name])
        pages = {
            "tasks": "/uppgifter", "give": "/uppgifter/ge", "substitute": "/uppgifter/vikarie",
            "overview": "/lage/2024-D2", "unit": f"/lage/2024-D2/enhet/{unit}", "approval": "/godkann/2024-D2",
            "round": "/runda/2024-D2", "plan": "/plan/2024/SEN", "table": "/plan/2024/SEN?vy=tabell", "goal": f"/plan/2024/SEN/mal/{goal}",
            "versions": "/plan/2024/SEN/versioner", "assignments": "/uppdrag/SEN", "indicators": "/indikatorer/SEN",
            "indicator": f"/indikator/{number}", "search": "/sok?q=vardag", "search for a unit": "/sok?q=Enhet+12",
            "reports": "/rapport", "help": "/hjalp", "settings": "/installningar", "one-time codes": "/konto/engangskoder",
        }  # fmt: skip
        task = Task.objects.filter(unit__code=unit, section="mål").order_by("position").first()
        if task is not None:
            path = f"/mal/{task.object}/2024-D2"
            for word in ("", "/historik", "/lasning"):
                pages[f"contribution{word}"] = f"{path}{word}?enhet={unit}"
            pages["panel"] = f"/granskning/{task.object}/2024-D2?enhet={unit}"
        if name in ("siv", "kim"):  # They approve nothing.
            del pages["approval"]
        if name == "bo":
            pages["lock"] = "/runda/2024-D2/las"
        walks.append({"session": client.cookies["sessionid"].value, "pages": list(pages.items())})
    return walks
