"""What the database itself refuses, whoever writes."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from utfall.domain.access import Role
from utfall.domain.reporting import Answer, RoundState
from utfall.domain.snapshot import RoundKind
from utfall.records.indicators.models import Indicator, Target, Value
from utfall.records.organisation.models import (
    Authority,
    CostCentre,
    Grant,
    OrgUnit,
    Person,
    Round,
    Substitute,
    Succession,
)
from utfall.records.planning.models import Activity, Assignment, Goal, GoalLevel
from utfall.records.reporting.models import Contribution, Edition, HandOver, Task

pytestmark = pytest.mark.django_db
FIRST, SECOND = dt.date(2024, 1, 1), dt.date(2024, 6, 1)
NOON = dt.datetime(2024, 9, 16, 12, tzinfo=dt.UTC)


class Few:
    """One row of each kind that the others need."""

    def __init__(self) -> None:
        self.sen = Authority.objects.create(code="SEN", name="Servicenämnden")
        self.von = Authority.objects.create(code="VON", name="Vårdnämnden")
        self.unit = OrgUnit.objects.create(
            code="SEN", name="Servicenämnden", kind="nämnd", path="SEN/", position=0, authority=self.sen
        )
        self.other = OrgUnit.objects.create(
            code="O1", name="Område 1", kind="område", path="SEN/O1/", position=1, parent=self.unit
        )
        self.anna = Person.objects.create(username="anna")
        self.round = Round.objects.create(
            authority=self.sen, code="2024-D2", name="Delår 2", kind=RoundKind.INTERIM.value,
            period="2024-01..2024-08", position=0,
        )  # fmt: skip
        self.area = Goal.objects.create(
            authority=self.sen, code="SA1", name="Område", level=GoalLevel.AREA, position=0
        )
        self.indicator = Indicator.objects.create(
            authority=self.sen, code="IND1", name="Andel", measure="ind.a", unit_of_measure="%", decimals=0,
            kind="statistik", direction="ingen riktning", scope=self.unit, position=0,
        )  # fmt: skip

    def goal(self, **fields: object) -> Goal:
        return Goal.objects.create(
            **{"authority": self.sen, "code": "G1", "name": "Mål", "level": GoalLevel.STRATEGIC, "position": 1,
               "parent": self.area, **fields}
        )  # fmt: skip

    def text(self, **fields: object) -> Contribution:
        return Contribution.objects.create(
            **{"authority": self.sen, "round": self.round, "object": "D1", "kind": "comment", "unit": self.unit,
               **fields}
        )  # fmt: skip

    def value(self, **fields: object) -> Value:
        return Value.objects.create(
            **{"authority": self.sen, "address": "ind.a:SEN:2024:utfall", "measure": "ind.a", "scope": self.unit,
               "period": "2024", "scenario": "utfall", "value": "5", "unit_of_measure": "%", "decimals": 0,
               "source_document": "x", "entered_at": NOON, "position": 0, **fields}
        )  # fmt: skip

    def edition(self) -> Edition:
        return Edition.objects.create(
            authority=self.sen, round=self.round, number=1, as_of=NOON, facts="{}", hash="0" * 64, template="",
            document="{}",
        )  # fmt: skip


@pytest.fixture
def few() -> Few:
    return Few()


Deed = Callable[[Few], object]


def twice(make: Deed) -> Deed:
    return lambda few: (make(few), make(few))


REFUSED: dict[str, Deed] = {
    "a unit that ends before it begins": lambda few: OrgUnit.objects.create(
        code="X", name="X", kind="enhet", path="X/", position=9, valid_from=SECOND, valid_to=FIRST
    ),
    "two units with one code": lambda few: OrgUnit.objects.create(
        code="O1", name="X", kind="enhet", path="X/", position=9
    ),
    "two units in one place": lambda few: OrgUnit.objects.create(
        code="X", name="X", kind="enhet", path="SEN/O1/", position=9
    ),
    "a cost centre twice from one day": twice(
        lambda few: CostCentre.objects.create(unit=few.other, code="31", valid_from=FIRST, position=0)
    ),
    "a unit after itself": lambda few: Succession.objects.create(
        predecessor=few.unit, successor=few.unit, on=FIRST, share=1
    ),
    "more than the whole taken over": lambda few: Succession.objects.create(
        predecessor=few.unit, successor=few.other, on=FIRST, share=Decimal("1.1")
    ),
    "nothing taken over": lambda few: Succession.objects.create(
        predecessor=few.unit, successor=few.other, on=FIRST, share=0
    ),
    "a role that ends before it begins": lambda few: Grant.objects.create(
        person=few.anna, authority=few.sen, role=Role.CONTROLLER.value, starts_on=SECOND, ends_on=FIRST
    ),
    "a role that no authority gave": lambda few: Grant.objects.create(
        person=few.anna, role=Role.CONTROLLER.value, starts_on=FIRST
    ),
    "a substitute for herself": lambda few: Substitute.objects.create(
        authority=few.sen, person=few.anna, substitute=few.anna, starts_on=FIRST, ends_on=SECOND
    ),
    "two rounds with one code": lambda few: Round.objects.create(
        authority=few.sen, code="2024-D2", name="X", kind="interim_report", period="2024", position=1
    ),
    "two goals with one code": twice(lambda few: few.goal()),
    "a goal below nothing": lambda few: few.goal(parent=None),
    "an activity that ends before it begins": lambda few: Activity.objects.create(
        unit=few.unit, goal=few.area, name="X", year=2024, starts_on=SECOND, ends_on=FIRST, position=0
    ),
    "an assignment closed without a decision": lambda few: Assignment.objects.create(
        authority=few.sen, code="U1", name="X", given_by=few.unit, decided_on=FIRST, responsible=few.unit,
        state="avslutat", position=0,
    ),
    "a target without a value": lambda few: Target.objects.create(
        indicator=few.indicator, year=2024, comparator="minst", position=0
    ),
    "a target that increases to a value": lambda few: Target.objects.create(
        indicator=few.indicator, year=2024, comparator="ökar", value="5", position=0
    ),
    "two targets of one year": twice(
        lambda few: Target.objects.create(
            indicator=few.indicator, year=2024, comparator="minst", value="5", position=0
        )
    ),
    "two values in force": twice(lambda few: few.value()),
    "two texts of a round about one thing": twice(lambda few: few.text()),
    "two standing texts about one thing": twice(lambda few: few.text(round=None)),
    "reported elsewhere, nobody knows where": lambda few: few.text(answer=Answer.ELSEWHERE.value),
    "a task twice": twice(
        lambda few: Task.objects.create(
            round=few.round, unit=few.unit, section="mål", object="D1", title="X", due_on=FIRST, position=0,
            contribution=few.text(unit=OrgUnit.objects.exclude(contributions__object="D1").first()),
        )
    ),
    "handed over to itself": lambda few: HandOver.objects.create(
        authority=few.sen, recipient=few.sen, round=few.round, title="X", hash="0" * 64, by=few.anna, at=NOON
    ),
    "an edition's number twice": twice(lambda few: few.edition()),
}  # fmt: skip


@pytest.mark.parametrize("deed", REFUSED.values(), ids=REFUSED.keys())
def test_the_database_refuses(few: Few, deed: Deed) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        deed(few)


def test_a_corrected_value_stays_beside_the_one_in_force(few: Few) -> None:
    few.value(replaced_at=NOON)
    few.value(replaced_at=NOON, value="6")
    few.value(value="7")

    assert Value.objects.count() == 3


def test_one_text_may_stand_in_two_rounds_and_for_all(few: Few) -> None:
    later = Round.objects.create(
        authority=few.sen, code="2024-VB", name="VB", kind="activity_report", period="2024", position=1
    )
    few.text()
    few.text(round=later)
    few.text(round=None)

    assert Contribution.objects.count() == 3


def test_the_system_administrator_belongs_to_no_authority(few: Few) -> None:
    grant = Grant.objects.create(
        person=few.anna, role=Role.SYSTEM_ADMINISTRATOR.value, starts_on=FIRST, ends_on=FIRST
    )

    assert grant.authority is None


@pytest.mark.parametrize("name", ["sen", "unit", "round"])
def test_what_texts_rest_on_is_not_taken_away(few: Few, name: str) -> None:
    few.text(unit=few.unit)

    with pytest.raises(ProtectedError):
        getattr(few, name).delete()


def test_a_round_is_planned_until_somebody_opens_it(few: Few) -> None:
    assert few.round.state == RoundState.PLANNED
