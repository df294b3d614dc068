"""The municipality of the table of addresses grown large, and what eight of its people look at."""

import datetime as dt
import json
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.records.reporting.small import Site

TEXT = (
    "Vi har arbetat vidare enligt planen under perioden. Andelen är {{ind.m1:SEN:2024-01..2024-08:utfall;%1}}, och det "
    "beror på att fler har varit med från början. Till nästa gång följer vi upp hur det har gått i de mindre köken.\n"
)
AREAS, UNITS = 12, 288
STRATEGIC, COMMITTEE, FOCUSES = 12, 36, 350
INDICATORS = 299
YEARS = (2022, 2023, 2024)
WAITING = 120
EIGHT = ("anna", "fatima", "hans", "bo", "siv", "kim", "alva", "doris")
"""A unit manager, an area manager, the head, the controller, the secretary, the quality officer, two administrators."""
MORE = (
    ("planning:plan, table", "/plan/2024/SEN?vy=tabell"),
    ("planning:plan, print", "/plan/2024/SEN?vy=utskrift"),
    ("planning:plan, of a unit", "/plan/2024/E0"),
    ("search:search, texts", "/sok?q=vardag"),
    ("search:search, a unit", "/sok?q=Enhet+12"),
    ("indicators:indicator, three years", "/indikator/{large}"),
)
"""Addresses that the table has no rows for: other views of the same pages, and what there is most of."""
OVERVIEW = "/lage/2024-D2"


def main() -> None:
    """Write it, and print who looks at what as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "utfall.config.settings")
    import django

    django.setup()
    from django.db import transaction

    from tests.web.test_access_table import known, municipality
    from utfall.records.organisation.models import Substitute

    with transaction.atomic():
        site = municipality()
        values = known(site)
        # The clock of the site is today's: who stands in for somebody in the table does so here too.
        Substitute.objects.update(ends_on=dt.date(2999, 12, 31))
        _organisation(site)
        _goals(site)
        values["large"] = _indicators(site)
        _rounds(site)
        _every_section(site)
    print(json.dumps(_walks(site, values)))


def _organisation(site: "Site") -> None:
    """Ten areas more, and 288 units in all twelve, each with its manager."""
    from utfall.domain.access import Role
    from utfall.domain.organisation import UnitKind
    from utfall.records.organisation.models import Grant, OrgUnit, Person

    sen, above = site.authorities["SEN"], site.units["SEF"]
    grants: list[Grant] = []

    def add(code: str, name: str, kind: UnitKind, parent: OrgUnit) -> OrgUnit:
        unit = OrgUnit.objects.create(
            code=code, name=name, kind=kind, parent=parent, path=f"{parent.path}{code}/", position=100 + len(grants),
            authority=sen,
        )  # fmt: skip
        role = Role.AREA_MANAGER if kind is UnitKind.AREA else Role.UNIT_MANAGER
        person = Person(username=f"chef-{code}", email=f"{code}@example.se", first_name=code, password="!")
        person.save()
        grants.append(
            Grant(person=person, authority=sen, role=role, unit=unit, starts_on=dt.date(2020, 1, 1))
        )
        return unit

    areas = [site.units["OMR1"], site.units["OMR2"]]
    areas += [add(f"A{number}", f"Område {number}", UnitKind.AREA, above) for number in range(AREAS - 2)]
    for number in range(UNITS):
        add(f"E{number}", f"Enhet {number}", UnitKind.UNIT, areas[number % AREAS])
    Grant.objects.bulk_create(grants)


def _goals(site: "Site") -> None:
    """400 goals and focuses; six places contribute to each focus, Anna's unit to every fiftieth."""
    from utfall.records.organisation.models import OrgUnit
    from utfall.records.planning.models import Goal, GoalLevel

    sen = site.authorities["SEN"]
    above, position = [Goal.objects.get(authority=sen, code="SA1")], 10
    for level, count, letter in ((GoalLevel.STRATEGIC, STRATEGIC, "SM"), (GoalLevel.COMMITTEE, COMMITTEE, "VX"),
                                 (GoalLevel.FOCUS, FOCUSES, "DX")):  # fmt: skip
        position += 1000
        above = Goal.objects.bulk_create(
            Goal(authority=sen, code=f"{letter}{number}", name=f"Mål {letter}{number} om en bättre vardag", level=level,
                 parent=above[number % len(above)], position=position + number,
                 year=2024 if level is GoalLevel.FOCUS else None)
            for number in range(count)
        )  # fmt: skip
    units = dict(OrgUnit.objects.filter(authority=sen).values_list("code", "pk"))
    areas = [code for code in units if code.startswith(("OMR", "A"))]
    link = Goal.contributors.through
    link.objects.bulk_create(
        link(goal_id=goal.pk, orgunit_id=units[code])
        for number, goal in enumerate(above)
        for code in (
            areas[number % len(areas)],
            *(f"E{(number * 3 + step * AREAS) % UNITS}" for step in range(4)),
            *(["IT"] if number % 50 == 0 else []),
        )
    )


