"""People, roles and rights: who gives them, and what the log says."""

import datetime as dt

import pytest

from utfall.domain.access import Right, Role
from utfall.domain.denied import Denied
from utfall.records.audit.models import Event
from utfall.records.organisation import actions
from utfall.records.organisation.actor import Acting, acting
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2024, 9, 16, 12, tzinfo=dt.UTC)
TODAY, LATER = NOW.date(), NOW.date() + dt.timedelta(days=30)
COMMAND = "utfall test"


class Town:
    """Two committees, an administrator in one of them, and somebody to give roles to."""

    def __init__(self) -> None:
        self.sen = Authority.objects.create(code="SEN", name="Servicenämnden")
        self.von = Authority.objects.create(code="VON", name="Vårdnämnden")
        self.committee, self.other = (
            OrgUnit.objects.create(
                code=one.code,
                name=one.name,
                kind="nämnd",
                path=f"{one.code}/",
                position=number,
                authority=one,
            )
            for number, one in enumerate((self.sen, self.von))
        )
        self.anna = self.person("anna")
        adam = self.person("adam")
        made = actions.grant_role(
            adam, Role.AUTHORITY_ADMINISTRATOR, authority=self.sen, starts_on=TODAY, by=COMMAND, now=NOW
        )
        assert made
        self.adam = acting(adam, today=TODAY)

    def person(self, name: str) -> Person:
        made = actions.make_person(
            name, first_name=name.title(), last_name="X", email="", password="en lång och ovanlig fras", by=COMMAND,
            now=NOW,
        )  # fmt: skip
        assert isinstance(made, Person)
        return made

    def give(
        self, role: Role, *, by: actions.Grantor, authority: Authority | None, unit: OrgUnit | None = None
    ) -> Grant | Denied:
        return actions.grant_role(
            self.anna, role, authority=authority, unit=unit, starts_on=TODAY, by=by, now=NOW
        )


@pytest.fixture
def town() -> Town:
    return Town()


def code(result: object) -> str:
    return result.code if isinstance(result, Denied) else ""


def test_an_administrator_gives_roles_in_her_own_authority(town: Town) -> None:
    made = town.give(Role.CONTROLLER, by=town.adam, authority=town.sen)

    assert isinstance(made, Grant)
    assert (made.unit, made.granted_by) == (town.committee, town.adam.person)
    assert acting(town.anna, today=TODAY).actor.roles == {Role.CONTROLLER}
    event = Event.objects.latest("number")
    assert (event.deed, event.actor, event.authority, event.object) == (
        "role.grant", "adam", "SEN", "person:anna",
    )  # fmt: skip
    assert event.details == {"role": "controller", "unit": "SEN", "from": "2024-09-16", "to": ""}


def test_nobody_gives_roles_in_another_authority(town: Town) -> None:
    assert code(town.give(Role.CONTROLLER, by=town.adam, authority=town.von)) == "grant.others"
    assert (
        code(town.give(Role.CONTROLLER, by=town.adam, authority=town.sen, unit=town.other))
        == "grant.others-unit"
    )


def test_who_has_no_right_to_give_roles_gives_none(town: Town) -> None:
    town.give(Role.CONTROLLER, by=COMMAND, authority=town.sen)
    anna = acting(town.anna, today=TODAY)

    assert isinstance(town.give(Role.CONTROLLER, by=anna, authority=town.sen), Denied)
    assert Grant.objects.filter(person=town.anna).count() == 1


def test_the_system_administrator_is_made_by_a_command_and_belongs_nowhere(town: Town) -> None:
    assert code(town.give(Role.SYSTEM_ADMINISTRATOR, by=town.adam, authority=None)) == "grant.system"
    assert code(town.give(Role.SYSTEM_ADMINISTRATOR, by=COMMAND, authority=town.sen)) == "grant.system"
    assert code(town.give(Role.CONTROLLER, by=COMMAND, authority=None)) == "grant.system"
    assert isinstance(town.give(Role.SYSTEM_ADMINISTRATOR, by=COMMAND, authority=None), Grant)


def test_a_role_ends_once_with_its_last_day(town: Town) -> None:
    grant = town.give(Role.CONTROLLER, by=town.adam, authority=town.sen)
    assert isinstance(grant, Grant)

    too_early = actions.end_role(grant, on=TODAY - dt.timedelta(days=1), by=town.adam, now=NOW)
    ended = actions.end_role(grant, on=TODAY, by=town.adam, now=NOW)
    again = actions.end_role(grant, on=LATER, by=town.adam, now=NOW + dt.timedelta(days=2))

    assert code(too_early) == "grant.backwards"
    assert isinstance(ended, Grant)
    assert code(again) == "grant.ended"
    assert acting(town.anna, today=TODAY).actor.roles == {Role.CONTROLLER}
    assert acting(town.anna, today=LATER).actor.roles == frozenset()


def test_a_right_is_for_the_cost_centres_of_a_unit(town: Town) -> None:
    made = actions.grant_right(
        town.anna, Right.SEE_VOUCHERS, authority=town.sen, unit=town.committee, starts_on=TODAY, by=town.adam, now=NOW
    )  # fmt: skip
    elsewhere = actions.grant_right(
        town.anna, Right.SEE_VOUCHERS, authority=town.sen, unit=town.other, starts_on=TODAY, by=town.adam, now=NOW
    )  # fmt: skip

    assert made
    assert code(elsewhere) == "grant.others-unit"


@pytest.mark.parametrize("password", ["kort", "123456789012", "password1234"])
def test_a_weak_password_is_refused(town: Town, password: str) -> None:
    made = actions.make_person(
        "olle", first_name="Olle", last_name="X", email="", password=password, by=COMMAND, now=NOW
    )

    assert code(made) == "person.password"
    assert not Person.objects.filter(username="olle").exists()


def test_a_name_is_taken_once(town: Town) -> None:
    made = actions.make_person(
        "anna",
        first_name="Anna",
        last_name="Y",
        email="",
        password="en lång och ovanlig fras",
        by=COMMAND,
        now=NOW,
    )

    assert code(made) == "person.taken"


def substitute(by: Acting, person: Person, *, ends_on: dt.date = LATER) -> object:
    return actions.name_substitute(person, starts_on=TODAY, ends_on=ends_on, by=by, now=NOW)


def test_a_substitute_answers_for_the_one_who_is_away(town: Town) -> None:
    town.give(Role.CONTROLLER, by=COMMAND, authority=town.sen)
    anna, bo = acting(town.anna, today=TODAY), town.person("bo")

    assert substitute(anna, bo)
    assert acting(bo, today=TODAY).answers_for == {"anna", "bo"}
    assert code(substitute(anna, town.anna)) == "substitute.herself"
    assert code(substitute(anna, bo, ends_on=TODAY - dt.timedelta(days=1))) == "grant.backwards"
    assert code(substitute(acting(town.person("cecilia"), today=TODAY), bo)) == "grant.others"
