"""The fixed cast of the access tests: one actor for each role, and a contribution of the kitchen."""

import datetime as dt

from utfall.domain.access import Actor, Grant, Kind, Role, Thing
from utfall.domain.reporting import Section

TODAY = dt.date(2024, 9, 12)
START = dt.date(2024, 1, 1)
KITCHEN, MEALS, IT = ("SEF", "O4", "MAT"), ("SEF", "O4"), ("SEF", "O1")

ROLES = {
    "UM": (Role.UNIT_MANAGER, "SEN", KITCHEN),
    "AM": (Role.AREA_MANAGER, "SEN", MEALS),
    "CO": (Role.CONTROLLER, "SEN", ()),
    "SE": (Role.SECRETARY, "SEN", ()),
    "AH": (Role.ADMINISTRATION_HEAD, "SEN", ()),
    "QO": (Role.QUALITY_OFFICER, "SEN", ()),
    "ME": (Role.MEMBER, "SEN", ()),
    "AU": (Role.AUDITOR, "REV", ()),
    "AX": (Role.AUDIT_EXPERT, "REV", ()),
    "EX": (Role.EXECUTIVE_OFFICE, "KS", ()),
    "AA": (Role.AUTHORITY_ADMINISTRATOR, "SEN", ()),
    "SA": (Role.SYSTEM_ADMINISTRATOR, "SEN", ()),
}


def actor(short, person="Anna"):
    role, authority, path = ROLES[short]
    return Actor(person, (Grant(role, authority, path, START),), TODAY, authority)


CONTRIBUTION = Thing(Kind.CONTRIBUTION, "SEN", KITCHEN, section=Section.GOALS)
