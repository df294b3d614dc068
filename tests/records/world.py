"""A small municipality for tests of plans and indicators: two committees, one kitchen, the fixed cast."""

import datetime as dt

from utfall.domain.access import Role
from utfall.domain.goal_chain import Level
from utfall.records.organisation.actor import acting
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person, Round
from utfall.records.planning.models import Assignment, Goal

TODAY = dt.date(2024, 9, 12)
NOW = dt.datetime(2024, 9, 12, 8, 0, tzinfo=dt.UTC)
CAST = {
    "anna": (Role.UNIT_MANAGER, "SEN", "MAT"),
    "olle": (Role.AREA_MANAGER, "SEN", "OMR4"),
    "bo": (Role.CONTROLLER, "SEN", "SEN"),
    "hans": (Role.ADMINISTRATION_HEAD, "SEN", "SEN"),
    "sara": (Role.SECRETARY, "SEN", "SEN"),
    "kim": (Role.QUALITY_OFFICER, "SEN", "SEN"),
    "maj": (Role.MEMBER, "SEN", "SEN"),
    "ada": (Role.AUTHORITY_ADMINISTRATOR, "SEN", "SEN"),
    "cecilia": (Role.CONTROLLER, "KS", "KS"),
    "david": (Role.AUDITOR, "REV", "REV"),
}
"""Everybody's role, authority and unit; Erik is controller of both committees, Doris runs the site."""


def municipality() -> Authority:
    """Units, authorities, people and rounds; the authority of the service committee."""
    authorities = {
        code: Authority.objects.create(code=code, name=name, audits=code == "REV")
        for code, name in (("SEN", "Servicenämnden"), ("KS", "Kommunstyrelsen"), ("REV", "Revisionen"))
    }
    rows: dict[str, OrgUnit] = {}
    for position, (code, name, kind, above, authority) in enumerate(
        (
            ("EXK", "Exempelkommun", "kommun", "", ""),
            ("SEN", "Servicenämnden", "nämnd", "EXK", "SEN"),
            ("SEF", "Serviceförvaltningen", "förvaltning", "SEN", "SEN"),
            ("OMR4", "Måltidsservice", "område", "SEF", "SEN"),
            ("MAT", "Rekarneköket", "enhet", "OMR4", "SEN"),
            ("IT", "IT-drift", "enhet", "SEF", "SEN"),
            ("KS", "Kommunstyrelsen", "nämnd", "EXK", "KS"),
            ("REV", "Revisionen", "nämnd", "EXK", "REV"),
        )
    ):
        parent = rows.get(above)
        rows[code] = OrgUnit.objects.create(
            code=code, name=name, kind=kind, parent=parent, position=position,
            path=f"{parent.path if parent else ''}{code}/", authority=authorities.get(authority),
        )  # fmt: skip
    for name, (role, authority, unit) in CAST.items():
        grant(person(name), role, authority, rows[unit])
    for authority in ("SEN", "KS"):
        erik = Person.objects.filter(username="erik").first() or person("erik")
        grant(erik, Role.CONTROLLER, authority, rows[authority])
    Grant.objects.create(
        person=person("doris"), role=Role.SYSTEM_ADMINISTRATOR, starts_on=dt.date(2020, 1, 1)
    )
    person("nils")
    for position, (code, name, state, period) in enumerate(
        (
            ("2024-D1", "Delår 1", "låst", "2024-01..2024-04"),
            ("2024-D2", "Delår 2", "öppen", "2024-01..2024-08"),
        )
    ):
        Round.objects.create(
            authority=authorities["SEN"], code=code, name=name, kind="interim_report", period=period,
            state=state, position=position,
        )  # fmt: skip
    return authorities["SEN"]


def person(name: str) -> Person:
    """Somebody with an account; without a password, which would take a second to hash."""
    return Person.objects.create(username=name, email=f"{name}@example.se", first_name=name.title())


def grant(who: Person, role: Role, authority: str, unit: OrgUnit) -> Grant:
    """A role from 2020 on."""
    return Grant.objects.create(
        person=who, authority=Authority.objects.get(code=authority), role=role, unit=unit,
        starts_on=dt.date(2020, 1, 1),
    )  # fmt: skip


def by(name: str, authority: str = "SEN"):
    """The person acting for the authority."""
    return acting(Person.objects.get(username=name), today=TODAY, authority=authority)


def goals(authority: Authority) -> dict[str, Goal]:
    """A chain with two committee goals and three focuses, by code."""
    rows: dict[str, Goal] = {}
    for position, (code, name, level, above, extra) in enumerate(
        (
            ("SA1", "Hållbar utveckling", Level.AREA, "", {}),
            ("SG1", "Stärkt beredskap", Level.STRATEGIC, "SA1", {}),
            ("VM1", "Bidra till beredskap", Level.COMMITTEE, "SG1", {"target_year": 2027}),
            ("D1", "Samverkan", Level.FOCUS, "VM1", {"year": 2024}),
            ("D2", "Etablera övningar", Level.FOCUS, "VM1", {"year": 2024}),
            ("VM2", "Förbättringskultur", Level.COMMITTEE, "SG1", {"target_year": 2027}),
            ("D3", "Arbeta med kulturen", Level.FOCUS, "VM2", {"year": 2024}),
            ("D0", "Förra årets inriktning", Level.FOCUS, "VM1", {"year": 2023}),
        )
    ):
        rows[code] = Goal.objects.create(
            authority=authority, code=code, name=name, level=level.value, parent=rows.get(above),
            position=position * 3, **extra,
        )  # fmt: skip
    return rows


def assignment(authority: Authority) -> Assignment:
    """An assignment from the executive committee to the kitchen."""
    return Assignment.objects.create(
        authority=authority, code="U1", name="Utred gemensam måltidsplanering", state="pågår", position=0,
        given_by=OrgUnit.objects.get(code="KS"), decided_on=dt.date(2024, 2, 6), paragraph="§ 21",
        responsible=OrgUnit.objects.get(code="MAT"), due_on=dt.date(2024, 12, 1),
    )  # fmt: skip
