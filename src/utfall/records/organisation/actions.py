"""What can be done about people: accounts, roles, rights, and who stands in for whom."""

import datetime as dt

from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from utfall.domain.access import Act, Kind, Right, Role, permission
from utfall.domain.denied import Denied, first_refusal
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person, RightGrant, Substitute

Grantor = Acting | str
"""Who gives a role: a person, who is asked for her permission, or the name of a command on the site itself."""

OTHERS_UNIT = Denied(
    "grant.others-unit", _("Enheten hör till en annan nämnd. Välj en av nämndens egna enheter.")
)
OTHERS_ROLE = Denied(
    "grant.system", _("Systemadministratören hör inte till någon nämnd och utses på webbplatsens egen dator.")
)
ENDED = Denied("grant.ended", _("Rollen har redan upphört."))
BACKWARDS = Denied("grant.backwards", _("Slutdagen ligger före den första dagen. Rätta en av dem."))
OTHERS_GRANT = Denied("grant.others", _("Rollen är given av en annan nämnd, och kan bara avslutas där."))
WEAK = Denied("person.password", _("Lösenordet går inte att använda. Välj ett längre och ovanligare."))
TAKEN = Denied("person.taken", _("Användarnamnet är upptaget. Välj ett annat."))
HERSELF = Denied(
    "substitute.herself", _("Den som är borta kan inte vara sin egen ersättare. Välj någon annan.")
)


@transaction.atomic
def make_person(
    username: str,
    *,
    first_name: str,
    last_name: str,
    email: str,
    password: str,
    by: Grantor,
    now: dt.datetime,
    is_random: bool = False,
) -> Person | Denied:
    """An account that can do nothing until a role is given; Denied where the name is taken or the password weak.

    `is_random` says that a program chose the password, from more than anybody can try: then it is stored quickly,
    and stretched as all others when it is first used.
    """
    if not isinstance(by, str):
        refused = permission(by.actor, Act.GRANT, Kind.GRANT)
        if refused is not None:
            return refused
    if Person.objects.filter(username=username).exists():
        return TAKEN
    person = Person(username=username, first_name=first_name, last_name=last_name, email=email)
    try:
        validate_password(password, person)
    except ValidationError:
        return WEAK
    person.password = quick_hash(password) if is_random else make_password(password)
    person.save()
    _note("person.make", by, now, person=person, details={})
    return person


@transaction.atomic
def grant_role(
    person: Person,
    role: Role,
    *,
    authority: Authority | None,
    unit: OrgUnit | None = None,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    by: Grantor,
    now: dt.datetime,
) -> Grant | Denied:
    """Give the person the role in the authority, for the unit with all below it; its committee if none is named.

    Only the authority itself gives its roles. The system administrator belongs to none and is made by a command.
    """
    refused = first_refusal(_may_grant(by, authority), _place(authority, unit), _days(starts_on, ends_on))
    if refused is not None:
        return refused
    if (authority is None) != (role is Role.SYSTEM_ADMINISTRATOR):
        return OTHERS_ROLE
    if unit is None and authority is not None:
        unit = OrgUnit.objects.filter(code=authority.code).first()
    granted_by = None if isinstance(by, str) else by.person
    grant = Grant.objects.create(
        person=person, authority=authority, role=role.value, unit=unit, starts_on=starts_on, ends_on=ends_on,
        granted_by=granted_by,
    )  # fmt: skip
    details = {"role": role.value, "unit": unit.code if unit else "", "from": starts_on.isoformat(),
               "to": ends_on.isoformat() if ends_on else ""}  # fmt: skip
    _note("role.grant", by, now, person=person, authority=authority, details=details)
    return grant


@transaction.atomic
def end_role(grant: Grant, *, on: dt.date, by: Grantor, now: dt.datetime) -> Grant | Denied:
    """Let the role end with the day; what was done in it stays as it is."""
    grant = (
        Grant.objects.select_for_update(of=("self",)).select_related("person", "authority").get(pk=grant.pk)
    )
    refused = first_refusal(_may_grant(by, grant.authority), _days(grant.starts_on, on))
    if refused is not None:
        return refused
    if grant.ends_on is not None and grant.ends_on < now.date():
        return ENDED
    grant.ends_on = on
    grant.save(update_fields=("ends_on",))
    _note(
        "role.end", by, now, person=grant.person, authority=grant.authority,
        details={"role": grant.role, "to": on.isoformat()},
    )  # fmt: skip
    return grant


@transaction.atomic
def grant_right(
    person: Person,
    right: Right,
    *,
    authority: Authority,
    unit: OrgUnit,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    by: Grantor,
    now: dt.datetime,
) -> RightGrant | Denied:
    """Give the person the right for the cost centres of the unit and of all below it."""
    refused = first_refusal(_may_grant(by, authority), _place(authority, unit), _days(starts_on, ends_on))
    if refused is not None:
        return refused
    granted_by = None if isinstance(by, str) else by.person
    made = RightGrant.objects.create(
        person=person, authority=authority, right=right.value, unit=unit, starts_on=starts_on, ends_on=ends_on,
        granted_by=granted_by,
    )  # fmt: skip
    details = {"right": right.value, "unit": unit.code}
    _note("right.grant", by, now, person=person, authority=authority, details=details)
    return made


@transaction.atomic
def name_substitute(
    substitute: Person, *, starts_on: dt.date, ends_on: dt.date, by: Acting, now: dt.datetime
) -> Substitute | Denied:
    """Say who answers for one's own tasks in the authority that one acts for; both days included."""
    if by.authority is None or not by.actor.held:
        return OTHERS_GRANT
    if substitute.pk == by.person.pk:
        return HERSELF
    refused = _days(starts_on, ends_on)
    if refused is not None:
        return refused
    made = Substitute.objects.create(
        authority=by.authority, person=by.person, substitute=substitute, starts_on=starts_on, ends_on=ends_on
    )
    details = {"substitute": substitute.username, "from": starts_on.isoformat(), "to": ends_on.isoformat()}
    _note("substitute.name", by, now, person=by.person, authority=by.authority, details=details)
    return made


def quick_hash(password: str) -> str:
    """The hash of a long random password: guessing it is hopeless, so it need not be made slow as well."""
    hasher = PBKDF2PasswordHasher()
    return hasher.encode(password, hasher.salt(), iterations=1_000)


def _may_grant(by: Grantor, authority: Authority | None) -> Denied | None:
    if isinstance(by, str):
        return None
    if authority is None:
        return OTHERS_ROLE
    if by.authority is None or by.authority.pk != authority.pk:
        return OTHERS_GRANT
    return permission(by.actor, Act.GRANT, Kind.GRANT)


def _place(authority: Authority | None, unit: OrgUnit | None) -> Denied | None:
    if unit is None or (authority is not None and unit.authority_id == authority.pk):
        return None
    return OTHERS_UNIT


def _days(starts_on: dt.date, ends_on: dt.date | None) -> Denied | None:
    return BACKWARDS if ends_on is not None and ends_on < starts_on else None


def _note(
    deed: str,
    by: Grantor,
    now: dt.datetime,
    *,
    person: Person,
    details: dict[str, str],
    authority: Authority | None = None,
) -> None:
    note(
        deed, by=by if isinstance(by, str) else by.username, at=now, object=f"person:{person.username}",
        authority=authority.code if authority else "", details=details,
    )  # fmt: skip
