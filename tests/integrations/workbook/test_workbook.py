"""The workbook with which one starts from nothing: what is written is read, and what is wrong is said by its cell."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from utfall.domain.control import Handling, HandlingKind, Risk
from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.indicators import (
    Comparator,
    DirectionOfGood,
    Indicator,
    IndicatorKind,
    IndicatorRelation,
    IndicatorRelationKind,
    Target,
)
from utfall.domain.organisation import OrgUnit, UnitKind
from utfall.domain.period import Period
from utfall.domain.planning import (
    AnnualFocus,
    Assignment,
    AssignmentState,
    CommitteeGoal,
    StrategicArea,
    StrategicGoal,
)
from utfall.domain.scenario import Scenario
from utfall.domain.unit import PERCENT
from utfall.integrations.workbook import (
    Change,
    PersonRow,
    StartContent,
    preview,
    read_workbook,
    template,
    write_workbook,
)
from utfall.integrations.workbook.layout import SHEETS

ROLES = ("enhetschef", "controller")
WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters=";"), min_size=1,
                max_size=20)  # fmt: skip
DAYS = st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))
LISTS = st.lists(WORDS, max_size=2).map(tuple)


OF_ONE = (IndicatorRelationKind.SUM_OF, IndicatorRelationKind.MEAN_OF, IndicatorRelationKind.SUBSET_OF)
maybe = st.just("") | WORDS


@st.composite
def contents(draw: st.DrawFn) -> StartContent:
    def word() -> str:
        return draw(WORDS)

    area = OrgUnit("OMR1", word(), UnitKind.AREA, "SEN", word(), word(), ("0310", "31A"), draw(LISTS), draw(LISTS),
                   word(), draw(DAYS), draw(DAYS))  # fmt: skip
    targets = (Target(2027, Comparator.AT_LEAST, Decimal("7.50"), 2), Target(2030, Comparator.INCREASE, None))
    indicator = Indicator("IND1", word(), "ind.a", PERCENT, 1, IndicatorKind.GOAL, DirectionOfGood.HIGHER, "SEN", "VM1",
                          draw(st.sampled_from([(), targets[:1], targets])), draw(st.sampled_from([None, 2021])),
                          word(), word(), draw(st.sampled_from(["", "N01951"])))  # fmt: skip
    total = Indicator(
        "IND2", word(), "ind.b", PERCENT, 1, IndicatorKind.STATISTICS, DirectionOfGood.NONE, "SEN"
    )
    outcomes: list[Figure] = []
    for year, (digits, places) in draw(
        st.dictionaries(
            st.integers(1990, 2100), st.tuples(st.integers(-999, 9999), st.integers(0, 3)), max_size=4
        )
    ).items():
        address = Address("ind.a", Scope("SEN"), Period.year(year), Scenario.OUTCOME)
        place = f"Indikatorer, rad {len(outcomes) + 2}"
        outcomes.append(Figure(address, Decimal(digits).scaleb(-places), PERCENT, places, Source("bok.xlsx", place),
                               indicator.name))  # fmt: skip
    handling = draw(
        st.sampled_from([Handling(HandlingKind.FOCUS, "D1"), Handling(HandlingKind.ACCEPTED, reason="liten")])
    )
    return StartContent(
        units=(OrgUnit("SEN", word(), UnitKind.COMMITTEE), area),
        persons=(PersonRow(word(), word(), "a@example.org", draw(st.sampled_from(ROLES)), "OMR1", draw(DAYS), draw(DAYS)),),
        goals=(StrategicArea("SA1", word()), StrategicGoal("SG1", word(), "SA1", 3),
               CommitteeGoal("VM1", word(), "SG1", "SEN", 2027, 2), AnnualFocus("D1", word(), "VM1", 2024)),
        indicators=(indicator, total),
        relations=(IndicatorRelation("SB1", word(), draw(st.sampled_from(OF_ONE)), ("IND1",), "IND2", draw(maybe)),),
        outcomes=tuple(outcomes),
        assignments=(Assignment("U1", word(), "SEN", dt.date(2024, 2, 15), word(), "OMR1", draw(DAYS),
                                draw(st.sampled_from(AssignmentState))),),
        risks=(Risk("R1", word(), word(), word(), word(), 2, 3, handling, "SEN", 2024),),
    )  # fmt: skip


def book(**changes: Sequence[Sequence[object]]) -> bytes:
    """A workbook with the right headers; sheets are named by their first word in lower case."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as made:
        for sheet in SHEETS:
            page = made.add_worksheet(sheet.name)
            titles = ["Rad", *(column.title for column in sheet.columns)]
            for number, row in enumerate([titles, *changes.get(sheet.name.split()[0].lower(), [])]):
                page.write_row(number, 0, row)
    return buffer.getvalue()


