"""What is kept beside the values of indicators reads back as it was written, and a row that cannot be used is named."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utfall.domain.figure import Address, Figure, Grounds, Source
from utfall.domain.indicators import DirectionOfGood, Indicator, IndicatorKind
from utfall.domain.indicators.work import Comparison, Entered, IndicatorWork
from utfall.domain.organisation import Organisation, OrgUnit, UnitKind
from utfall.domain.unit import KR, PERCENT
from utfall.integrations.folder import indicator_work, series
from utfall.integrations.folder.source import SourceFile
from utfall.integrations.folder.writing.indicator_work import COMPARISONS_FILE, ENTERED_FILE, files

UNITS = Organisation((OrgUnit("SEN", "Nämnden", UnitKind.COMMITTEE),))
ONE = Indicator(
    "IND1", "Andel", "ind.ett", PERCENT, 1, IndicatorKind.STATISTICS, DirectionOfGood.HIGHER, "SEN"
)
AT = dt.datetime(2024, 9, 12, 8, 0, 1, 250, tzinfo=dt.UTC)
words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=20).map(
    lambda text: " ".join(text.split())
)
moments = st.datetimes(timezones=st.just(dt.UTC))
numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=3)
addresses = st.sampled_from(["ind.ett:SEN:2024:utfall", "ind.ett:SEN:2024-07/r12:utfall:kon=k"]).map(
    Address.parse
)
grounds = st.builds(Grounds, st.none() | numbers, st.none() | numbers, st.none() | st.integers(0, 999), words)


@st.composite
def entered(draw: st.DrawFn) -> Entered:
    address, at, by = draw(addresses), draw(moments), draw(words)
    if draw(st.booleans()):
        return Entered(address, at, by)
    known = draw(grounds)
    was = Figure(
        address, draw(numbers), draw(st.sampled_from([KR, PERCENT])), draw(st.integers(-6, 3)),
        Source(draw(words), draw(words)), draw(words), None if known == Grounds() else known,
    )  # fmt: skip
    return Entered(address, at, by, was, draw(moments))


compared = st.builds(
    Comparison, st.just("IND1"), words, words, words, st.integers(1990, 2100), st.sampled_from(["", "k", "m"]),
    st.none() | numbers, words, moments,
)  # fmt: skip
works = st.builds(IndicatorWork, st.lists(entered()).map(tuple), st.lists(compared).map(tuple))


def source(name: str, text: str) -> SourceFile:
    return SourceFile(Path(name), name, text.encode())


def read(name: str, text: str) -> tuple[IndicatorWork, list[str]]:
    found = indicator_work.read(source(name, text), objects={"IND1": ONE}, organisation=UNITS)
    return found.values, [f"{one.where}: {one.sentence('sv')}" for one in found.findings]


@given(works)
def test_what_is_written_reads_back(work: IndicatorWork) -> None:
    written = files(work)
    assert set(written) == {
        name for name, rows in ((ENTERED_FILE, work.entered), (COMPARISONS_FILE, work.comparisons)) if rows
    }
    parts = [read(name, text) for name, text in written.items()]
    assert [findings for _part, findings in parts if findings] == []
    assert tuple(one for part, _none in parts for one in part.entered) == work.entered
    assert tuple(one for part, _none in parts for one in part.comparisons) == work.comparisons


def test_the_files_are_told_from_measured_values() -> None:
    was = Figure(Address.parse("ind.ett:SEN:2024:utfall"), Decimal("4.50"), PERCENT, 2, Source("enkät"))
    work = IndicatorWork((Entered(was.address, AT, "bo", was, AT),), (
        Comparison("IND1", "1980", "Västerås", "Alla", 2023, "", Decimal("38.10"), "Kolada", AT),
    ))  # fmt: skip
    written = files(work)
    assert "ind.ett:SEN:2024:utfall;4,50;%;2;" in written[ENTERED_FILE]
    assert "IND1;1980;Västerås;Alla;2023;;38,10;Kolada;2024-09-12T08:00:01" in written[COMPARISONS_FILE]
    for name, text in written.items():
        assert indicator_work.identify(source(name, text))
        assert not series.identify(source(name, text))
    assert not indicator_work.identify(source("v.csv", "Period;Enhet;Mått;Kolumn;Mätvärde\n"))


HEAD = ";".join(indicator_work.ENTERED)
ROW = (
    "ind.ett:SEN:2024:utfall;4,5;%;1;;;;;enkät;;Andel;2024-09-12T08:00:00+00:00;bo;2024-09-13T08:00:00+00:00"
)
OTHER = ";".join(indicator_work.COMPARISONS)
THEIRS = "IND1;1980;Västerås;Alla;2023;;38,1;Kolada;2024-09-12T08:00:00+00:00"


@pytest.mark.parametrize(
    ("head", "row", "old", "new", "says"),
    [
        (HEAD, ROW, ":SEN:", ":XYZ:", "Enheten XYZ finns inte i organisationen"),
        (HEAD, ROW, ";2024-09-13T08:00:00+00:00", ";", "ersatt värde utan tidpunkt"),
        (HEAD, ROW, "2024-09-12T08:00:00+00:00", "i går", "”i går” är ingen tidpunkt"),
        (HEAD, ROW, "2024-09-12T08:00:00+00:00", "2024-09-12T08:00:00", "är ingen tidpunkt"),
        (HEAD, ROW, "4,5;%;1", "4,5;%;en", "”en” är inget heltal"),
        (HEAD, ROW, "4,5", "fyra", "”fyra” är inget tal"),
        (HEAD, ROW, ":utfall", "", "är ingen adress"),
        (OTHER, THEIRS, "IND1", "IND9", "Indikatorn IND9 finns inte i mappen"),
        (OTHER, THEIRS, "2023;;", "2023;x;", "”x” är inget kön"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_line(
    head: str, row: str, old: str, new: str, says: str
) -> None:
    good = read("fil.csv", f"{head}\n{row}\n")
    assert good[1] == []
    work, (told,) = read("fil.csv", f"{head}\n{row}\n{row.replace(old, new, 1)}\n")
    assert work == good[0]
    assert told.startswith("fil.csv, rad 3: ") and says in told


def test_a_replaced_value_has_both_a_value_and_an_end() -> None:
    with pytest.raises(ValueError, match="replaced"):
        Entered(Address.parse("ind.ett:SEN:2024:utfall"), AT, replaced_at=AT)
