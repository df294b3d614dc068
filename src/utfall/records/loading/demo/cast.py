"""The people of the example, each with the roles that show one side of the program."""

import datetime as dt
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from utfall.domain.access import Right, Role
from utfall.domain.denied import Denied
from utfall.records.organisation.actions import grant_right, grant_role, make_person, quick_hash
from utfall.records.organisation.models import Authority, OrgUnit, Person

T = TypeVar("T")
FILE = "demo-accounts.json"
BY = "utfall demo"
SINCE = dt.date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Part:
    """A role in an authority (empty: none), for a unit (empty: all of it); `vouchers` lets her see those of it."""

    role: Role
    authority: str
    unit: str = ""
    vouchers: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast."""

    name: str
    last_name: str
    parts: tuple[Part, ...]

    @property
    def username(self) -> str:
        """What she signs in with."""
        return self.name.lower()


CAST = (
    Member("Anna", "Enhetschef", (Part(Role.UNIT_MANAGER, "SEN", "REKARNE", vouchers=True),)),
    Member("Bo", "Controller", (Part(Role.CONTROLLER, "SEN", vouchers=True),)),
    Member("Cecilia", "Controller VON", (Part(Role.CONTROLLER, "VON"),)),
    Member("David", "Revisor", (Part(Role.AUDITOR, "REV"),)),
    Member("Erik", "Controller två nämnder", (Part(Role.CONTROLLER, "SEN"), Part(Role.CONTROLLER, "VON"))),
    Member("Sara", "Nämndsekreterare", (Part(Role.SECRETARY, "SEN"),)),
    Member("Hanna", "Förvaltningschef", (Part(Role.ADMINISTRATION_HEAD, "SEN"),)),
    Member("Lena", "Ledamot", (Part(Role.MEMBER, "SEN"),)),
    Member("Karin", "Kvalitetsansvarig", (Part(Role.QUALITY_OFFICER, "SEN"),)),
    Member("Adam", "Behörighetsadministratör", (Part(Role.AUTHORITY_ADMINISTRATOR, "SEN"),)),
    Member("Sven", "Systemadministratör", (Part(Role.SYSTEM_ADMINISTRATOR, ""),)),
    # An area's author puts its units' comments together.
    Member("Fredrik", "Områdeschef 1", (Part(Role.AREA_MANAGER, "SEN", "OMR1"),)),
    Member("Gunilla", "Områdeschef 2", (Part(Role.AREA_MANAGER, "SEN", "OMR2"),)),
    Member("Ingrid", "Områdeschef 3", (Part(Role.AREA_MANAGER, "SEN", "OMR3"),)),
    Member("Johan", "Områdeschef 4", (Part(Role.AREA_MANAGER, "SEN", "OMR4"),)),
    Member("Klara", "Områdeschef 5", (Part(Role.AREA_MANAGER, "SEN", "OMR5"),)),
    Member("Lisa", "Ledning och nämnd", (Part(Role.AREA_MANAGER, "SEN", "NLS"),)),
    # The other units that owe something.
    Member("Maria", "Enhetschef Zetterbergska", (Part(Role.UNIT_MANAGER, "SEN", "ZETTERBERG"),)),
    Member("Nils", "Enhetschef OLC", (Part(Role.UNIT_MANAGER, "SEN", "OLC"),)),
    Member("Olga", "Enhetschef transport", (Part(Role.UNIT_MANAGER, "SEN", "TRANSPORT"),)),
    Member("Pia", "Enhetschef upphandling", (Part(Role.UNIT_MANAGER, "SEN", "UPPH"),)),
    Member("Rolf", "Enhetschef Exempel direkt", (Part(Role.UNIT_MANAGER, "SEN", "ED"),)),
)
Accounts = Mapping[str, Mapping[str, str]]
"""`{name: {username, password}}`."""


def accounts_of(data: Path) -> Accounts | None:
    """The accounts of the site, from its file; None where there is none yet."""
    place = data / FILE
    if not place.is_file():
        return None
    found: dict[str, dict[str, str]] = json.loads(place.read_text("utf-8"))
    return found


def make_accounts(data: Path, *, now: dt.datetime) -> Accounts:
    """An account with its roles for everybody in the cast; the passwords are random and stay as they are.

    They are kept in a file that only its owner can read. Raises RuntimeError where the example is not loaded.
    """
    known = accounts_of(data) or {}
    found = {member.name: known.get(member.name) or _new(member) for member in CAST}
    _keep(data / FILE, found)
    there = set(Person.objects.values_list("username", flat=True))
    for member in CAST:
        password = found[member.name]["password"]
        if member.username not in there:
            _make(member, password, now)
        elif member.name not in known:
            person = Person.objects.get(username=member.username)
            person.password = quick_hash(password)
            person.save(update_fields=("password",))
    return found


def _new(member: Member) -> dict[str, str]:
    return {"username": member.username, "password": secrets.token_urlsafe(12)}


def _keep(place: Path, accounts: Accounts) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(accounts, file, ensure_ascii=False, indent=2)
    draft.replace(place)


def _make(member: Member, password: str, now: dt.datetime) -> None:
    person = _done(
        make_person(
            member.username, first_name=member.name, last_name=member.last_name,
            email=f"{member.username}@exempelkommun.example", password=password, by=BY, now=now, is_random=True,
        )
    )  # fmt: skip
    for part in member.parts:
        authority = Authority.objects.get(code=part.authority) if part.authority else None
        unit = OrgUnit.objects.get(code=part.unit or part.authority) if part.authority else None
        _done(grant_role(person, part.role, authority=authority, unit=unit, starts_on=SINCE, by=BY, now=now))
        if part.vouchers and authority is not None and unit is not None:
            _done(
                grant_right(
                    person,
                    Right.SEE_VOUCHERS,
                    authority=authority,
                    unit=unit,
                    starts_on=SINCE,
                    by=BY,
                    now=now,
                )
            )


def _done(result: T | Denied) -> T:
    if isinstance(result, Denied):
        raise RuntimeError(f"The example's cast cannot be made: {result.sentence()}")
    return result
