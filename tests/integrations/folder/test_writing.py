"""A folder written from values reads back as those values."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.integrations.folder import small
from utfall.domain.agreements import Agreement, AgreementKind, AgreementState, AmountOfYear
from utfall.domain.control import ControlActivity, ControlResult, Handling, HandlingKind, Risk, RiskLimits
from utfall.domain.figure import Address, Figure, Grounds, Scope, Source
from utfall.domain.finance import (
    CarriedOver,
    IndexAssumption,
    Investment,
    InvestmentClass,
    InvestmentValue,
    Treatment,
    VolumeLine,
)
from utfall.domain.indicators import (
    Comparator,
    DirectionOfGood,
    Indicator,
    IndicatorKind,
    IndicatorRelation,
    IndicatorRelationKind,
    Target,
)
from utfall.domain.money import Money
from utfall.domain.organisation import Organisation, OrgUnit, Role, UnitKind
from utfall.domain.period import Period
from utfall.domain.planning import (
    AnnualFocus,
    Assignment,
    AssignmentState,
    CommitteeGoal,
    Consultation,
    ConsultationRule,
    Effect,
    FocusTarget,
    Followed,
    Measure,
    MeasureState,
    Priority,
    PriorityOfGoal,
    SteeringDocument,
    StrategicArea,
    StrategicGoal,
    WorkState,
)
from utfall.domain.planning.need import Need, NeedDecision, NeedKind
from utfall.domain.recurrence import Recurrence
from utfall.domain.reporting import Occasion, Owed, Part, Section, VarianceLimit
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Coded, Round, RoundKind, TextKey, TextKind, WrittenText
from utfall.domain.statement import Financing, LineKind, ReportLine, StatementForm, form_for
from utfall.domain.surveys import Index, Question, Survey
from utfall.domain.unit import COUNT, KR, MNKR, PERCENT, SCALE_1_10, TKR
from utfall.integrations.folder import Contents, read_folder
from utfall.integrations.folder.finance import (
    DeclaredCause,
    DeclaredExplanation,
    DeclaredInvestment,
    DeclaredItem,
    TypedAmount,
)
from utfall.integrations.folder.objects import Objects
from utfall.integrations.folder.settings import PlacedForm, Settings
from utfall.integrations.folder.writing import kept_files, store, write_folder
from utfall.integrations.folder.writing.texts import OTHERS

# Line ends and control characters are not part of a name or a text that a file can hold.
LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co"), exclude_characters="\ufeff"
)
NAMES = st.text(LETTERS, min_size=1, max_size=40).map(str.strip).filter(bool) | st.sampled_from(
    [
        "ja",
        "nej",
        "12",
        "-1",
        "~",
        "null",
        "2024-08-31",
        "a: b",
        "# inte",
        "'",
        '"',
        "- x",
        "{x}",
        "0,5",
        "è\\n",
    ]
)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))
YEARS = st.integers(1990, 2100)
MONEY = st.integers(-(10**12), 10**12).map(Money)
PERIODS = st.builds(Period.month, YEARS, st.integers(1, 12)) | st.builds(Period.year, YEARS)
SEN = "SEN"


def maybe(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.just("") | values


def lists(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, max_size=3, unique=True).map(tuple)


@st.composite
def decimals(draw: st.DrawFn) -> Decimal:
    return Decimal(draw(st.integers(-(10**6), 10**6))).scaleb(-draw(st.integers(0, 3)))


@st.composite
def settings(draw: st.DrawFn) -> Settings:
    financing = draw(st.sampled_from(Financing))
    accounts: dict[str, tuple[str, ...]] = {"intakter": ("3",), "personal": ("5", "56")}
    if financing is Financing.TAX:
        accounts["kommunbidrag"] = ("87",)
    lines = (
        ReportLine("a.rad", draw(NAMES), LineKind.COST, ("4", "61")),
        ReportLine("a.summa", draw(NAMES), LineKind.SUBTOTAL, terms=("a.rad",)),
    )
    extra = [PlacedForm(StatementForm("a", draw(NAMES), lines), "OMR1")] if draw(st.booleans()) else []
    rounds = tuple(
        Round(f"R-{number}", draw(NAMES), draw(st.sampled_from(RoundKind)), draw(PERIODS))
        for number in range(2)
    )
    low = draw(st.integers(2, 16))
    return Settings(
        municipality=draw(NAMES),
        committee=SEN,
        treatment=draw(st.sampled_from(Treatment)),
        limits=RiskLimits(low, draw(st.integers(low, 16))),
        forms=(PlacedForm(form_for(financing, accounts), SEN), *extra),
        outside=draw(st.sampled_from([(), ("1", "2")])),
        rounds=Objects(rounds),
        consultation=draw(st.sampled_from(ConsultationRule)),
    )


@st.composite
def organisations(draw: st.DrawFn) -> tuple[OrgUnit, ...]:
    top = OrgUnit(SEN, draw(NAMES), UnitKind.COMMITTEE, aliases=draw(lists(NAMES)))
    area = OrgUnit(
        "OMR1", draw(NAMES), UnitKind.AREA, SEN, draw(maybe(NAMES)), draw(maybe(NAMES)),
        draw(st.sampled_from([(), ("3100",), ("0310", "31A")])), draw(lists(NAMES)), draw(lists(NAMES)),
        draw(maybe(NAMES)), draw(st.none() | DAYS), draw(st.none() | DAYS),
    )  # fmt: skip
    return top, area


@st.composite
def plans(draw: st.DrawFn, number: int) -> list[object]:
    goal = StrategicGoal(f"SG{number}", draw(NAMES), f"SA{number}", draw(st.integers(1, 9)))
    mixed = draw(st.booleans())
    named_as = goal.code if mixed else draw(st.sampled_from([goal.name, goal.code]))
    order = [
        StrategicArea(f"SA{number}", draw(NAMES)),
        goal,
        PriorityOfGoal(f"P{number}", named_as, SEN, goal.code, draw(st.sampled_from(Priority))),
        CommitteeGoal(f"VM{number}", draw(NAMES), goal.code, SEN, draw(YEARS), draw(st.integers(1, 9))),
        AnnualFocus(f"D{number}", draw(NAMES), goal.code, draw(YEARS)),
        Assignment(f"U{number}", draw(NAMES), SEN, draw(DAYS), draw(NAMES), "OMR1",
                   draw(st.none() | DAYS), draw(st.sampled_from(AssignmentState))),
        SteeringDocument(f"DOC{number}", draw(NAMES), draw(NAMES), SEN, draw(st.none() | YEARS), None),
        FocusTarget(f"MT{number}", draw(NAMES), f"D{number}", f"DOC{number}", (f"IND{number}",)),
    ]  # fmt: skip
    return draw(st.permutations(order)) if mixed else order


@st.composite
def indicators(draw: st.DrawFn, number: int) -> list[object]:
    def targets() -> tuple[Target, ...]:
        value, places = draw(decimals()), draw(st.integers(0, 3))
        return (
            Target(draw(YEARS), Comparator.INCREASE, None),
            Target(draw(YEARS), Comparator.AT_LEAST, value, places),
        )

    subject = Indicator(
        f"IND{number}", draw(NAMES), f"ind.a{number}", draw(st.sampled_from([PERCENT, COUNT, SCALE_1_10])),
        draw(st.integers(0, 3)), draw(st.sampled_from(IndicatorKind)), draw(st.sampled_from(DirectionOfGood)), SEN,
        draw(maybe(st.just(f"VM{number}"))), targets(), draw(st.none() | YEARS), draw(maybe(NAMES)), draw(maybe(NAMES)),
        draw(maybe(st.just("N01951"))),
    )  # fmt: skip
    answers = IndicatorRelationKind.EXCLUSIVE_ANSWERS
    survey = f"E{number}"
    return [
        subject,
        IndicatorRelation(
            f"S{number}", draw(NAMES), answers, (f"Q{number}", subject.code), question=draw(NAMES)
        ),
        IndicatorRelation(
            f"T{number}", draw(NAMES), draw(st.sampled_from(_OF_ONE)), (f"Q{number}",), subject.code
        ),
        Survey(survey, draw(NAMES), draw(NAMES), draw(NAMES), "", draw(st.integers(0, 20))),
        Question(
            f"Q{number}", draw(NAMES), survey, f"enkat.q{number}", PERCENT, 1, draw(lists(st.just("R1")))
        ),
        Index(f"X{number}", draw(NAMES), survey, subject.code, (f"Q{number}",)),
    ]


_OF_ONE = (
    IndicatorRelationKind.MEAN_OF, IndicatorRelationKind.SUM_OF, IndicatorRelationKind.SHARE_OF,
    IndicatorRelationKind.ROLLING_12, IndicatorRelationKind.SUBSET_OF,
)  # fmt: skip


@st.composite
def controls(draw: st.DrawFn, number: int, limits: RiskLimits) -> list[object]:
    handling = draw(
        st.sampled_from(
            [None, Handling(HandlingKind.ACCEPTED, reason="liten"), Handling(HandlingKind.FOCUS, "D1")]
        )
    )
    scale = st.integers(1, 4)
    return draw(
        st.permutations(
            [
                Risk(
                    f"R{number}",
                    draw(NAMES),
                    draw(NAMES),
                    draw(NAMES),
                    draw(NAMES),
                    draw(scale),
                    draw(scale),
                    handling,
                    SEN,
                    draw(YEARS),
                    limits,
                ),
                ControlActivity(
                    f"K{number}",
                    draw(NAMES),
                    draw(NAMES),
                    ("R-0",),
                    draw(lists(NAMES)),
                    "OMR1",
                    draw(scale),
                    draw(scale),
                    SEN,
                    draw(YEARS),
                    draw(maybe(NAMES)),
                    limits,
                ),
                ControlResult(
                    f"KR{number}",
                    draw(NAMES),
                    f"K{number}",
                    "R-0",
                    1,
                    draw(st.integers(0, 9)),
                    20,
                    draw(st.none() | st.integers(0, 20)),
                ),
            ]
        )
    )


@st.composite
def comparability_items(draw: st.DrawFn, number: int) -> DeclaredItem:
    """One on accounts, or one whose amounts are typed."""
    typed = tuple(
        TypedAmount(period, draw(MONEY), draw(NAMES))
        for period in draw(st.lists(PERIODS, max_size=2, unique=True))
    )
    return DeclaredItem(
        f"JP{number}", draw(NAMES), SEN, () if typed else ("38",), draw(st.none() | MONEY), typed
    )


@st.composite
def agreements_and_needs(draw: st.DrawFn, number: int) -> list[object]:
    inside, state = draw(st.booleans()), draw(st.sampled_from(AgreementState))
    ends = draw(DAYS) if state is AgreementState.TERMINATED else draw(st.none() | DAYS)
    years = draw(st.lists(st.integers(2020, 2030), max_size=3, unique=True))
    amounts = tuple(AmountOfYear(year, draw(MONEY), draw(st.booleans())) for year in years)
    return [
        Agreement(
            f"AV{number}", draw(NAMES), draw(st.sampled_from(AgreementKind)), "OMR1", SEN if inside else "",
            "" if inside else draw(NAMES), draw(maybe(NAMES)), draw(maybe(NAMES)), amounts, state,
            draw(st.none() | DAYS), ends, draw(st.none() | DAYS), draw(st.none() | DAYS),
        ),
        Need(
            f"BP{number}", draw(NAMES), "OMR1", draw(YEARS), draw(MONEY), draw(st.sampled_from(Recurrence)),
            draw(st.sampled_from(NeedKind)), draw(maybe(NAMES)), draw(maybe(NAMES)),
            draw(st.sampled_from(NeedDecision)), draw(maybe(NAMES)), draw(st.none() | DAYS),
            draw(st.none() | MONEY), draw(st.none() | DAYS),
        ),
    ]  # fmt: skip


@st.composite
def measures(draw: st.DrawFn, number: int) -> Measure:
    day, text = st.none() | DAYS, maybe(NAMES)
    return Measure(
        code=f"ATG{number}",
        name=draw(NAMES),
        unit="OMR1",
        state=draw(st.sampled_from(MeasureState)),
        effects=(Effect(2024, draw(MONEY)), Effect(2025, draw(MONEY))),
        budget_of=draw(maybe(st.just(SEN))),
        condition=draw(text),
        owner=draw(text),
        deciding_body=draw(text),
        decision=draw(text),
        decided_on=draw(day),
        starts_on=draw(day),
        due_on=draw(day),
        recurrence=draw(st.sampled_from([None, *Recurrence])),
        goal=draw(maybe(st.just(f"D{number}"))),
        consultation=Consultation(draw(st.booleans()), draw(day), draw(day)),
        work=draw(st.sampled_from(WorkState)),
        followed=Followed(
            draw(st.sampled_from([(), ("50", "012")])), draw(maybe(st.just("personal"))), draw(text),
            draw(st.none() | PERIODS),
        ),
        reason=draw(text),
    )  # fmt: skip


def causes(address: Address) -> st.SearchStrategy[tuple[DeclaredCause, ...]]:
    either = st.tuples(st.just(address), st.none()) | st.tuples(st.none(), MONEY)
    rest = (maybe(st.just("OMR1")), st.sampled_from([None, *Recurrence]))
    one = st.tuples(NAMES, either, *rest).map(lambda said: DeclaredCause(said[0], *said[1], *said[2:]))
    return st.lists(one, min_size=1, max_size=3).map(tuple)


@st.composite
def economies(draw: st.DrawFn, number: int) -> list[object]:
    address = Address("resultat.inkl", Scope(SEN), draw(PERIODS), Scenario.VARIANCE)
    values = (
        InvestmentValue(Scenario.BUDGET, Period.year(2024), draw(MONEY)),
        InvestmentValue(Scenario.FORECAST, Period.year(2024), draw(MONEY)),
        *(InvestmentValue(Scenario.BUDGET, None, draw(MONEY)) for _ in range(draw(st.integers(0, 1)))),
        *(InvestmentValue(Scenario.FORECAST, None, draw(MONEY)) for _ in range(draw(st.integers(0, 1)))),
    )
    investment = Investment(
        f"INV{number}",
        draw(NAMES),
        f"investering.a{number}",
        draw(st.sampled_from(InvestmentClass)),
        SEN,
        values,
    )
    return [
        draw(measures(number)),
        CarriedOver(f"RU{number}", draw(NAMES), SEN, draw(YEARS), draw(YEARS), draw(MONEY), draw(maybe(NAMES)),
                    draw(st.booleans())),
        draw(comparability_items(number)),
        DeclaredInvestment(investment.code, investment.name, investment, ("11", "012")),
        DeclaredExplanation(f"FK{number}", draw(NAMES), address, draw(causes(address))),
        IndexAssumption(f"IN{number}", draw(NAMES), draw(YEARS), "personal", round(draw(decimals()), 1), draw(maybe(NAMES))),
        VolumeLine(f"PV{number}", draw(NAMES), "OMR1", "personal", "portioner"),
    ]  # fmt: skip


@st.composite
def figures(draw: st.DrawFn, items: Mapping[str, object]) -> dict[Address, Figure]:
    """Values as reading makes them, with blank lines between some of them."""
    found: dict[Address, Figure] = {}
    line = 1
    for item in items.values():
        if not isinstance(item, Indicator | Question) or not draw(st.booleans()):
            continue
        line += draw(st.integers(1, 3))
        places = draw(st.integers(0, 3))
        number = Decimal(draw(st.integers(1, 10))) if item.unit is SCALE_1_10 else draw(decimals())
        value = number.quantize(Decimal(1).scaleb(-max(places, 3))) if places == 3 else round(number, places)
        value = value if value else value.copy_abs()  # nobody writes a zero with a minus
        cuts = draw(st.sampled_from([(), (("kon", "k"),)]))
        address = Address(item.measure, Scope(SEN), draw(PERIODS), draw(st.sampled_from(Scenario)), cuts)
        source = Source("matt/värden.csv", f"rad {line}")
        found[address] = Figure(address, value, item.unit, places, source, item.name, draw(GROUNDS))
    return found


GROUNDS = st.sampled_from((
    None, Grounds(Decimal(337), Decimal("505.5"), 505), Grounds(answers=0), Grounds(reason="Två enheter; rättade"),
))  # fmt: skip


@st.composite
def contents(draw: st.DrawFn) -> Contents:
    known, units = draw(settings()), draw(organisations())
    count = draw(st.integers(1, 2))
    rest: list[list[object]] = [[], [], [], [], [], [], []]
    for number in range(1, count + 1):
        rest[0] += draw(plans(number))
        rest[1] += draw(indicators(number))
        rest[2] += draw(controls(number, known.limits))
        measure, *economy = draw(economies(number))
        rest[3].append(measure)
        rest[4] += economy
        agreement, need = draw(agreements_and_needs(number))
        rest[5].append(agreement)
        rest[6].append(need)
    roles = (Role("CHEF", draw(NAMES), draw(maybe(st.just(SEN)))),)
    items = [*known.rounds.items, *units, *roles, *(item for part in rest for item in part)]
    objects: dict[str, Coded] = {item.code: item for item in items}  # type: ignore[attr-defined, misc]
    body = st.lists(st.text(LETTERS, min_size=1, max_size=30), min_size=1, max_size=4)
    texts = {
        TextKey(about, kind, "R-0", unit): WrittenText(markdown, "texter/mål.md, rad 1")
        for about, kind, unit in [(SEN, TextKind.SUMMARY, ""), ("stabil-ekonomi", TextKind.COMMENT, "OMR1")]
        if (markdown := "\n".join(draw(body)).strip() + "\n").strip() and "---" not in markdown
    }
    own = {unit.code: unit.wrong_names for unit in units if unit.wrong_names}
    wrong = {**own, "OMR1": (*own.get("OMR1", ()), draw(NAMES)), "D1": (draw(NAMES),)}
    return Contents(
        settings=known,
        organisation=Organisation(units),
        objects=objects,
        wrong_names=wrong,
        figures=draw(figures(objects)),
        texts=texts,
    )


def written_and_read(contents: Contents, *, kept: Mapping[str, bytes] | None = None) -> Contents:
    written = write_folder(contents, kept=kept)
    assert not written.findings
    with TemporaryDirectory() as folder:
        store(written.files, Path(folder))
        return read_folder(Path(folder))


def same(first: Contents, second: Contents) -> None:
    assert list(second.objects.items()) == list(first.objects.items())
    assert second.organisation == first.organisation
    assert second.wrong_names == first.wrong_names
    assert {a: f.as_json() for a, f in second.figures.items()} == {
        a: f.as_json() for a, f in first.figures.items()
    }
    assert {k: t.markdown for k, t in second.texts.items()} == {k: t.markdown for k, t in first.texts.items()}
    assert first.settings is not None and second.settings is not None
    for name in ("municipality", "committee", "treatment", "limits", "forms", "outside", "consultation"):
        assert getattr(second.settings, name) == getattr(first.settings, name)
    assert second.settings.rounds.items == first.settings.rounds.items


@given(contents())
def test_what_is_written_is_read_again(contents):
    same(contents, written_and_read(contents))


def test_the_example_is_written_without_loss(root):
    folder = root / "examples" / "servicenamnden-2024"
    first = read_folder(folder)

    second = written_and_read(first, kept=kept_files(folder))

    same(first, second)
    assert list(second.texts) == list(first.texts)
    assert second.balances == first.balances
    assert second.findings == first.findings


def test_registers_ledger_forecast_and_template_are_kept_as_they_came(tmp_path):
    folder = small.folder(tmp_path)
    (folder / "mall.yaml").write_text("avsnitt: []\n", encoding="utf-8")
    (folder / ".dold").write_text("x", encoding="utf-8")
    first = read_folder(folder)

    kept = kept_files(folder)
    second = written_and_read(first, kept=kept)

    assert set(kept) == {"budget.csv", "huvudbok.csv", "kontoplan.csv", "mall.yaml", "prognos-2024.xlsx"}
    same(first, second)
    assert second.balances == first.balances


def test_amounts_keep_the_unit_and_the_precision_of_their_measure(tmp_path):
    more = small.FILES["indikatorer.yaml"] + "".join(
        f"  - {{kod: {code}, namn: {code}, mått: {code.lower()}, enhet: {unit}, decimaler: 1, slag: statistik,"
        " riktning: ingen riktning, omfattar: SEN}\n"
        for code, unit in (("K", "kr"), ("T", TKR.symbol), ("M", MNKR.symbol))
    )
    values = "Period;Enhet;Mått;Kolumn;Mätvärde\n2024;SEN;k;utfall;1234,50\n\n2024;SEN;t;utfall;-12\n2024;SEN;m;mal;2,50\n"
    first = read_folder(small.folder(tmp_path, indikatorer_yaml=more, matvarden_csv=values))
    assert {figure.unit for figure in first.figures.values()} == {KR}

    files = write_folder(first).files

    assert files["matvarden.csv"].decode() == values
    same(first, written_and_read(first))


def test_values_and_texts_from_elsewhere_are_put_in_files_of_their_own(tmp_path):
    first = read_folder(small.folder(tmp_path))
    address = Address("ind.vager-dagligen", Scope(SEN), Period.year(2024), Scenario.OUTCOME)
    typed = Figure(
        address, Decimal("7.25"), PERCENT, 1, Source("enkät", "fråga 3"), "Andel kök som väger varje dag",
        Grounds(Decimal(29), Decimal(400), 400, "Rättat"),
    )  # fmt: skip
    key = TextKey("VM1", TextKind.COMMENT, "2024-D2", "")
    more = Contents(
        settings=first.settings, organisation=first.organisation, objects=first.objects,
        wrong_names=first.wrong_names, figures={**first.figures, address: typed},
        texts={**first.texts, key: WrittenText("Rubrik\n---\nText.\n", "databasen")},
    )  # fmt: skip

    second = written_and_read(more)

    assert dataclasses.replace(second.figures[address], decimals=1) == typed
    assert second.texts[key].markdown == "Rubrik\n ---\nText.\n"
    assert second.texts[key].source.startswith(OTHERS)


def test_who_owes_what_and_the_limit_of_a_variance_come_back_where_the_municipality_has_decided(tmp_path):
    first = read_folder(small.folder(tmp_path))
    assert first.settings is not None
    assert (first.settings.owed, first.settings.variance_limit) == (None, None)
    usual = written_and_read(first).settings
    assert usual is not None and (usual.owed, usual.variance_limit) == (None, None)
    rows = (
        Owed(UnitKind.AREA, RoundKind.INTERIM, Section.GOALS, frozenset({Part.COMMENT, Part.ASSESSMENT})),
        Owed(
            UnitKind.UNIT, RoundKind.MONTH, Section.ECONOMY, frozenset({Part.FORECAST}), Occasion.WHEN_ASKED
        ),
    )
    for owed, limit in ((rows, VarianceLimit(Decimal("2.5"))), ((), VarianceLimit(Decimal(0)))):
        decided = replace(first.settings, owed=owed, variance_limit=limit)
        second = written_and_read(replace(first, settings=decided)).settings
        assert second is not None
        assert (second.owed, second.variance_limit) == (owed, limit)


def test_a_level_that_is_told_twice_what_it_owes_is_a_finding(tmp_path):
    folder = small.folder(tmp_path)
    row = "  - {nivå: område, runda: delårsrapport, avsnitt: mål, delar: [kommentar]}\n"
    with (folder / "kommun.yaml").open("a", encoding="utf-8") as file:
        file.write(f"vem_lämnar_vad:\n{row}{row}")
    found = read_folder(folder).findings
    assert [finding.code for finding in found] == ["source.owed"]
    assert "vem som lämnar vad" in found[0].sentence()


def test_what_the_reader_would_refuse_is_found_when_it_is_written(tmp_path):
    first = read_folder(small.folder(tmp_path))
    nameless = {**first.objects, "D1": AnnualFocus("D1", "", "VM1", 2024)}

    written = write_folder(
        Contents(settings=first.settings, organisation=first.organisation, objects=nameless)
    )

    assert [finding.where.partition(",")[0] for finding in written.findings] == ["plan.yaml"]


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    first = read_folder(small.folder(tmp_path))
    base = Contents(settings=first.settings, organisation=first.organisation)

    with pytest.raises(ValueError, match="needs settings"):
        write_folder(Contents())
    with pytest.raises(ValueError, match="both written and kept"):
        write_folder(base, kept={"kommun.yaml": b""})
    loose = Question("Q1", "Fråga", "E1", "enkat.q1", PERCENT, 0)
    with pytest.raises(ValueError, match="does not follow its survey"):
        write_folder(
            Contents(settings=first.settings, organisation=first.organisation, objects={"Q1": loose})
        )
    named = PriorityOfGoal("P1", "Något annat", SEN, "SG1", Priority.CONTRIBUTES)
    with pytest.raises(ValueError, match="name of its goal"):
        write_folder(
            Contents(settings=first.settings, organisation=first.organisation, objects={"P1": named})
        )
    investment = Investment("INV", "Hus", "hus", InvestmentClass.COUNCIL, SEN, ())
    with pytest.raises(ValueError, match="which no file holds"):
        write_folder(
            Contents(settings=first.settings, organisation=first.organisation, objects={"INV": investment})
        )
    with pytest.raises(ValueError, match="not a name within the folder"):
        store({"../ute.csv": b""}, tmp_path)
