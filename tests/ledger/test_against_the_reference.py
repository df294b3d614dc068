"""The engine's statements are those of the domain's own arithmetic, from the monthly sums and from the entries."""

import datetime as dt
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.ledger.conftest import FORM, NOON, ORGANISATION, TERMS, Books, deed
from utfall.domain import statement as domain
from utfall.domain.entry import Entry
from utfall.domain.organisation import UnitKind
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement import BalanceKey, ProjectClass
from utfall.ledger.questions import Axis, Column, Cut, Source
from utfall.ledger.questions.answers import Posting
from utfall.ledger.questions.asking import Perimeter, smallest_source

# Each example imports files, so shrinking a failure would take minutes.
PHASES = (Phase.explicit, Phase.generate)
PERIOD = Period.between(2024, 1, 2024, 8)
COLUMNS = (
    Column("utfall", Scenario.OUTCOME, PERIOD),
    Column("fg", Scenario.OUTCOME, PERIOD.year_before),
    Column("r12", Scenario.OUTCOME, Period.rolling_twelve(2024, 8)),
    Column("budget", Scenario.BUDGET, PERIOD),
    Column("helår", Scenario.BUDGET, PERIOD.full_year),
)
ANSVAR = {"101": "E1", "102": "E1", "103": "E2", "104": "E3", "201": "BUN", "901": "AB"}
PROJECTS = {
    "": ProjectClass.OPERATION,
    "D7": ProjectClass.OPERATION_PROJECT,
    "I1": ProjectClass.INVESTMENT,
}
COUNTERPARTS = {"": None, "20": "BUN", "90": "AB", "103": "E2", "okänd": None}

entries = st.builds(
    Entry,
    ansvar=st.sampled_from(sorted(ANSVAR)),
    konto=st.sampled_from(
        ["3001", "3410", "4630", "4510", "5010", "5610", "6011", "6110", "7459", "8410", "1510"]
    ),
    verksamhet=st.sampled_from(["600", "610"]),
    projekt=st.sampled_from(sorted(PROJECTS)),
    aktivitet=st.sampled_from(["", "A1"]),
    objekt=st.sampled_from(["", "O1", "O2"]),
    motpart=st.sampled_from(sorted(COUNTERPARTS)),
    day=st.dates(dt.date(2023, 1, 1), dt.date(2024, 12, 31)),
    voucher=st.sampled_from(["A1", "A2", ""]),
    öre=st.integers(-(10**13), 10**13),
    text=st.text(max_size=5),
    counterpart=st.sampled_from(["", "Leverantören"]),
)
ledgers = st.fixed_dictionaries(
    {
        Scenario.OUTCOME: st.lists(entries, min_size=1, max_size=40),
        Scenario.BUDGET: st.lists(entries, min_size=1, max_size=15),
    }
)


class Filled(Books):
    """A store with the ledger in it, and the plain sums that it is compared with."""

    def __init__(self, folder: Path, ledger: dict[Scenario, list[Entry]]) -> None:
        super().__init__(folder)
        self.rows = [(scenario, row) for scenario, rows in ledger.items() for row in rows]
        for scenario, rows in ledger.items():
            self.add(*rows, by=deed(scenario, at=NOON), content=f"{scenario}")

    def balances(self):
        sums: Counter[BalanceKey] = Counter()
        for scenario, row in self.rows:
            month = row.day.year * 12 + row.day.month - 1
            sums[BalanceKey(ANSVAR[row.ansvar], row.konto, PROJECTS[row.projekt], month, scenario)] += row.öre
        return sums

    def plain(self, key_of, column):
        """The sum of the column by whatever the function says of a row, with the statement's sign."""
        sums: Counter[tuple[object, ...]] = Counter()
        for scenario, row in self.rows:
            month = row.day.year * 12 + row.day.month - 1
            if scenario is column.scenario and column.period.first <= month <= column.period.last:
                key = key_of(row)
                if key is not None:
                    sums[key] -= row.öre
        return {key: öre for key, öre in sums.items() if öre}


@pytest.fixture(scope="module")
def many_folders():
    folder = Path(tempfile.mkdtemp())
    yield folder
    shutil.rmtree(folder)


def filled(folder: Path, ledger) -> Filled:
    return Filled(Path(tempfile.mkdtemp(dir=folder)), ledger)


def of_column(answer, column):
    return {key: öre for (key, name), öre in answer.amounts.items() if name == column.name and öre}


@given(ledger=ledgers)
@settings(phases=PHASES, max_examples=12)
def test_statements_are_those_of_the_domain(many_folders, ledger):
    books = filled(many_folders, ledger)
    cut = Cut(classes=FORM.project_classes)
    columns = [domain.Column(column.scenario, column.period) for column in COLUMNS]
    wanted = domain.line_amounts(books.balances(), FORM, columns)

    for source in (Source.CUBE, Source.CODES, Source.ENTRIES):
        answer = books.ledger.statement([Axis.UNIT, Axis.LINE], COLUMNS, cut=cut, source=source)

        for column in COLUMNS:
            assert of_column(answer, column) == {
                (unit, line): öre
                for (unit, of), lines in wanted.items()
                if of == domain.Column(column.scenario, column.period)
                for line, öre in lines.items()
                if öre
            }


