"""The first committee of a site, with somebody who can begin: what is needed before a workbook can be read in."""

import datetime as dt
import re
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from utfall.domain.access import Role
from utfall.domain.denied import Denied
from utfall.domain.organisation import UnitKind
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.organisation.actions import grant_role, make_person
from utfall.records.organisation.models import Authority, OrgUnit, Person

FIRST_ROLES = (Role.AUTHORITY_ADMINISTRATOR, Role.CONTROLLER)
"""Whoever begins gives roles and reads the plan in; both can be ended when others have taken over."""
BAD_CODE = Denied(
    "found.code", _("Koden ska vara en till tio versaler eller siffror utan å, ä och ö, till exempel SEN.")
)
NO_NAME = Denied("found.name", _("Ange vad nämnden och kommunen heter."))
ALREADY = Denied("found.already", _("Det finns redan en enhet eller nämnd med den koden."))
_CODE = re.compile(r"[A-Z0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class Beginner:
    """Whoever begins: her account, and a password that a program has chosen."""

    username: str
    first_name: str
    last_name: str
    email: str
    password: str


class _RefusedError(Exception):
    """Ends the transaction; the refusal is given back as a value."""

    def __init__(self, denied: Denied) -> None:
        super().__init__(denied.code)
        self.denied = denied


def found(
    code: str, name: str, *, municipality: str, beginner: Beginner, by: str, now: dt.datetime
) -> Authority | Denied:
    """A committee with its wall and the roles of the one who begins; all of it or nothing.

    The municipality above it comes with the workbook. `by` is the name of the command.
    """
    if not _CODE.fullmatch(code):
        return BAD_CODE
    if not name.strip() or not municipality.strip():
        return NO_NAME
    if OrgUnit.objects.filter(code=code).exists() or Authority.objects.filter(code=code).exists():
        return ALREADY
    try:
        with transaction.atomic():
            return _made(code, name.strip(), municipality.strip(), beginner, by, now)
    except _RefusedError as refused:
        return refused.denied


def _made(
    code: str, name: str, municipality: str, beginner: Beginner, by: str, now: dt.datetime
) -> Authority:
    authority = Authority.objects.create(code=code, name=name, municipality=municipality)
    last = OrgUnit.objects.aggregate(last=Max("position"))["last"]
    unit = OrgUnit.objects.create(
        code=code, name=name, kind=UnitKind.COMMITTEE, path=f"{code}/", authority=authority,
        position=0 if last is None else last + 1,
    )  # fmt: skip
    note("authority.found", by=by, at=now, object=f"authority:{code}", authority=code, details={"name": name})
    person = make_person(
        beginner.username, first_name=beginner.first_name, last_name=beginner.last_name, email=beginner.email,
        password=beginner.password, by=by, now=now, is_random=True,
    )  # fmt: skip
    if not isinstance(person, Person):
        raise _RefusedError(person)
    for role in FIRST_ROLES:
        given = grant_role(person, role, authority=authority, unit=unit, starts_on=now.date(), by=by, now=now)
        if isinstance(given, Denied):
            raise _RefusedError(given)
    return authority
