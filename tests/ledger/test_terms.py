"""What codes mean: by date, by year, by municipality, and when nobody knows."""

import dataclasses
import datetime as dt

import pytest

from tests.ledger.conftest import FORM, NOON, TERMS, Books, deed, entry
from utfall.domain.organisation import Organisation, OrgUnit, UnitKind
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement import Financing, ProjectClass, form_for
from utfall.ledger.questions import Axis, Column, Cut, Ledger, Perimeter, Source, Terms

YEAR = Column("utfall", Scenario.OUTCOME, Period.year(2024))
SPRING = Column("vår", Scenario.OUTCOME, Period.between(2024, 1, 2024, 3))
SOURCES = pytest.mark.parametrize("source", [Source.CUBE, Source.ENTRIES])


def moved(until: dt.date, since: dt.date) -> Terms:
    """Cost centre 101 belongs to the old unit until a day and to the new one since another."""
    units = (
        OrgUnit("KOM", "Kommunen", UnitKind.MUNICIPALITY),
        OrgUnit("NYA", "Nya nämnden", UnitKind.COMMITTEE, "KOM"),
        OrgUnit("GAMLA", "Gamla enheten", UnitKind.UNIT, "KOM", ansvar=("101",), valid_to=until),
        OrgUnit("NY", "Nya enheten", UnitKind.UNIT, "NYA", ansvar=("101",), valid_from=since),
    )
    return Terms(Organisation(units), FORM)


def amounts(answer, column="utfall"):
    return {key: öre for (key, name), öre in answer.amounts.items() if name == column}


@SOURCES
def test_a_cost_centre_that_moved_in_the_year_belongs_to_each_unit_in_its_months(tmp_path, source):
    books = Books(tmp_path, moved(dt.date(2024, 6, 30), dt.date(2024, 7, 1)))
    books.add(*(entry("5010", 100, f"2024-{month:02}-15", motpart="101") for month in range(1, 13)))

    answer = books.ledger.statement([Axis.UNIT], [YEAR], source=source)
    inside = books.ledger.statement([Axis.UNIT], [YEAR], cut=Cut(scope="NYA"), source=source)
    outside = books.ledger.statement([Axis.UNIT], [YEAR], cut=Cut(within=Perimeter.COMMITTEE), source=source)
    spring = books.ledger.statement([Axis.UNIT], [SPRING], source=source)

    assert amounts(answer) == {("GAMLA",): -600, ("NY",): -600}
    assert amounts(inside) == {("NY",): -600}
    assert amounts(outside) == {("GAMLA",): -600}
    assert amounts(spring, "vår") == {("GAMLA",): -300}
    assert answer.findings == ()


def test_a_month_belongs_to_the_unit_that_exists_on_its_last_day(tmp_path):
    books = Books(tmp_path, moved(dt.date(2024, 6, 14), dt.date(2024, 6, 15)))
    books.add(entry("5010", 1, "2024-05-31"), entry("5010", 2, "2024-06-01"), entry("5010", 4, "2024-06-30"))

    assert amounts(books.ledger.statement([Axis.UNIT], [YEAR])) == {("GAMLA",): -1, ("NY",): -6}


def test_months_in_which_a_cost_centre_is_nobodys_are_questioned_and_kept(tmp_path):
    books = Books(tmp_path, moved(dt.date(2024, 3, 31), dt.date(2024, 5, 1)))
    books.add(entry("5010", 1, "2024-03-31"), entry("5010", 2, "2024-04-30"), entry("5010", 4, "2024-05-31"))

    answer = books.ledger.statement([Axis.UNIT], [YEAR])

    assert amounts(answer) == {("GAMLA",): -1, ("",): -2, ("NY",): -4}
    (finding,) = answer.findings
    assert (finding.code, finding.values["first"], finding.values["last"]) == (
        "ledger.no-unit-then",
        "202404",
        "202404",
    )


@SOURCES
def test_each_year_has_its_own_chart(tmp_path, source):
    before = form_for(Financing.INCOME, {"lokaler": ("5",)})
    books = Books(tmp_path, dataclasses.replace(TERMS, forms={2023: before}))
    books.add(entry("5010", 100, "2023-05-05"), entry("5010", 200, "2024-05-05"))
    columns = [YEAR, Column("fg", Scenario.OUTCOME, Period.year(2023))]

    answer = books.ledger.statement([Axis.LINE], columns, source=source)

    assert answer.amounts == {(("lokaler",), "fg"): -100, (("personal",), "utfall"): -200}