SEN = ["", "SEN", "Servicenämnden", "nämnd"]


def where(data: bytes) -> list[str]:
    reading = read_workbook(data, name="bok.xlsx", roles=ROLES)
    assert reading.values is None
    assert all(finding.sentence() and finding.sentence("en") for finding in reading.findings)
    return [finding.where for finding in reading.findings]


@given(contents())
def test_what_is_written_is_read_again(content):
    reading = read_workbook(write_workbook(content, roles=ROLES), name="bok.xlsx", roles=ROLES)

    assert not reading.findings
    assert reading.values == content


def test_the_template_is_read_as_nothing():
    reading = read_workbook(template(roles=ROLES), name="mall.xlsx", roles=ROLES)

    assert not reading.findings
    assert reading.values == StartContent()


def test_numbers_and_dates_that_excel_made_of_the_cells_are_read():
    data = book(organisation=[[*SEN, "", "", "", 3100, "", "", "", "2024-01-01"]],
                indikatorer=[["", "I1", "Svinn", "svinn", "%", 1, "statistik", "lägre är bättre", "SEN", "", "", "", "",
                              2027, "högst", 4.5, 1, 2023, "SEN", 6.1]])  # fmt: skip

    content = read_workbook(data, name="bok.xlsx", roles=ROLES).values

    assert content is not None
    assert content.units[0].ansvar == ("3100",)
    assert content.indicators[0].targets == (Target(2027, Comparator.AT_MOST, Decimal("4.5"), 1),)
    assert (content.outcomes[0].value, content.outcomes[0].decimals) == (Decimal("6.1"), 1)


@pytest.mark.parametrize(
    ("data", "places"),
    [
        (b"inte en bok", ["bok.xlsx"]),
        (book(organisation=[["", "SEN", "", "nämnd"]]), ["Organisation, rad 2, kolumn Namn"]),
        (book(organisation=[["", "SEN", "N", "bolag"]]), ["Organisation, rad 2, kolumn Slag"]),
        (book(organisation=[["", "sen", "N", "nämnd"]]), ["Organisation, rad 2, kolumn Kod"]),
        (book(organisation=[SEN, SEN]), ["Organisation, rad 3"]),
        (book(organisation=[["", "SEN", "N", "nämnd", "XX"]]), ["Organisation, rad 2"]),
        (book(organisation=[SEN], personer=[["", "bo", "Bo", "", "kung", "SEN"]]),
         ["Personer och roller, rad 2, kolumn Roll"]),
        (book(organisation=[SEN], personer=[["", "bo", "Bo", "", "controller", "XX"]]),
         ["Personer och roller, rad 2, kolumn Enhet"]),
        (book(organisation=[SEN], mål=[["", "dröm", "M1", "Mål"]]), ["Mål, rad 2, kolumn Slag"]),
        (book(organisation=[SEN], mål=[["", "inriktning", "D1", "Mål", "VM9", "", "snart"]]),
         ["Mål, rad 2, kolumn År"]),
        (book(organisation=[SEN], mål=[["", "inriktning", "D1", "Mål", "VM9", "", 2024]]), ["Mål, rad 2"]),
        (book(organisation=[SEN], indikatorer=[["", "I1", "", "a"]]), ["Indikatorer, rad 2, kolumn Namn"]),
        (book(organisation=[SEN], risker=[["", "R1", "A", "B", "C", "D", 5, 1, "SEN", 2024, "accepterad", "", "x"]]),
         ["Risker, rad 2"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_by_sheet_row_and_column_and_nothing_is_half_read(data, places):
    assert where(data) == places


def test_a_preview_says_what_is_new_what_changes_and_what_stays():
    area, goal = StrategicArea("SA1", "Klimat"), StrategicGoal("SG1", "Mindre svinn", "SA1")
    stored = StartContent(goals=(area, goal))

    found = preview(
        StartContent(goals=(area, replace(goal, name="Inget svinn"), AnnualFocus("D1", "Väg", "SG1", 2024))),
        stored=stored,
    )

    assert [(one.key, one.change) for one in found] == [
        ("SA1", Change.UNCHANGED), ("SG1", Change.CHANGED), ("D1", Change.NEW),
    ]  # fmt: skip
