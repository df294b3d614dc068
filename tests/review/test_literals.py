"""A figure that was typed by hand is held against the facts where it is clear which figure is meant."""

import pytest

from tests.documents.compose.small import figure, small_snapshot
from utfall.documents.read import read
from utfall.domain.finding import Finding, Severity
from utfall.domain.snapshot import Snapshot
from utfall.review.check import check

NAMES = {"intakter": "Övriga intäkter", "personal": "Personalkostnader"}


@pytest.fixture
def snapshot() -> Snapshot:
    import dataclasses

    figures = (
        figure("intakter:NAM:2024-01..2024-08:utfall", "554912345.67"),
        figure("intakter:NAM:2024-01..2024-08:budget", "562400000"),
        figure("personal:NAM:2024-01..2024-08:utfall", "-306300000"),
        figure("personal:NAM:2024-01..2024-08:budget", "-310800000"),
        figure("resultat.inkl:OMR1:2024-01..2024-08:utfall", "-2000000"),
        figure("resultat.inkl:OMR2:2024-01..2024-08:utfall", "-1020000"),
    )
    named = (dataclasses.replace(f, name=NAMES.get(f.address.measure, "Årets resultat")) for f in figures)
    return small_snapshot(figures={f.address: f for f in named}, objects=small_snapshot().objects)


def said(text: str, snapshot: Snapshot) -> list[Finding]:
    result = read(f"Rapport\n\n{text}\n".encode(), name="rapport.txt")
    assert result.document is not None
    return [f for f in check(result.document, snapshot).findings if f.code == "facts.literal"]


def test_a_typed_figure_that_contradicts_the_facts_is_asked_about_with_the_address(
    snapshot: Snapshot,
) -> None:
    found = said("Övriga intäkter har ett utfall på 544,9 mnkr för januari–augusti 2024.", snapshot)
    assert [f.severity for f in found] == [Severity.QUESTION]
    assert found[0].values["address"] == "intakter:NAM:2024-01..2024-08:utfall"
    assert found[0].values["stored"] == "554,9\u00a0mnkr"
    assert found[0].spots


@pytest.mark.parametrize(
    "text",
    [
        "Övriga intäkter har ett utfall på 554,9 mnkr för januari–augusti 2024.",
        "Övriga intäkter har ett utfall på 555 mnkr för januari–augusti 2024.",
        "Vi har köpt 3 bilar för 1,2 mnkr.",
    ],
)
def test_what_agrees_or_is_about_something_else_is_left_alone(text: str, snapshot: Snapshot) -> None:
    assert said(text, snapshot) == []
