"""The statement that the browser asks for is the one that the report prints, figure by figure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records.conftest import AS_OF, d2, data, example, example_site, sen  # noqa: F401  fixtures of the example
from utfall.domain.figure import Address, Figure
from utfall.domain.organisation import Organisation, OrgUnit, UnitKind
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement import Column, Financing, ProjectClass, form_for, with_subtotals
from utfall.integrations.folder.settings import PlacedForm
from utfall.records.finance.queries import sums
from utfall.records.finance.queries.books import Books, books
from utfall.records.loading.facts import facts

AUGUST = Period.between(2024, 1, 2024, 8)
FORMS = ("rr", "ms", "slag")


@pytest.fixture
def read(sen) -> Books:  # noqa: F811
    found = books(sen)
    assert found is not None
    return found


def test_every_figure_of_every_form_is_that_of_the_snapshot(read, d2):  # noqa: F811
    snapshot = facts(d2.authority, d2, as_of=AS_OF).snapshot
    assert snapshot is not None
    made: dict[Address, Figure] = {}
    for form in FORMS:
        placed = read.form(form)
        units = tuple(unit.code for unit in read.organisation.subtree(placed.scope))
        made |= sums.figures(read, units, AUGUST, form=form)
    measures = {address.measure for address in made}
    wanted = {address: one for address, one in snapshot.figures.items() if address.measure in measures}
    assert len(made) > 1000
    assert made == wanted


def test_the_books_are_read_once(read, sen, django_assert_num_queries):  # noqa: F811
    sums.figures(read, ("SEN",), AUGUST)
    with django_assert_num_queries(1):
        again = books(sen)
        assert again is not None
        sums.figures(again, ("SEN",), AUGUST)
    assert again is read


LINES = ("intakter", "personal", "lokaler", "ovriga-kostnader")
TREE = Organisation((
    OrgUnit("SEN", "Nämnden", UnitKind.COMMITTEE),
    OrgUnit("O1", "Område 1", UnitKind.AREA, "SEN"),
    OrgUnit("E1", "Enhet 1", UnitKind.UNIT, "O1"),
    OrgUnit("E2", "Enhet 2", UnitKind.UNIT, "O1"),
    OrgUnit("O2", "Område 2", UnitKind.AREA, "SEN"),
    OrgUnit("E3", "Enhet 3", UnitKind.UNIT, "O2"),
    OrgUnit("E4", "Enhet 4", UnitKind.UNIT, "E3"),
))  # fmt: skip
rows = st.lists(
    st.tuples(
        st.sampled_from([unit.code for unit in TREE.units]),
        st.tuples(
            st.sampled_from([Scenario.OUTCOME, Scenario.BUDGET, Scenario.FORECAST]),
            st.sampled_from([ProjectClass.OPERATION, ProjectClass.OPERATION_PROJECT]),
            st.sampled_from(LINES),
        ),
        st.integers(2023 * 12, 2024 * 12 + 11),
        st.integers(-(10**13), 10**13),
    ),
    max_size=40,
)


@given(posted=rows)
def test_the_units_below_and_the_unit_itself_add_up_for_every_line_month_and_scenario(posted):
    form = form_for(Financing.INCOME, {"intakter": ("3",), "personal": ("5",)})
    held = sums.added_up(posted, PlacedForm(form, "SEN"), TREE, years=(2023, 2024))
    for unit in TREE.units:
        for month in Period.between(2023, 1, 2024, 12).each_month():
            for scenario in (Scenario.OUTCOME, Scenario.BUDGET, Scenario.FORECAST):
                column = Column(scenario, month)
                whole = with_subtotals(held.amounts(unit.code, column, form.project_classes), form)
                own: dict[str, int] = {}
                for code, (of, _each, line), when, öre in posted:
                    if (code, of, when) == (unit.code, scenario, month.first):
                        own[line] = own.get(line, 0) + öre
                parts = [with_subtotals(own, form)] + [
                    with_subtotals(held.amounts(child.code, column, form.project_classes), form)
                    for child in TREE.children(unit.code)
                ]
                assert whole == {line: sum(part[line] for part in parts) for line in whole}


def test_every_unit_of_the_example_is_the_sum_of_its_parts(read):
    """Every line, month and scenario, of every unit that posts nothing itself."""
    held = sums.sums(read)
    assert held is not None
    seen = 0
    for unit in read.organisation.subtree("SEN"):
        children = read.organisation.children(unit.code)
        if not children or unit.ansvar:
            continue
        for month in (*Period.year(2023).each_month(), *Period.year(2024).each_month()):
            for scenario in (Scenario.OUTCOME, Scenario.BUDGET, Scenario.FORECAST):
                column = Column(scenario, month)
                whole = held.amounts(unit.code, column, held.form.project_classes)
                parts = [held.amounts(child.code, column, held.form.project_classes) for child in children]
                for line in {line for part in (whole, *parts) for line in part}:
                    assert whole.get(line, 0) == sum(part.get(line, 0) for part in parts), (unit.code, line)
                    seen += 1
    assert seen > 1000
