"""Forecasts of units: saved, handed in, returned, approved level by level; and the facts that rest on the last of it."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.records.conftest import AS_OF
from utfall.domain.access import Role
from utfall.domain.denied import Denied
from utfall.domain.figure import Address
from utfall.domain.finance.forecast import Cause, Reason
from utfall.domain.money import Money
from utfall.domain.reporting import RoundState, State
from utfall.integrations.folder import read_folder
from utfall.records.audit.models import Event
from utfall.records.finance.actions import forecast as actions
from utfall.records.finance.actions.forecast import Conflict, Incomplete, Saved, Writing
from utfall.records.finance.models import Forecast, ForecastRow, ForecastVersion
from utfall.records.finance.queries.forecast import Origin, result_of, standing
from utfall.records.finance.queries.forecast_around import around
from utfall.records.loading.contents import contents_of
from utfall.records.loading.dump import dump
from utfall.records.loading.facts import facts
from utfall.records.organisation.actor import Acting, acting
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person, Round

NOW = dt.datetime(2024, 9, 11, 8, 0, tzinfo=dt.UTC)
CAST = (
    ("anna", Role.UNIT_MANAGER, "REKARNE"), ("maria", Role.UNIT_MANAGER, "ZETTERBERG"),
    ("johan", Role.AREA_MANAGER, "OMR4"), ("bo", Role.CONTROLLER, "SEN"), ("hanna", Role.ADMINISTRATION_HEAD, "SEN"),
    ("karin", Role.QUALITY_OFFICER, "SEN"),
)  # fmt: skip
PEOPLE = tuple(name for name, _role, _unit in CAST)
PLACES = ("REKARNE", "ZETTERBERG", "OMR4", "SEN")
EXPLAINED = ("intakter", "personal", "lokaler", "kop-verksamhet", "ovriga-kostnader", "finansnetto")
WHY = {line: Reason(Cause.VOLUME, "Färre portioner") for line in EXPLAINED}
INCOME = Address.parse("intakter:SEN:2024:prognos")


@pytest.fixture
def open_d2(sen: Authority, d2: Round) -> Round:
    """The second interim report, open, with people for the levels of the kitchen."""
    for name, role, unit in CAST:
        person = Person.objects.create(username=name, first_name=name.title())
        Grant.objects.create(
            person=person, authority=sen, role=role, unit=OrgUnit.objects.get(code=unit),
            starts_on=dt.date(2024, 1, 1),
        )  # fmt: skip
    d2.state = RoundState.OPEN
    d2.save()
    return Round.objects.select_related("authority").get(pk=d2.pk)


def by(name: str) -> Acting:
    return acting(Person.objects.get(username=name), today=NOW.date(), authority="SEN")


def unit(code: str) -> OrgUnit:
    return OrgUnit.objects.get(code=code)


def save(round: Round, code: str, who: str, *, version: int = 0, reasons=None, **cells: int):
    written = Writing(
        {account.removeprefix("k"): Money(öre) for account, öre in cells.items()}, reasons or {}
    )
    return actions.save(round, unit(code), written, version=version, by=by(who), now=NOW)


def deed(name: str, round: Round, code: str, who: str, **more: object):
    return getattr(actions, name)(round, unit(code), by=by(who), now=NOW, **more)


def state(code: str) -> State:
    return State(Forecast.objects.get(unit__code=code).state)


def up_to_area(round: Round) -> None:
    """Anna's forecast approved, and the area's handed in and approved."""
    assert isinstance(save(round, "REKARNE", "anna", reasons=WHY, k64=-450_000_000), Saved)
    assert isinstance(deed("submit", round, "REKARNE", "anna", version=1), Saved)
    assert isinstance(deed("approve", round, "REKARNE", "johan", version=1), Saved)
    assert isinstance(save(round, "OMR4", "johan", reasons=WHY), Saved)
    assert isinstance(deed("submit", round, "OMR4", "johan", version=1), Saved)
    assert isinstance(deed("approve", round, "OMR4", "hanna", version=1), Saved)


def whole(round: Round) -> None:
    """All levels approved."""
    up_to_area(round)
    assert isinstance(save(round, "SEN", "bo", reasons=WHY), Saved)
    assert isinstance(deed("submit", round, "SEN", "bo", version=1), Saved)
    assert isinstance(deed("approve", round, "SEN", "hanna", version=1), Saved)


def test_the_committees_page_of_the_seed(open_d2: Round) -> None:
    found = around(open_d2)
    assert found is not None
    lines = {line.line.key: line for line in standing(found, "SEN").lines}

    def printed(key: str) -> list[str]:
        line = lines[key]
        amounts = (
            line.outcome,
            line.year_budget,
            line.proposed,
            line.previous,
            line.forecast,
            line.compared.variance,
        )
        return ["–" if one is None else f"{one.öre / 10**8:.1f}" for one in amounts]

    assert printed("intakter") == ["554.9", "840.9", "833.4", "–", "828.9", "-12.0"]
    assert printed("personal") == ["-306.3", "-479.0", "-474.5", "–", "-463.7", "15.3"]
    result = lines["resultat.inkl"]
    assert printed("resultat.inkl")[4:] == ["-3.0", "-3.0"]
    assert result.reconciliation.holds


def test_what_was_loaded_for_the_round_is_where_a_unit_begins_and_its_first_version(open_d2: Round) -> None:
    found = around(open_d2)
    assert found is not None
    before = standing(found, "REKARNE")
    assert before.origin is Origin.LOADED
    saved = save(open_d2, "REKARNE", "anna", k64=-450_000_000)
    assert isinstance(saved, Saved)
    versions = list(ForecastVersion.objects.order_by("number"))
    assert [one.comment for one in versions] == ["inläst", ""]
    loaded = {
        cell.account: cell.said.öre for line in before.lines for cell in line.cells if cell.said is not None
    }
    assert loaded.items() <= versions[0].cells.items()
    assert versions[1].cells == {**versions[0].cells, "64": -450_000_000}


def test_a_save_against_an_older_version_changes_nothing_and_loses_nothing(open_d2: Round) -> None:
    save(open_d2, "REKARNE", "anna", k64=-1)
    mine = save(open_d2, "REKARNE", "johan", version=0, k64=-2)
    assert isinstance(mine, Conflict)
    assert mine.mine.cells == {"64": Money(-2)}
    again = save(open_d2, "REKARNE", "anna", version=0, k64=-1)
    assert isinstance(again, Saved)
    assert not again.changed
    assert Forecast.objects.get().version == 1
    assert isinstance(save(open_d2, "REKARNE", "johan", version=1, k64=-2), Saved)


def test_reasons_are_demanded_when_it_is_handed_in_and_never_when_it_is_saved(open_d2: Round) -> None:
    assert isinstance(save(open_d2, "REKARNE", "anna", k64=-600_000_000), Saved)
    left = deed("submit", open_d2, "REKARNE", "anna", version=1)
    assert isinstance(left, Incomplete)
    assert "ovriga-kostnader" in left.unexplained
    assert save(open_d2, "REKARNE", "anna", version=1, reasons=WHY).forecast.version == 2
    assert isinstance(deed("submit", open_d2, "REKARNE", "anna", version=2), Saved)
    assert state("REKARNE") is State.SUBMITTED


def test_a_line_that_nothing_is_said_about_is_left_to_do(open_d2: Round) -> None:
    ForecastRow.objects.all().delete()
    save(open_d2, "REKARNE", "anna", k3=1_590_000_000)
    left = deed("submit", open_d2, "REKARNE", "anna", version=1)
    assert isinstance(left, Incomplete)
    assert "personal" in left.missing
    assert "intakter" not in left.missing


@pytest.mark.parametrize(
    ("who", "code", "allowed"),
    [("anna", "REKARNE", True), ("johan", "REKARNE", True), ("anna", "ZETTERBERG", False), ("bo", "REKARNE", False),
     ("karin", "REKARNE", False), ("anna", "SEN", False), ("bo", "SEN", True), ("hanna", "SEN", True)],
)  # fmt: skip
def test_who_may_write_a_forecast(open_d2: Round, who: str, code: str, allowed: bool) -> None:
    assert isinstance(save(open_d2, code, who, k64=-1), Saved) is allowed
    assert Forecast.objects.exists() is allowed


def test_an_account_that_is_no_row_of_the_page_is_refused(open_d2: Round) -> None:
    refused = save(open_d2, "REKARNE", "anna", k1999=5)
    assert isinstance(refused, Denied)
    assert refused.code == "forecast.not-a-cell"


def test_a_closed_round_and_a_round_without_forecast_take_none(open_d2: Round, sen: Authority) -> None:
    annual = Round.objects.select_related("authority").get(authority=sen, code="2024-VB")
    assert save(annual, "REKARNE", "anna", k64=-1).code == "forecast.no-forecast"
    open_d2.state = RoundState.LOCKED
    assert save(open_d2, "REKARNE", "anna", k64=-1).code == "round.closed"


def test_a_level_waits_for_those_who_have_begun_and_they_stand_still_when_it_is_handed_in(
    open_d2: Round,
) -> None:
    save(open_d2, "REKARNE", "anna", reasons=WHY, k64=-450_000_000)
    save(open_d2, "OMR4", "johan", reasons=WHY)
    waits = deed("submit", open_d2, "OMR4", "johan", version=1)
    assert (waits.code, waits.values) == ("forecast.below-is-open", {"units": "Rekarneköket"})
    deed("submit", open_d2, "REKARNE", "anna", version=1)
    deed("approve", open_d2, "REKARNE", "johan", version=1)
    assert isinstance(deed("submit", open_d2, "OMR4", "johan", version=1), Saved)
    for refused in (
        deed("return_", open_d2, "REKARNE", "johan", comment="Fel"),
        save(open_d2, "ZETTERBERG", "maria", k64=-1),
        save(open_d2, "REKARNE", "johan", version=1, k64=-1),
    ):
        assert refused.code == "forecast.above-is-done"
    assert isinstance(deed("return_", open_d2, "OMR4", "hanna", comment="Se över köken"), Saved)
    assert isinstance(deed("return_", open_d2, "REKARNE", "johan", comment="Fel pris"), Saved)
    assert state("REKARNE") is State.RETURNED
    assert isinstance(save(open_d2, "REKARNE", "anna", version=1, k64=-440_000_000), Saved)


def test_return_says_why_and_approval_is_of_what_was_read(open_d2: Round) -> None:
    save(open_d2, "REKARNE", "anna", reasons=WHY, k64=-450_000_000)
    deed("submit", open_d2, "REKARNE", "anna", version=1)
    assert deed("return_", open_d2, "REKARNE", "johan", comment=" ").code == "forecast.return-without-comment"
    assert deed("approve", open_d2, "REKARNE", "johan", version=0).code == "forecast.read-another"
    assert deed("approve", open_d2, "REKARNE", "anna", version=1).code == "contribution.not-approver"
    assert isinstance(deed("withdraw", open_d2, "REKARNE", "anna"), Saved)
    assert state("REKARNE") is State.DRAFT


def test_nobody_approves_what_nobody_has_begun(open_d2: Round) -> None:
    assert isinstance(deed("approve", open_d2, "REKARNE", "johan", version=0), Denied)
    assert not Forecast.objects.exists()


def test_facts_use_what_was_loaded_until_the_highest_level_is_approved(
    open_d2: Round, sen: Authority
) -> None:
    before = facts(sen, open_d2, as_of=AS_OF).snapshot
    assert before is not None
    up_to_area(open_d2)
    halfway = facts(sen, open_d2, as_of=AS_OF).snapshot
    assert halfway is not None
    assert halfway.canonical() == before.canonical()
    save(open_d2, "SEN", "bo", reasons=WHY)
    deed("submit", open_d2, "SEN", "bo", version=1)
    deed("approve", open_d2, "SEN", "hanna", version=1)
    after = facts(sen, open_d2, as_of=AS_OF).snapshot
    assert after is not None
    food = Address.parse("slag.livsmedel:REKARNE:2024:prognos")
    assert after.figures[food].value == -4_500_000
    assert after.figures[food].source.document == "prognos-2024-D2.xlsx"
    assert after.figures[INCOME].value == before.figures[INCOME].value
    changed = after.figures[food].value - before.figures[food].value
    result = Address.parse("resultat.inkl:SEN:2024:prognos")
    assert after.figures[result].value - before.figures[result].value == changed
    assert Event.objects.latest("number").deed == "forecast.adopt"


def test_the_loaded_rows_stay_beside_the_adopted_ones(open_d2: Round) -> None:
    loaded = sorted(ForecastRow.objects.values_list("unit__code", "account", "amount"))
    whole(open_d2)
    assert (
        sorted(ForecastRow.objects.filter(round=None).values_list("unit__code", "account", "amount"))
        == loaded
    )


def test_an_earlier_round_keeps_the_forecast_that_stood_then(open_d2: Round, sen: Authority) -> None:
    d1 = Round.objects.select_related("authority").get(authority=sen, code="2024-D1")
    before = contents_of(sen, until=d1, with_ledger=False).balances
    whole(open_d2)
    assert contents_of(sen, until=d1, with_ledger=False).balances == before
    assert contents_of(sen, with_ledger=False).balances != before


def test_what_is_adopted_comes_out_of_the_database_and_loads_again(
    open_d2: Round, sen: Authority, tmp_path
) -> None:
    whole(open_d2)
    out = dump(sen, tmp_path, by="bo", at=NOW)
    assert out.written == {"prognos-2024-D2.xlsx"}
    ours = contents_of(sen)
    theirs = read_folder(tmp_path)
    assert theirs.findings == ()
    assert {k: v for k, v in theirs.balances.items() if v} == {k: v for k, v in ours.balances.items() if v}
    assert dict(theirs.sources) == dict(ours.sources)


def test_every_deed_has_its_row_in_the_log(open_d2: Round) -> None:
    whole(open_d2)
    deeds = list(
        Event.objects.filter(deed__startswith="forecast.").order_by("number").values_list("deed", flat=True)
    )
    assert deeds == [
        "forecast.save", "forecast.submit", "forecast.approve", "forecast.save", "forecast.submit",
        "forecast.approve", "forecast.save", "forecast.submit", "forecast.adopt",
    ]  # fmt: skip


class Walk(RuleBasedStateMachine):
    """Anybody does anything in any order; whatever was once saved is still in a version, and the facts are what was approved."""

    sen: Authority
    round: Round

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.said: list[tuple[str, dict[str, int]]] = []

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    @rule(
        code=st.sampled_from(PLACES),
        who=st.sampled_from(PEOPLE),
        öre=st.integers(-(10**9), 10**9),
        late=st.booleans(),
    )
    def somebody_saves(self, code: str, who: str, öre: int, late: bool) -> None:
        row = Forecast.objects.filter(round=self.round, unit__code=code).first()
        version = (row.version if row else 0) - (1 if late and row and row.version else 0)
        done = save(self.round, code, who, version=version, reasons=WHY, k64=öre)
        if isinstance(done, Saved):
            self.said.append((code, dict(done.forecast.cells.values_list("account", "amount"))))

    @rule(
        code=st.sampled_from(PLACES), who=st.sampled_from(PEOPLE),
        name=st.sampled_from(("submit", "withdraw", "return_", "approve")),
    )  # fmt: skip
    def somebody_moves(self, code: str, who: str, name: str) -> None:
        row = Forecast.objects.filter(round=self.round, unit__code=code).first()
        more: dict[str, object] = (
            {"version": row.version if row else 0} if name in ("submit", "approve") else {}
        )
        more |= {"comment": "Se över"} if name == "return_" else {}
        deed(name, self.round, code, who, **more)

    @rule()
    def everybody_hands_in_and_approves(self) -> None:
        for code, writer, judge in (
            ("REKARNE", "anna", "johan"),
            ("ZETTERBERG", "maria", "johan"),
            ("OMR4", "johan", "hanna"),
            ("SEN", "bo", "hanna"),
        ):
            self.somebody_moves(code, writer, "submit")
            self.somebody_moves(code, judge, "approve")

    @invariant()
    def nothing_that_was_saved_is_lost(self) -> None:
        kept = [
            (row.forecast.unit.code, row.cells)
            for row in ForecastVersion.objects.select_related("forecast__unit")
        ]
        for one in self.said:
            assert one in kept

    @invariant()
    def what_stands_is_the_last_version(self) -> None:
        for row in Forecast.objects.filter(round=self.round):
            last = row.versions.order_by("-number").first()
            assert (last is None) == (row.version == 0)
            if last is not None:
                assert last.cells == dict(row.cells.values_list("account", "amount"))
                assert last.state == row.state

    @invariant()
    def units_make_their_level_and_the_facts_are_what_the_highest_level_approved(self) -> None:
        top = Forecast.objects.filter(round=self.round, unit__code="SEN").first()
        approved = top.versions.filter(deed="godkänn").order_by("-number").first() if top else None
        adopted = ForecastRow.objects.filter(round=self.round)
        assert adopted.exists() is (approved is not None)
        if approved is not None:
            rows = {(row.unit.code, row.account): -row.amount for row in adopted.select_related("unit")}
            whole = {
                (code, account): öre
                for code, cells in approved.whole.items()
                for account, öre in cells.items()
            }
            assert rows == whole
        if top is not None and top.state == State.APPROVED:
            found = around(self.round)
            assert found is not None
            level = standing(found, "SEN").result.forecast
            assert level == result_of(found, "SEN", found.said[self.round.pk], 2024)


def test_no_path_through_versions_and_approvals_loses_a_forecast(open_d2: Round, sen: Authority) -> None:
    walk = type("OpenWalk", (Walk,), {"sen": sen, "round": open_d2})
    run_state_machine_as_test(walk, settings=settings(max_examples=8, stateful_step_count=14, deadline=None))