@given(ledger=ledgers, axes=st.lists(st.sampled_from(Axis), min_size=1, max_size=3, unique=True))
@settings(phases=PHASES, max_examples=15)
def test_any_axes_give_the_plain_sums_from_any_files_that_hold_them(many_folders, ledger, axes):
    books = filled(many_folders, ledger)
    values = {
        Axis.LINE: lambda row: FORM.line_of(row.konto),
        Axis.UNIT: lambda row: ANSVAR[row.ansvar],
        Axis.PROJECT_CLASS: lambda row: PROJECTS[row.projekt],
        Axis.MUNICIPALITY: lambda row: "0484",
        Axis.MONTH: lambda row: row.day.month,
        Axis.COUNTERPART: lambda row: row.counterpart,
        Axis.VOUCHER: lambda row: row.voucher,
    }

    def key_of(row):
        key = tuple(values.get(axis, lambda row, axis=axis: getattr(row, axis.value))(row) for axis in axes)
        return None if None in key else key

    order = list(Source)
    for source in order[order.index(smallest_source(frozenset(axes))) :]:
        answer = books.ledger.statement(axes, COLUMNS, source=source)
        for column in COLUMNS:
            assert of_column(answer, column) == books.plain(key_of, column)


@given(ledger=ledgers, within=st.sampled_from(Perimeter))
@settings(phases=PHASES, max_examples=10)
def test_postings_inside_the_perimeter_are_left_out(many_folders, ledger, within):
    books = filled(many_folders, ledger)
    kinds = {
        Perimeter.AREA: UnitKind.AREA,
        Perimeter.COMMITTEE: UnitKind.COMMITTEE,
        Perimeter.MUNICIPALITY: UnitKind.MUNICIPALITY,
    }

    def node(unit):
        if unit is None:
            return None
        path = ORGANISATION.path(unit)
        if within is Perimeter.UNIT:
            return unit
        if within is Perimeter.GROUP:
            return path[-1].code
        return next((above.code for above in path if above.kind is kinds[within]), None)

    def key_of(row):
        own, other = node(ANSVAR[row.ansvar]), node(COUNTERPARTS[row.motpart])
        return None if own is not None and own == other else (row.konto,)

    for source in (Source.CUBE, Source.ENTRIES):
        answer = books.ledger.statement([Axis.KONTO], COLUMNS, cut=Cut(within=within), source=source)
        for column in COLUMNS:
            assert of_column(answer, column) == books.plain(key_of, column)


@given(ledger=ledgers)
@settings(phases=PHASES, max_examples=8)
def test_movers_and_their_remainder_make_the_variance(many_folders, ledger):
    books = filled(many_folders, ledger)
    ours, theirs = COLUMNS[0], COLUMNS[3]

    found = books.ledger.movers([Axis.KONTO, Axis.UNIT, Axis.MOTPART], ours, theirs, size=5)

    def key_of(row):
        return row.konto, ANSVAR[row.ansvar], row.motpart

    mine, other = books.plain(key_of, ours), books.plain(key_of, theirs)
    changes = {key: mine.get(key, 0) - other.get(key, 0) for key in mine | other}
    changes = {key: change for key, change in changes.items() if change}
    ranked = sorted(changes, key=lambda key: (-abs(changes[key]), key))
    assert [mover.key for mover in found.movers] == ranked[:5]
    assert found.whole == sum(changes.values())
    assert found.count == len(changes)
    assert found.remainder == sum(changes[key] for key in ranked[5:])


@given(ledger=ledgers)
@settings(phases=PHASES, max_examples=6)
def test_the_entries_of_a_cell_make_the_cell(many_folders, ledger):
    books = filled(many_folders, ledger)
    column = COLUMNS[0]
    answer = books.ledger.statement([Axis.UNIT, Axis.LINE], [column])
    assert TERMS.form is FORM

    for key in answer.rows()[:3]:
        unit, line = map(str, key)
        cut = Cut(scope=unit, lines=(line,))
        found: list[Posting] = []
        while True:
            page = books.ledger.entries(column, cut=cut, size=2, skip=len(found))
            found += page.postings
            if len(found) >= page.count:
                break
        below = {part.code for part in ORGANISATION.subtree(unit)}
        whole = sum(answer.amount(code, line, column="utfall") for code in below)
        assert -sum(posting.entry.öre for posting in found) == -page.öre == whole
        assert all(FORM.line_of(posting.entry.konto) == line for posting in found)
