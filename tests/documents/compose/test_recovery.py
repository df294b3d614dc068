"""The recovery plan of KL 11:12 as a document, and what it says of the deficit."""

import datetime as dt
from typing import Any

import pytest

from utfall.documents.compose.recovery import NONE_STATED, Setting, covered, recovery_document
from utfall.documents.model import Heading, Missing, plain, tables, walk
from utfall.domain.money import Money
from utfall.domain.planning import Effect, Measure, MeasureState, RecoveryPlan, recovery_plan

MADE = dt.datetime(2024, 9, 16, 12, tzinfo=dt.UTC)
SETTING = Setting("Servicenämnden", "resultat inklusive resultatfond", MADE, {"OMR1": "Område 1"})


def measure(name: str, state: MeasureState, tkr: int | None, budget: str = "SEN", **other: Any) -> Measure:
    effects = () if tkr is None else (Effect(2025, Money(tkr * 100_000)),)
    return Measure(name, name, "OMR1", state, effects, budget, **other)


def plan(result: int, *measures: Measure) -> RecoveryPlan:
    """The plan of a result in tkr."""
    return recovery_plan(measures, own="SEN", year=2024, result=Money(result * 100_000))


DECIDED = measure("Färre bilar", MeasureState.DECIDED, 1000, decision="SEN 2024-09-26 § 80")
PROPOSED = measure("Ny taxa", MeasureState.PROPOSED, 700, condition="kräver ändring av riktlinje")
SAID = {
    "no deficit": (plan(10, DECIDED), "Det finns inget underskott att återställa."),
    "all covered": (plan(-900, DECIDED), "Beslutade åtgärder täcker hela underskottet till och med 2025."),
    "covered with proposals": (
        plan(-1500, DECIDED, PROPOSED),
        "Beslutade åtgärder lämnar 500\u00a0tkr utan täckning efter 2027. Om också förslagen beslutas täcks hela underskottet.",
    ),
    "something left": (
        plan(-2800, DECIDED, PROPOSED),
        "Beslutade åtgärder lämnar 1\u00a0800\u00a0tkr utan täckning efter 2027. Även om förslagen beslutas återstår 1\u00a0100\u00a0tkr.",
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_the_plan_says_in_words_what_is_covered(case: str) -> None:
    made, sentence = SAID[case]
    assert covered(made) == sentence
    assert covered(made, "en") != sentence


def test_the_document_has_a_table_of_the_years_and_one_for_each_kind_of_measure() -> None:
    others = measure("Hyra", MeasureState.DECIDED, 300, budget="FN", deciding_body="FN")
    unstated = measure("Samordning", MeasureState.DECIDED, None)
    document = recovery_document(plan(-2800, DECIDED, unstated, PROPOSED, others), SETTING)

    years, decided, proposed, _others = (found for _path, found in tables(document))
    printed = [[plain(cell.inlines) for cell in row.cells] for row in years.rows[1:]]
    assert printed[0] == ["2025", "1\u00a0000", "700", "1\u00a0800", "1\u00a0100"]
    rows = [[plain(cell.inlines) for cell in row.cells] for row in decided.rows[1:]]
    assert rows[0][:4] == ["Färre bilar", "Område 1", "SEN 2024-09-26 § 80", "1\u00a0000"]
    assert decided.rows[2].cells[3].inlines == (Missing(NONE_STATED),), "what nobody stated is not nothing"
    assert rows[-1][:1] + rows[-1][3:4] == ["Summa", "1\u00a0000"]
    assert plain(proposed.rows[1].cells[2].inlines) == "kräver ändring av riktlinje"


def test_a_plan_without_deficit_or_measures_prints_only_the_years() -> None:
    document = recovery_document(plan(0), SETTING)
    headings = [plain(node.inlines) for _path, node in walk(document) if isinstance(node, Heading)]
    assert headings == ["Åtgärdsplan för ekonomi i balans 2025–2027", "Underskottet", "År för år"]