@SOURCES
def test_the_same_codes_of_two_municipalities_are_kept_apart(tmp_path, source):
    books = Books(tmp_path)
    books.add(entry("5010", 100, projekt="X"), content="a", by=deed(municipality="0484"))
    books.add(entry("5010", 200, projekt="X"), content="b", by=deed(municipality="0580"))
    other = Terms(
        Organisation((OrgUnit("ANNAN", "Annan", UnitKind.UNIT, ansvar=("101",)),)),
        form_for(Financing.INCOME, {"lokaler": ("5",)}),
        classes={"X": ProjectClass.INVESTMENT},
    )
    mine = dataclasses.replace(TERMS, classes={"X": ProjectClass.OPERATION_PROJECT})
    ledger = Ledger(books.store, engine=books.engine, terms={"0484": mine, "0580": other}.__getitem__)
    axes = [Axis.MUNICIPALITY, Axis.UNIT, Axis.LINE, Axis.PROJECT_CLASS]

    assert amounts(ledger.statement(axes, [YEAR], source=source)) == {
        ("0484", "E1", "personal", "driftprojekt"): -100,
        ("0580", "ANNAN", "lokaler", "investering"): -200,
    }
    only = ledger.statement(axes, [YEAR], cut=Cut(("0580",)), source=source)
    assert {key[0] for key in amounts(only)} == {"0580"}


@pytest.mark.parametrize(
    ("row", "axis", "cut", "code"),
    [
        (entry("9999", 5), Axis.LINE, Cut(), "ledger.no-line"),
        (entry("5010", 5, ansvar="777"), Axis.UNIT, Cut(), "ledger.no-unit"),
        (entry("5010", 5, projekt="okänt"), Axis.PROJECT_CLASS, Cut(), "ledger.no-class"),
        (
            entry("5010", 5, motpart="okänd"),
            Axis.KONTO,
            Cut(within=Perimeter.MUNICIPALITY),
            "ledger.no-counterpart",
        ),
    ],
)
def test_a_code_that_nobody_knows_is_named_with_its_amount(books, row, axis, cut, code):
    books.add(row)

    (finding,) = books.ledger.statement([axis], [YEAR], cut=cut).findings

    assert finding.code == code
    assert finding.values["amount"] == "0,05\xa0kr"
    assert "0,05\xa0kr" in finding.sentence()


def test_the_balance_sheet_belongs_to_no_line_and_that_is_no_fault(books):
    books.add(entry("1510", 100), entry("3001", -100))

    answer = books.ledger.statement([Axis.LINE], [YEAR])

    assert answer.findings == ()
    assert amounts(answer) == {("intakter",): 100}


def test_units_can_be_shown_by_level(books):
    books.add(entry("5010", 1), entry("5010", 2, ansvar="103"), entry("5010", 4, ansvar="104"))

    answer = books.ledger.statement([Axis.UNIT], [YEAR], cut=Cut(level=UnitKind.AREA))

    assert amounts(answer) == {("O1",): -3, ("E3",): -4}


def test_a_variance_is_explained_down_to_the_voucher(books):
    books.add(
        entry("5010", 700, voucher="A1", counterpart="Ett AB"),
        entry("5010", 300, voucher="A2", counterpart="Två AB"),
        entry("6011", 50, voucher="A3"),
    )
    books.add(entry("5010", 600), entry("6011", 50), content="budget", by=deed(Scenario.BUDGET))
    budget = Column("budget", Scenario.BUDGET, Period.year(2024))

    found = books.ledger.movers([Axis.KONTO, Axis.UNIT], YEAR, budget)
    deeper = books.ledger.movers(
        [Axis.COUNTERPART, Axis.VOUCHER], YEAR, budget, cut=Cut(codes={Axis.KONTO: "5010"}), size=1
    )

    assert [(mover.key, mover.change) for mover in found.movers] == [(("5010", "E1"), -400)]
    assert (found.whole, found.remainder) == (-400, 0)
    assert deeper.movers[0].key == ("Ett AB", "A1")
    assert (deeper.count, deeper.whole, deeper.remainder) == (3, -400, 300)


