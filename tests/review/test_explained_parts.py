"""A sentence against the parts of an explained variance: what somebody has said is the cause is not said otherwise."""

import datetime as dt

import pytest

from utfall.documents.model import Paragraph, Text
from utfall.domain.figure import Figure, Scope, Source
from utfall.domain.finance import Cause, VarianceExplanation
from utfall.domain.money import Money
from utfall.domain.organisation import OrgUnit, UnitKind
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Round, RoundKind, Snapshot
from utfall.domain.unit import KR
from utfall.review.contribution import remarks

AUGUST = Period.between(2024, 1, 2024, 8)
MNKR = 100_000_000


def snapshot() -> Snapshot:
    """An area whose variance of −0,5 mnkr is explained by two parts, −1,9 and 1,2 mnkr."""
    variance = Money(-MNKR // 2)
    item = VarianceExplanation(
        "F1", "Område 3", "resultat.inkl", "OMR3", AUGUST, Scenario.VARIANCE,
        (Cause("färre beställda uppdrag", Money(-190_000_000)), Cause("vakanta tjänster", Money(120_000_000))),
    )  # fmt: skip
    whole = Figure(item.address, variance.kr, KR, 2, Source("härledd"), "Årets resultat")
    units = (
        OrgUnit("SEN", "Servicenämnden", UnitKind.COMMITTEE),
        OrgUnit("OMR3", "Område 3", UnitKind.AREA, "SEN"),
        OrgUnit("OMR4", "Område 4", UnitKind.AREA, "SEN"),
    )
    return Snapshot(
        round=Round("2024-D2", "Delår 2", RoundKind.INTERIM, AUGUST),
        scope=Scope("SEN"),
        figures={figure.address: figure for figure in (whole, *item.figures(variance))},
        objects={one.code: one for one in (*units, item)},
        texts={},
        template_hash="",
        as_of=dt.datetime(2024, 9, 10, tzinfo=dt.UTC),
    )


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Avvikelsen beror på färre beställda uppdrag, −2,5 mnkr, och vakanta tjänster, +1,2 mnkr.", "−1,9"),
        ("Vakanta tjänster förklarar 3 mnkr av avvikelsen.", "1,2"),
        ("Avvikelsen beror på färre beställda uppdrag, −1,9 mnkr, och vakanta tjänster, +1,2 mnkr.", ""),
        ("Vakanta tjänster förklarar 1,2 mnkr av avvikelsen.", ""),
    ],
)
def test_a_sentence_that_contradicts_a_stored_part_is_remarked_on(text, stored):
    found = remarks((Paragraph((Text(text),)),), snapshot(), unit="OMR3")
    assert [str(one.values["stored"]).split("\u00a0")[0] for one in found] == ([stored] if stored else [])
    assert all(str(one.values["address"]).startswith("orsak.f1.") for one in found)


def test_another_units_parts_are_not_held_against_her():
    text = "Vakanta tjänster förklarar 3 mnkr av avvikelsen."
    assert remarks((Paragraph((Text(text),)),), snapshot(), unit="OMR4") == ()