def _indicators(site: "Site") -> int:
    """299 indicators more, each with a value for every month of three years, in all and by sex; the number of one."""
    from utfall.domain.indicators import Comparator, DirectionOfGood, IndicatorKind
    from utfall.records.indicators.models import Indicator, Target, Value

    sen, scope = site.authorities["SEN"], site.units["SEN"]
    rows = Indicator.objects.bulk_create(
        Indicator(authority=sen, code=f"INX{n}", name=f"Andel nöjda {n}", measure=f"ind.m{n}", unit_of_measure="%",
                  decimals=1, kind=IndicatorKind.GOAL, direction=DirectionOfGood.HIGHER, scope=scope,
                  parent=f"VX{n % COMMITTEE}", position=10 + n)
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
                  measure=f"ind.m{n}", scope=scope, period=period, scenario="utfall", cuts=cut,
                  value=f"{50 + (n + place) % 40}.{n % 10}", unit_of_measure="%", decimals=1, source_document="enkät",
                  entered_at=at, position=place)
            for n in range(INDICATORS) for place, period in enumerate(periods) for cut in cuts
        ),
        batch_size=2000,
    )  # fmt: skip
    return rows[17].pk


def _rounds(site: "Site") -> None:
    """Two rounds a year before, each with a text about every focus from every unit; this one opened, half of it answered."""
    from utfall.domain.reporting import RoundState, Section, State
    from utfall.domain.snapshot import RoundKind, TextKind
    from utfall.records.organisation.models import Round
    from utfall.records.planning.models import Goal
    from utfall.records.reporting import actions
    from utfall.records.reporting.models import Contribution

    sen = site.authorities["SEN"]
    places = [(year, half) for year in YEARS[:-1] for half in (1, 2)]
    Round.objects.filter(pk=site.before.pk).update(position=len(places))
    Round.objects.filter(pk=site.round.pk).update(position=len(places) + 1)
    earlier = [
        Round.objects.create(
            authority=sen, code=f"{year}-D{half}", name=f"Delår {half}", kind=RoundKind.INTERIM,
            period=f"{year}-01..{year}-{4 * half:02}", position=position, state=RoundState.DECIDED,
        )
        for position, (year, half) in enumerate(places)
    ]  # fmt: skip
    Round.objects.filter(pk=site.before.pk).update(previous=earlier[-1])
    goals = list(Goal.objects.filter(authority=sen, code__startswith="DX").prefetch_related("contributors"))
    for each in (*earlier, site.before):
        Contribution.objects.bulk_create(
            Contribution(authority=sen, round=each, object=goal.code, kind=TextKind.COMMENT, unit=unit,
                         section=Section.GOALS, state=State.LOCKED, markdown=TEXT)
            for goal in goals for unit in goal.contributors.all()
        )  # fmt: skip
    Round.objects.filter(pk=site.round.pk).update(state=RoundState.PLANNED)
    opened = actions.open_round(site.round.pk, by=site.by("bo"), now=dt.datetime(2024, 9, 2, tzinfo=dt.UTC))
    assert isinstance(opened, actions.Opened), opened
    new = Contribution.objects.filter(round=site.round, markdown="").order_by("pk")
    Contribution.objects.filter(pk__in=list(new.values_list("pk", flat=True)[: opened.tasks // 2])).update(
        markdown=TEXT, version=1
    )
    Contribution.objects.filter(
        pk__in=list(new.filter(unit__kind="område").values_list("pk", flat=True)[:WAITING])
    ).update(markdown=TEXT, version=1, state=State.SUBMITTED)


def _every_section(site: "Site") -> None:
    """A task for every unit in every section: 300 × 8 cells are as many as 200 × 12."""
    from utfall.domain.reporting import Section
    from utfall.records.organisation.models import OrgUnit
    from utfall.records.reporting.models import Contribution, Task

    sen = site.authorities["SEN"]
    there = set(Task.objects.filter(round=site.round).values_list("unit_id", "section"))
    missing = [
        (unit, section)
        for unit in OrgUnit.objects.filter(authority=sen)
        for section in Section
        if (unit.pk, section.value) not in there
    ]
    texts = Contribution.objects.bulk_create(
        Contribution(authority=sen, round=site.round, object=f"{unit.code}-{section.name}", kind="comment", unit=unit,
                     section=section)
        for unit, section in missing
    )  # fmt: skip
    Task.objects.bulk_create(
        Task(round=site.round, unit=unit, section=section, object=text.object, title=f"{section.value} {unit.name}",
             contribution=text, due_on=dt.date(2024, 9, 20), position=10_000 + place)
        for place, ((unit, section), text) in enumerate(zip(missing, texts, strict=True))
    )  # fmt: skip


def _walks(site: "Site", values: dict[str, object]) -> list[dict[str, object]]:
    """Each of the eight with a session, and every page of the table that she is shown, by the name of its address."""
    from django.test import Client

    walks = []
    for name in EIGHT:
        client = Client()
        client.force_login(site.people[name])
        pages = [(each, address.format(**values)) for each, address in _shown_to(name)]
        walks.append({"session": client.cookies["sessionid"].value, "pages": pages})
    return walks


def _shown_to(name: str) -> list[tuple[str, str]]:
    from tests.browser.every_page import PAGES
    from tests.web.test_access_table import CAST, ROWS

    pages = {address for address, _who in PAGES}
    found = [
        (row[0], row[2])
        for row in ROWS
        if row[1] == "GET" and row[2] in pages and row[3].replace(" ", "")[CAST.index(name)] == "."
    ]
    # Whoever reads the plan reads the rest of what there is much of.
    return found + (list(MORE) if ("planning:versions", "/plan/2024/SEN/versioner") in found else [])