def test_the_ledger_can_be_asked_as_it_was(books):
    books.add(entry("3001", -700), content="fel")
    books.add(entry("3001", -800), content="rätt", by=deed(at=NOON + dt.timedelta(days=1)))

    then = Ledger(books.store, engine=books.engine, terms=TERMS, as_of=NOON)

    assert then.statement([Axis.LINE], [YEAR]).total("utfall") == 700
    assert books.ledger.statement([Axis.LINE], [YEAR]).total("utfall") == 800


def test_a_column_with_nothing_in_it_is_told(books):
    books.add(entry("3001", -700))
    budget = Column("budget", Scenario.BUDGET, Period.year(2024))

    answer = books.ledger.statement([Axis.LINE], [YEAR, budget])
    nothing = books.ledger.movers(
        [Axis.LINE], budget, Column("prognos", Scenario.FORECAST, Period.year(2024))
    )

    assert [finding.code for finding in answer.findings] == ["ledger.nothing"]
    assert nothing.movers == ()
    assert books.ledger.entries(budget).count == 0
    assert answer.amount("intakter", column="utfall") == 700


def test_questions_that_cannot_be_answered_are_refused(books):
    with pytest.raises(ValueError, match="axis"):
        books.ledger.statement([], [YEAR])
    with pytest.raises(ValueError, match="does not hold"):
        books.ledger.statement([Axis.OBJEKT], [YEAR], source=Source.CUBE)
    with pytest.raises(ValueError, match="same name"):
        books.ledger.statement([Axis.LINE], [YEAR, YEAR])
    with pytest.raises(ValueError, match="no code"):
        Cut(codes={Axis.LINE: "personal"})


def test_a_code_with_a_wildcard_in_it_is_only_itself(books):
    books.add(entry("5010", 1, objekt="a%b"), entry("5010", 2, objekt="axb"), entry("5010", 4, objekt="a'b"))

    for code, öre in (("a%", 1), ("a'", 4), ("a", 7)):
        page = books.ledger.entries(YEAR, cut=Cut(codes={Axis.OBJEKT: code}))
        assert page.öre == öre


def test_a_code_is_asked_for_just_so_and_an_empty_one_too(books):
    books.add(
        entry("5010", 100, counterpart="ICA"),
        entry("5010", 20, counterpart="ICA Maxi"),
        entry("5010", 3),
    )
    for name, öre in (("ICA", 100), ("ICA Maxi", 20), ("", 3)):
        page = books.ledger.entries(YEAR, cut=Cut(exactly={Axis.COUNTERPART: name, Axis.KONTO: "5010"}))
        assert (page.count, page.öre) == (1, öre)
    with pytest.raises(ValueError, match="no code of a row"):
        Cut(exactly={Axis.LINE: "personal"})


def test_a_table_of_a_question_is_never_dropped_for_another_of_the_same(books):
    books.add(*(entry("5010", 1, ansvar=ansvar) for ansvar in ("101", "102", "103", "104")))
    lines = [
        (*tuple({"personal", "intakter", "lokaler"} - {line}), str(n))
        for n in range(70)
        for line in ("lokaler",)
    ]
    for wanted in lines:
        answer = books.ledger.statement([Axis.UNIT], [YEAR], cut=Cut(scope="E1", lines=wanted))
        assert answer.total("utfall") == -2


def test_the_pages_of_a_cell_are_all_its_entries_in_order_each_once(books):
    days = [dt.date(2024, 1 + number % 12, 1 + number % 27) for number in range(120)]
    books.add(
        *(
            entry("5010", number, day=day.isoformat(), voucher=f"A{number:03}")
            for number, day in enumerate(days)
        )
    )
    pages = [books.ledger.entries(YEAR, size=7, skip=skip) for skip in range(0, 126, 7)]
    seen = [one.entry for page in pages for one in page.postings]
    assert [(one.day, one.voucher) for one in seen] == sorted((one.day, one.voucher) for one in seen)
    assert sorted(one.öre for one in seen) == list(range(120))
    assert {(page.count, page.öre) for page in pages} == {(120, sum(range(120)))}
    assert books.ledger.entries(YEAR, size=7, skip=500).postings == ()
